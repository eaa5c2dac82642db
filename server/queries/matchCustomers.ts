import { Customer } from "../../models";
import type { Customer as CustomerRecord } from "../../models/shared/entities/customer";
import { readMention } from "../../models/shared/values/address";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { findBySound } from "./match/findBySound";
import { findByReach } from "./match/findByReach";
import { asCustomer, inReach, MOST } from "./match/findByWords";
import { findCompanies } from "./match/findCompanies";
import { findPeople } from "./match/findPeople";
import { findSignals, isRecent, NO_SIGNALS, type Signals } from "./match/findSignals";
import { findHabit } from "./match/lessons";
import { longerNamesIn } from "./match/readOn";
import { dropDoubtfulHabit, inOrder, scoreOf } from "./match/score";
import { mentionWords, type Candidate, type CustomerMention, type Found, type MatchHints } from "./match/types";

export type { Candidate, CustomerMention, MatchHints } from "./match/types";

async function matchWords(ctx: Ctx, mention: CustomerMention): Promise<Found[]> {
  if (!mention.company) return mention.name ? findPeople(ctx, mention.name) : [];
  const companies = await findCompanies(ctx, mention.company);
  if (!mention.name) return companies;
  const named = await findPeople(ctx, mention.name);
  const reasonsById = new Map(companies.map((company) => [company.customerId, company.reasons]));
  const people = named.filter((person) => reasonsById.has(person.customerId));
  if (people.length > 0) {
    const known = people.map((person) => {
      const reasons = [...person.reasons, ...(reasonsById.get(person.customerId) ?? []), "sameCompany" as const];
      return { ...person, isSure: true, reasons };
    });
    return isOneHouse(known) ? known : [...known, ...companies.map(doubtful)];
  }
  // Somebody of exactly that name is known elsewhere: one of the two words is wrong, and who knows which.
  const elsewhere = readMention(mention.name).kind === "name" ? named : [];
  if (elsewhere.length > 0) return [...companies, ...elsewhere].map(doubtful);
  return companies;
}

/** At one house alone somebody is called so: nobody else is meant. Else theirs may be the one nobody wrote down yet. */
const isOneHouse = (known: Found[]) => new Set(known.map(({ customerId }) => customerId)).size === 1;

const doubtful = (found: Found): Found => ({ ...found, isSure: false, reasons: [] });

/** The owners of a number, unless the words name somebody else: then neither is certain. */
async function matchAll(ctx: Ctx, mention: CustomerMention): Promise<Found[]> {
  const owners = await findByReach(ctx, mention);
  const isNamed = mentionWords(mention) !== "";
  if (owners.length > 0 && !isNamed) return owners;
  const named = await matchWords(ctx, mention);
  if (owners.length === 0) return named;
  const both = owners.filter((owner) => named.some((other) => other.customerId === owner.customerId));
  return both.length > 0 ? both : [...owners, ...named].map(doubtful);
}

/** One entry a customer: of several people at one customer none is singled out. */
function byCustomer(found: Found[]): Map<string, Found> {
  const merged = new Map<string, Found>();
  for (const entry of found) {
    const other = merged.get(entry.customerId);
    if (!other) merged.set(entry.customerId, entry);
    else if (other.contact?.id !== entry.contact?.id) {
      const contact = other.contact && entry.contact ? null : (other.contact ?? entry.contact);
      const reasons = [...other.reasons, ...entry.reasons];
      merged.set(entry.customerId, { ...other, contact, reasons, isSure: other.isSure || entry.isSure });
    }
  }
  return merged;
}

/** A name may be taught that no row holds. */
const asTaught = (habit: string | null): Found[] =>
  habit ? [{ customerId: habit, contact: null, isSure: true, reasons: [] }] : [];

interface Weighing {
  found: Found;
  /** Who is called by more than the words that were heard; then their part is nobody's whole name. */
  whole: ReadonlySet<string>;
  signals: Signals;
  habit: string | null;
  hints: MatchHints;
}

function toCandidate(ctx: Ctx, customer: CustomerRecord, { found, whole, signals, habit, hints }: Weighing): Candidate {
  const openAmount = signals.amounts.get(customer.id) ?? 0;
  const reasons = inOrder([
    ...found.reasons.filter((reason) => whole.size === 0 || reason !== "exactName"),
    ...(whole.has(customer.id) ? (["exactName"] as const) : []),
    ...(habit === customer.id ? (["learned"] as const) : []),
    ...(customer.lastContactAt && isRecent(ctx, customer.lastContactAt) ? (["recent"] as const) : []),
    ...(openAmount > 0 ? (["openDeal"] as const) : []),
    ...(hints.groupCustomer === customer.id ? (["groupBound"] as const) : []),
  ]);
  const { contact, isSure, heardAs } = found;
  const score = scoreOf(isSure, reasons);
  const isActive = signals.active.has(customer.id);
  return { customer, contact, openAmount, isSure, isActive, reasons, score, ...(heardAs ? { heardAs } : {}) };
}

const lastTouched = (customer: CustomerRecord) => (customer.lastContactAt ?? customer.createdAt).getTime();

/** The customers behind what was found; those that were not read with it are read now. */
async function readCustomers(ctx: Ctx, found: Found[]): Promise<CustomerRecord[]> {
  const read = found.flatMap(({ customer }) => customer ?? []);
  const ids = found.filter(({ customer }) => !customer).map(({ customerId }) => customerId);
  if (ids.length === 0) return read;
  const rows = await Customer.find(inReach(ctx, "customer", { _id: { $in: ids } })).lean<StoredRow[]>();
  return [...read, ...rows.map(asCustomer(ctx))];
}

/**
 * Customers the words may mean, among those the actor may read, each with its reasons; the last contacted first.
 * Looks at the database only through indexes. Whether one of them is certain, `decide` says.
 */
export async function matchCustomers(ctx: Ctx, mention: CustomerMention, hints: MatchHints = {}): Promise<Candidate[]> {
  const habit = await findHabit(ctx, mentionWords(mention));
  const named = [...(await matchAll(ctx, mention)), ...asTaught(habit)];
  const found = byCustomer(named.length > 0 ? named : await findBySound(ctx, mention, hints.spoken ?? false));
  const customers = await readCustomers(ctx, [...found.values()].slice(0, MOST));
  if (customers.length === 0) return [];
  // Nothing has to be weighed where the words mean one customer for certain.
  const isCertain = customers.length === 1 && customers.every(({ id }) => found.get(id)?.isSure);
  const signals = isCertain ? NO_SIGNALS : await findSignals(ctx, customers);
  const readsOn = longerNamesIn(hints.text ?? "", mention.company);
  const whole = new Set(customers.filter(readsOn).map(({ id }) => id));
  const candidates = customers.map((customer) =>
    toCandidate(ctx, customer, { found: found.get(customer.id) as Found, whole, signals, habit, hints }),
  );
  return dropDoubtfulHabit(candidates).toSorted(
    (a, b) => Number(b.isSure) - Number(a.isSure) || lastTouched(b.customer) - lastTouched(a.customer),
  );
}
