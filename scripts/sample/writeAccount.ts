import type { EntityName } from "../../models/shared/entities";
import type { Contact } from "../../models/shared/entities/contact";
import type { Customer } from "../../models/shared/entities/customer";
import { newId } from "../../models/newId";
import type { Random } from "./random";
import { PRODUCTS, STAGE_WEIGHTS, ZHANG_NAME, type ZHANGS } from "./words";
import { writeCompany, writeContact, writeOpportunity, writePerson, type CompanyName } from "./writeCustomer";
import { writeReminder, type When } from "./writeReminder";
import { writeTalks, type Talk } from "./writeTalks";

/** One record to store: whose it is, when it was made and what it says. */
export interface Draft {
  entity: EntityName;
  at: Date;
  owner: string;
  values: Record<string, unknown> & { id: string };
}

export interface Account {
  owner: string;
  serial: number;
  /** Null for a customer who is a person. */
  company: CompanyName | null;
  zhang: (typeof ZHANGS)[number] | null;
  /** The open or finished next steps it has. */
  reminders: readonly When[];
  now: Date;
}

const DAY = 24 * 60 * 60_000;
const HAS_DEAL = { contacted: 0.3, qualified: 0.8, proposal: 1, negotiation: 1, won: 1, lost: 1 } as const;

type Person = Partial<Contact> & { id: string; address: string };

/** Somebody known by surname and address alone, as reps often note people. */
function asZhang(person: Person, title: string): Person {
  return { ...person, name: ZHANG_NAME, title, address: ZHANG_NAME };
}

function writePeople(account: Account, customer: string, random: Random): Person[] {
  if (!account.company) return [];
  const first = writeContact(customer, account.serial * 2, random);
  const main = account.zhang ? asZhang(first, account.zhang.title) : first;
  return random.chance(0.35) ? [main, writeContact(customer, account.serial * 2 + 1, random)] : [main];
}

function withSentence(talks: Talk[], sentence: string | undefined): Talk[] {
  const last = talks.at(-1);
  return sentence && last ? [...talks.slice(0, -1), { ...last, content: sentence }] : talks;
}

/** Everything about one customer, as if a rep had kept it for months. */
export function writeAccount(account: Account, random: Random): Draft[] {
  const { owner, serial, company, zhang, now } = account;
  const stage = random.weighted(STAGE_WEIGHTS);
  const customer = company ? writeCompany(company, random) : writePerson(serial * 2, random);
  const people = writePeople(account, customer.id, random);
  const main = people[0] ?? null;
  const product = random.pick(PRODUCTS);
  const story = { stage, person: main?.address ?? customer.name ?? "", product, now };
  const talks = withSentence(writeTalks(story, random), zhang?.sentence);
  const firstAt = talks[0]?.happenedAt ?? now;
  const lastAt = talks.at(-1)?.happenedAt ?? now;
  const stageChangedAt = talks.find((talk) => talk.stage === stage)?.happenedAt ?? lastAt;
  const metAt = new Date(firstAt.getTime() - DAY);

  const hasDeal = random.chance(HAS_DEAL[stage]);
  const deal = hasDeal ? writeOpportunity({ customer, product, stage, stageChangedAt, now }, random) : null;
  const draft = (entity: EntityName, at: Date, values: Record<string, unknown> & { id: string }): Draft => ({
    entity,
    at,
    owner,
    values,
  });
  return [
    draft("customer", metAt, { ...customer, lastContactAt: lastAt }),
    ...people.map(({ address: _address, ...contact }) => draft("contact", metAt, contact)),
    ...(deal ? [draft("opportunity", stageChangedAt, deal)] : []),
    ...talks.map(({ stage: _stage, ...talk }) =>
      draft("followUp", talk.happenedAt, {
        ...talk,
        id: newId(),
        customer: customer.id,
        contact: main?.id ?? null,
        opportunity: talk.happenedAt >= stageChangedAt ? (deal?.id ?? null) : null,
      }),
    ),
    ...account.reminders.map((when) =>
      draft("reminder", lastAt, writeReminder({ customer: customer.id, stage, when, now }, random)),
    ),
  ];
}
