import { models } from "../../../models";
import type { Customer } from "../../../models/shared/entities/customer";
import { addDays, instantOf } from "../../../models/shared/values/day";
import { WARNING_KINDS, type Risk } from "../../../models/shared/values/risk";
import { CLOSED_STAGES } from "../../../models/shared/values/stage";
import type { StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { gatherCustomerExtras } from "../gatherCustomerExtras";
import { ownReadable, readable } from "../readable";
import { readRiskRules } from "../readSetting";
import { toVisible } from "../toVisible";
import { daysSince, type RiskRules } from "./assess";

/** A customer that may slip away, and why. */
export interface RiskyCustomer {
  customer: Customer;
  /** Open opportunities, in fen. */
  openAmount: number;
  silentDays: number;
  risk: Risk;
}

export interface Risks {
  risks: RiskyCustomer[];
  riskCount: number;
}

/** Whose customers: the actor's own, everybody's they may see, or those of one of these. */
export type Whose = "own" | "all" | { owner: string };

/** Looked at of each kind: the most recently lost and the largest; of the others only the number is told. */
const CONSIDERED = 100;
const MOST_COUNTED = 1000;
/** A talk that went badly is news for so long. */
const UNHAPPY_DAYS = 30;
const NO_SEARCH = { searchKeys: 0, searchText: 0 };

type Filter = Record<string, unknown>;
type Entity = "customer" | "opportunity" | "followUp";

function among(ctx: Ctx, entity: Entity, whose: Whose): Filter {
  if (whose === "own") return ownReadable(ctx, entity);
  const seen = readable(ctx, entity, entity === "followUp" ? "internal" : "profile");
  return { $and: [seen, whose === "all" ? { owner: { $ne: null } } : { owner: whose.owner }] };
}

const idsOf = (rows: readonly Record<string, unknown>[]) => [...new Set(rows.map((row) => String(row.customer)))];

/** Customers with a deal that has stood for too long, the largest deals first. */
async function customersOfStuckDeals(ctx: Ctx, whose: Whose, { today, pipeline }: RiskRules): Promise<string[]> {
  const since = instantOf(addDays(today, 1 - pipeline.stuckAfterDays));
  const stuck = { stage: { $nin: [...CLOSED_STAGES] }, onHoldSince: null, stageChangedAt: { $lt: since } };
  const filter = { $and: [among(ctx, "opportunity", whose), stuck] };
  return idsOf(await models.opportunity.find(filter, { customer: 1 }).sort({ amount: -1 }).limit(CONSIDERED).lean());
}

async function unhappyCustomers(ctx: Ctx, whose: Whose, { today }: RiskRules): Promise<string[]> {
  const filter = { happenedAt: { $gte: instantOf(addDays(today, -UNHAPPY_DAYS)) }, mood: "negative" };
  const notes = { $and: [among(ctx, "followUp", whose), filter] };
  return idsOf(await models.followUp.find(notes, { customer: 1 }).sort({ happenedAt: -1 }).limit(CONSIDERED).lean());
}

const isWarning = ({ risk }: { risk: Risk | null }) =>
  risk?.kinds.some((kind) => WARNING_KINDS.includes(kind)) ?? false;

async function assess(ctx: Ctx, rows: StoredRow[], { today }: RiskRules): Promise<RiskyCustomer[]> {
  const customers = rows.map(toVisible(ctx, "customer"));
  const extras = await gatherCustomerExtras(ctx, customers);
  return customers.flatMap((customer) => {
    const { risk = null, openAmount = 0 } = extras.get(customer.id) ?? {};
    const silentDays = customer.lastContactAt ? daysSince(customer.lastContactAt, today) : 0;
    return risk && isWarning({ risk }) ? [{ customer, openAmount, silentDays, risk }] : [];
  });
}

const byStake = (a: RiskyCustomer, b: RiskyCustomer) =>
  b.openAmount - a.openAmount || a.silentDays - b.silentDays || (a.customer.id < b.customer.id ? -1 : 1);

/** The first moment of the days in which a talk still counts as recent. */
const recentFrom = ({ today, limits }: RiskRules): Date => instantOf(addDays(today, 1 - limits.quietAfterDays));

/** Those nobody talked to for long, the most recently lost first, and how many there are. */
async function findSilent(seen: Filter, rules: RiskRules): Promise<{ rows: StoredRow[]; count: number }> {
  const silent = { $and: [seen, { lastContactAt: { $lt: recentFrom(rules) } }] };
  const order = { lastContactAt: -1, _id: -1 } as const;
  const rows = await models.customer.find(silent, NO_SEARCH).sort(order).limit(CONSIDERED).lean<StoredRow[]>();
  const isAll = rows.length < CONSIDERED;
  return { rows, count: isAll ? rows.length : await models.customer.countDocuments(silent, { limit: MOST_COUNTED }) };
}

/** Of these, the ones that are not silent: they would be counted twice. */
function findAwake(seen: Filter, ids: readonly string[], rules: RiskRules): Promise<StoredRow[]> {
  const recent = { $or: [{ lastContactAt: null }, { lastContactAt: { $gte: recentFrom(rules) } }] };
  return models.customer
    .find({ $and: [seen, { _id: { $in: [...new Set(ids)] } }, recent] }, NO_SEARCH)
    .lean<StoredRow[]>();
}

/**
 * Customers that may slip away: silent for long, with a deal that stands still, or unhappy. Those with the most money at stake
 * first, then those lost most recently. In turn: chat asks inside a transaction.
 */
export async function findRisks(ctx: Ctx, { whose, limit }: { whose: Whose; limit: number }): Promise<Risks> {
  const rules = await readRiskRules(ctx.now);
  const awake = { $or: [{ riskQuietUntil: null }, { riskQuietUntil: { $lte: rules.today } }] };
  const seen = { $and: [among(ctx, "customer", whose), awake] };
  const silent = await findSilent(seen, rules);
  const asked = [...(await customersOfStuckDeals(ctx, whose, rules)), ...(await unhappyCustomers(ctx, whose, rules))];
  const risky = await assess(ctx, [...silent.rows, ...(await findAwake(seen, asked, rules))], rules);
  const unread = silent.count - silent.rows.length;
  return { risks: risky.toSorted(byStake).slice(0, limit), riskCount: risky.length + unread };
}
