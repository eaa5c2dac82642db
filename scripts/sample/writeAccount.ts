import { newId } from "../../models/newId";
import type { EntityName } from "../../models/shared/entities";
import { poolText } from "../../models/shared/text/zhCN/pool";
import { isClosed } from "../../models/shared/values/stage";
import type { Random } from "./random";
import { PRODUCTS, STAGE_WEIGHTS, ZHANG_NAME, type ZHANGS } from "./words";
import {
  writeCompany,
  writeContact,
  writeOpportunity,
  writePerson,
  type CompanyName,
  type Person,
} from "./writeCustomer";
import { writeReminder, type When } from "./writeReminder";
import { writeTalks, type Talk } from "./writeTalks";
import { writeVisit } from "./writeVisit";

type Values = Record<string, unknown> & { id: string };

/** One record to store: whose it is, when it was made and what it says. */
export interface Draft {
  entity: EntityName;
  at: Date;
  /** Who wrote it. */
  owner: string;
  /** Whose it is now; nobody's for what was given up. */
  holder: string | null;
  values: Values;
}

export interface Account {
  owner: string;
  serial: number;
  /** Null for a customer who is a person. */
  company: CompanyName | null;
  zhang: (typeof ZHANGS)[number] | null;
  /** The open or finished next steps it has. */
  reminders: readonly When[];
  /** It went to the public pool meanwhile. */
  isPooled: boolean;
  now: Date;
}

const DAY_LENGTH = 24 * 60 * 60_000;
const GIVEN_UP_AFTER = 30;
const GIVEN_UP_FOR = 180 * DAY_LENGTH;
const HAS_DEAL = { contacted: 0.3, qualified: 0.8, proposal: 1, negotiation: 1, won: 1, lost: 1 } as const;
const HAS_SECOND_CONTACT = 0.35;

/** Somebody known by surname and address alone, as reps often note people. */
function asZhang({ contact }: Person, title: string): Person {
  return { contact: { ...contact, name: ZHANG_NAME, title }, address: ZHANG_NAME };
}

function writePeople({ company, serial, zhang }: Account, customer: string, random: Random): Person[] {
  if (!company) return [];
  const first = writeContact(customer, serial * 2, random);
  const main = zhang ? asZhang(first, zhang.title) : first;
  return random.chance(HAS_SECOND_CONTACT) ? [main, writeContact(customer, serial * 2 + 1, random)] : [main];
}

/** The three who share a form of address differ by what was said last. */
function withLastSentence(talks: Talk[], sentence: string | undefined): Talk[] {
  const last = talks.at(-1);
  return sentence && last ? [...talks.slice(0, -1), { ...last, content: sentence }] : talks;
}

/** Everything about one customer, as if a rep had kept it for months. */
export function writeAccount(account: Account, random: Random): Draft[] {
  const { owner, serial, company, zhang, now } = account;
  const stage = random.weighted(STAGE_WEIGHTS);
  const customer = company ? writeCompany(company, random) : writePerson(serial * 2, random);
  const people = writePeople(account, customer.id, random);
  const product = random.pick(PRODUCTS);
  const person = people[0]?.address ?? customer.name;
  const talks = withLastSentence(writeTalks({ stage, person, product, now }, random), zhang?.sentence);
  const { firstAt, reachedAt, lastAt, closedFrom } = milestones(talks, now);
  const deal = random.chance(HAS_DEAL[stage])
    ? writeOpportunity({ customer, product, stage, stageChangedAt: reachedAt, closedFrom, now }, random)
    : null;

  // What nobody has is old: it comes last where lists begin with what moved last.
  const knownFor = account.isPooled ? GIVEN_UP_FOR : DAY_LENGTH;
  const metAt = new Date(firstAt.getTime() - knownFor);
  const draft = (entity: EntityName, at: Date, values: Values): Draft => ({
    ...{ entity, at, owner, values },
    holder: account.isPooled ? null : owner,
  });
  const links = { customer: customer.id, contact: people[0]?.contact.id ?? null };
  return [
    draft("customer", metAt, { ...customer, lastContactAt: lastAt, ...poolingOf(account, lastAt) }),
    ...people.map(({ contact }) => draft("contact", metAt, contact)),
    ...(deal ? [draft("opportunity", reachedAt, deal)] : []),
    ...talks.flatMap(({ method, mood, content, happenedAt }) => {
      const opportunity = deal && happenedAt >= reachedAt ? deal.id : null;
      const id = newId();
      const visit = { customer, contact: links.contact, followUp: id, visitor: owner, happenedAt };
      return [
        draft("followUp", happenedAt, { id, ...links, opportunity, method, mood, content, happenedAt }),
        ...(method === "visit" ? [draft("visit", happenedAt, writeVisit(visit))] : []),
      ];
    }),
    ...account.reminders.map((when) =>
      draft("reminder", lastAt, writeReminder({ customer: customer.id, stage, when, now }, random)),
    ),
  ];
}

/** Given up yesterday, or gone because nobody looked after it for a month. */
function poolingOf({ isPooled, owner, now }: Account, lastAt: Date) {
  if (!isPooled) return {};
  const yesterday = now.getTime() - DAY_LENGTH;
  const recycledAt = lastAt.getTime() + GIVEN_UP_AFTER * DAY_LENGTH;
  const isRecycled = recycledAt < yesterday;
  const pooledAt = new Date(isRecycled ? recycledAt : Math.max(yesterday, lastAt.getTime()));
  const poolReason = isRecycled ? poolText.silent(GIVEN_UP_AFTER) : poolText.reasons[0];
  return { pooledAt, pooledFrom: owner, poolReason };
}

/** First talk, the talk that led to the present stage, last talk. */
function milestones(talks: readonly Talk[], now: Date) {
  const last = talks.at(-1);
  const reached = talks.find((talk) => talk.stage === last?.stage);
  return {
    firstAt: talks[0]?.happenedAt ?? now,
    reachedAt: reached?.happenedAt ?? now,
    lastAt: last?.happenedAt ?? now,
    closedFrom: talks.findLast((talk) => !isClosed(talk.stage))?.stage ?? "contacted",
  };
}
