import { models } from "../../models";
import { entities } from "../../models/shared/entities";
import type { Customer } from "../../models/shared/entities/customer";
import { poolText } from "../../models/shared/text/zhCN/pool";
import { addDays, dayOf, instantOf } from "../../models/shared/values/day";
import type { PoolRules } from "../../models/shared/values/pool";
import { toRecord, type StoredRow } from "../../models/storedRecord";
import { RecycleWarning, type RecycleWarningRow } from "../../models/system/recycleWarning";

/** The clock times, in Shanghai, at which customers go and at which their owners are told. */
const RUNS_AT = "20:00";
const WARNS_AT = "10:30";
const DAY_MS = 86_400_000;

export type RecycleReason = { kind: "followUp" | "deal" | "opportunity"; days: number };

const SENTENCES: Record<RecycleReason["kind"], (days: number) => string> = {
  followUp: poolText.silent,
  deal: poolText.noDeal,
  opportunity: poolText.noOpportunity,
};
export const reasonSentence = ({ kind, days }: RecycleReason): string => SENTENCES[kind](days);

/** A customer that goes back to the public pool unless something happens. */
export interface Recycling {
  customer: Customer;
  owner: string;
  reason: RecycleReason;
  /** Null while its owner was not told. */
  warnedAt: Date | null;
  /** The evening it goes; for one whose owner is still to be told, the first it may. */
  goesAt: Date;
}

/** What people are told of it. */
export interface Told {
  id: string;
  reason: string;
  goesAt: string;
}

/** The next time of day at or after a moment. */
function nextAt(moment: Date, time: string): Date {
  const today = instantOf(dayOf(moment), time);
  return today >= moment ? today : instantOf(addDays(dayOf(moment), 1), time);
}

export const nextRecycling = (now: Date): Date => nextAt(now, RUNS_AT);

const later = (...moments: (Date | null)[]): Date =>
  new Date(Math.max(...moments.map((moment) => moment?.getTime() ?? 0)));
const after = (moment: Date, days: number) => new Date(moment.getTime() + days * DAY_MS);

/** What was sold there, or is being sold. */
interface Deals {
  isWon: boolean;
  hasAny: boolean;
}

/** When which condition is met; the first that is counts. */
function dueOf({ lastContactAt, ownedSince, createdAt, protectedUntil }: Customer, deals: Deals, rules: PoolRules) {
  const held = ownedSince ?? createdAt;
  const clocks: [RecycleReason["kind"], number | null, Date][] = [
    ["followUp", rules.noFollowUpDays, later(held, lastContactAt)],
    ["deal", deals.isWon ? null : rules.noDealDays, held],
    ["opportunity", deals.hasAny ? null : rules.noOpportunityDays, held],
  ];
  const dues = clocks.flatMap(([kind, days, since]) =>
    days === null ? [] : [{ reason: { kind, days }, dueAt: later(after(since, days), protectedUntil) }],
  );
  return dues.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0] ?? null;
}

/** A warning counts for whom it was given to, and while the conditions it told of still hold. */
const isValid = (warning: RecycleWarningRow | undefined, owner: string, warnsFrom: Date): boolean =>
  warning !== undefined && warning.owner === owner && warning.warnedAt >= warnsFrom;

interface Known {
  deals: Deals;
  warning: RecycleWarningRow | undefined;
  rules: PoolRules;
}

function toRecycling(customer: Customer, now: Date, { deals, warning, rules }: Known): Recycling | null {
  const { owner } = customer;
  const due = dueOf(customer, deals, rules);
  if (owner === null || !due || (rules.exemptWon && deals.isWon)) return null;
  const warnsFrom = instantOf(addDays(dayOf(due.dueAt), -rules.warnDays));
  if (warnsFrom > now) return null;
  const warnedAt = warning && isValid(warning, owner, warnsFrom) ? warning.warnedAt : null;
  const toldAt = warnedAt ?? nextAt(now, WARNS_AT);
  const goesAt = nextAt(later(due.dueAt, after(toldAt, rules.warnDays)), RUNS_AT);
  return { customer, owner, reason: due.reason, warnedAt, goesAt };
}

/** Rows that may be due within the days of the warning; dates that need more than the row are looked at one by one. */
function filterOf(now: Date, rules: PoolRules, whose: Record<string, unknown>): Record<string, unknown> {
  const soon = instantOf(addDays(dayOf(now), rules.warnDays + 1));
  const before = (days: number | null) => (days === null ? null : after(soon, -days));
  const [silent, old, idle] = [before(rules.noFollowUpDays), before(rules.noDealDays), before(rules.noOpportunityDays)];
  const since = (limit: Date | null, more: Record<string, unknown> = {}) =>
    limit ? [{ createdAt: { $lte: limit }, ...more }] : [];
  const quiet = { $or: [{ lastContactAt: null }, { lastContactAt: { $lte: silent } }] };
  return {
    $and: [
      { ...whose, archivedAt: null },
      { level: { $nin: rules.exemptLevels }, tags: { $nin: rules.exemptTags } },
      { $or: [{ protectedUntil: null }, { protectedUntil: { $lte: soon } }] },
      { $or: [...since(silent, quiet), ...since(old), ...since(idle), { _id: { $in: [] } }] },
    ],
  };
}

async function dealsOf(ids: string[]): Promise<Map<string, Deals>> {
  const rows = await models.opportunity
    .find({ customer: { $in: ids }, archivedAt: null }, { customer: 1, stage: 1 })
    .lean<{ customer: string; stage: string | null }[]>();
  const found = new Map<string, Deals>();
  for (const { customer, stage } of rows) {
    found.set(customer, { isWon: stage === "won" || (found.get(customer)?.isWon ?? false), hasAny: true });
  }
  return found;
}

/** Of so many at once nothing is opened that nobody asks for. */
const UNREAD = { searchKeys: 0, searchText: 0, phones: 0, wechat: 0, address: 0 };
const NO_DEALS: Deals = { isWon: false, hasAny: false };

/**
 * Who goes back to the public pool, and when: the one computation behind the nightly run, the warnings before it and the rehearsal.
 * @param whose narrows the customers looked at, e.g. `{ owner }` or `{ _id: { $in } }`
 */
export async function planRecycling(
  now: Date,
  rules: PoolRules,
  whose: Record<string, unknown> = { owner: { $ne: null } },
): Promise<Recycling[]> {
  const rows = await models.customer.find(filterOf(now, rules, whose), UNREAD).lean<StoredRow[]>();
  const ids = rows.map((row) => row._id);
  const deals = await dealsOf(ids);
  const warnings = await RecycleWarning.find({ _id: { $in: ids } }).lean<RecycleWarningRow[]>();
  const byId = new Map(warnings.map((warning) => [warning._id, warning]));
  return rows
    .flatMap((row) => {
      const customer = toRecord(entities.customer, row) as unknown as Customer;
      const known = { deals: deals.get(row._id) ?? NO_DEALS, warning: byId.get(row._id), rules };
      return toRecycling(customer, now, known) ?? [];
    })
    .toSorted((a, b) => a.goesAt.getTime() - b.goesAt.getTime() || (a.customer.id < b.customer.id ? -1 : 1));
}

/** Those that go in the run of this moment. */
export const isDue = ({ warnedAt, goesAt }: Recycling, now: Date): boolean => warnedAt !== null && goesAt <= now;
