import { models } from "../../models";
import { entities } from "../../models/shared/entities";
import type { Customer } from "../../models/shared/entities/customer";
import type { FollowUp } from "../../models/shared/entities/followUp";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import type { Reminder } from "../../models/shared/entities/reminder";
import type { Risk } from "../../models/shared/values/risk";
import { CLOSED_STAGES } from "../../models/shared/values/stage";
import { titlePaths, type StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { readableAmong } from "./readable";
import { readRiskRules } from "./readSetting";
import { assessCustomer } from "./risks/assess";
import { toVisible } from "./toVisible";

/** What a customer shows beside its own fields. */
export interface CustomerExtras {
  nextStep: Reminder | null;
  /** Sum of the open opportunities, in fen. */
  openAmount: number;
  lastFollowUp: FollowUp | null;
  /** Why it may slip away; null where nothing speaks for it. */
  risk: Risk | null;
}

type CustomerRow = Pick<Customer, "id" | "owner" | "lastContactAt" | "riskQuietUntil">;

const NO_SEARCH = { searchKeys: 0, searchText: 0 };
/** More open steps than this on one page of customers nobody has. */
const MOST = 2000;

const firstPerCustomer = <T extends { customer: string | null }>(items: T[]): Map<string, T> =>
  new Map(items.toReversed().map((item) => [item.customer ?? "", item]));

async function nextSteps(ctx: Ctx, ids: string[]): Promise<Map<string, Reminder>> {
  const rows = await models.reminder
    .find({ $and: [readableAmong(ctx, "reminder"), { customer: { $in: ids }, state: "open" }] }, NO_SEARCH)
    .sort({ remindAt: 1, _id: 1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  return firstPerCustomer(rows.map(toVisible(ctx, "reminder")));
}

const DEAL_FIELDS = {
  ...titlePaths(entities.opportunity),
  owner: 1,
  isKey: 1,
  customer: 1,
  amount: 1,
  stage: 1,
  stageChangedAt: 1,
  onHoldSince: 1,
  expectedCloseOn: 1,
};

/** The open opportunities whose money the reader may see, by customer. */
async function openDealsOf(ctx: Ctx, ids: string[]): Promise<Map<string, Opportunity[]>> {
  const seen = readableAmong(ctx, "opportunity", "money");
  const open = { customer: { $in: ids }, stage: { $nin: [...CLOSED_STAGES] } };
  const rows = await models.opportunity.find({ $and: [seen, open] }, DEAL_FIELDS).lean<StoredRow[]>();
  const deals = new Map<string, Opportunity[]>();
  for (const deal of rows.map(toVisible(ctx, "opportunity"))) {
    deals.set(deal.customer, [...(deals.get(deal.customer) ?? []), deal]);
  }
  return deals;
}

const sumOf = (deals: readonly Opportunity[]) => deals.reduce((sum, deal) => sum + (deal.amount ?? 0), 0);

/** Sums of the open opportunities, in fen, by customer. */
export async function sumOpenAmounts(ctx: Ctx, ids: string[]): Promise<Map<string, number>> {
  const deals = await openDealsOf(ctx, ids);
  return new Map([...deals].map(([id, some]) => [id, sumOf(some)]));
}

async function readFollowUps(ctx: Ctx, filter: Record<string, unknown>): Promise<Map<string, FollowUp>> {
  const rows = await models.followUp
    .find({ $and: [readableAmong(ctx, "followUp", "internal"), filter] }, NO_SEARCH)
    .sort({ happenedAt: -1, _id: -1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  return firstPerCustomer(rows.map(toVisible(ctx, "followUp")));
}

/** `lastContactAt` points at the newest note, so one index seek per customer finds it; only where that note is gone are the others read. */
async function lastFollowUps(ctx: Ctx, customers: CustomerRow[]): Promise<Map<string, FollowUp>> {
  const contacted = customers.filter((one) => one.lastContactAt !== null);
  const newest = await readFollowUps(ctx, {
    customer: { $in: contacted.map((one) => one.id) },
    happenedAt: { $in: contacted.map((one) => one.lastContactAt) },
  });
  const missing = contacted.filter((one) => !newest.has(one.id)).map((one) => one.id);
  if (missing.length === 0) return newest;
  return new Map([...newest, ...(await readFollowUps(ctx, { customer: { $in: missing } }))]);
}

/** What is known around a customer, before it is weighed. */
export type CustomerMaterials = Omit<CustomerExtras, "risk"> & { deals: Opportunity[] };

/** Next steps and open deals alone, for those who know the last talk from elsewhere. */
export async function gatherPlans(ctx: Ctx, ids: string[]): Promise<Map<string, CustomerMaterials>> {
  const steps = await nextSteps(ctx, ids);
  const open = await openDealsOf(ctx, ids);
  return new Map(
    ids.map((id) => {
      const deals = open.get(id) ?? [];
      return [id, { nextStep: steps.get(id) ?? null, lastFollowUp: null, deals, openAmount: sumOf(deals) }];
    }),
  );
}

/** One query each for a whole page of customers. They run in turn, since a transaction may be open. */
export async function gatherMaterials(ctx: Ctx, customers: CustomerRow[]): Promise<Map<string, CustomerMaterials>> {
  const plans = await gatherPlans(
    ctx,
    customers.map((one) => one.id),
  );
  const followUps = await lastFollowUps(ctx, customers);
  return new Map([...plans].map(([id, plan]) => [id, { ...plan, lastFollowUp: followUps.get(id) ?? null }]));
}

/** What customers show beside their own fields, the risks of this moment among it. */
export async function gatherCustomerExtras(ctx: Ctx, customers: CustomerRow[]): Promise<Map<string, CustomerExtras>> {
  const gathered = await gatherMaterials(ctx, customers);
  const rules = await readRiskRules(ctx.now);
  return new Map(
    customers.flatMap((customer): [string, CustomerExtras][] => {
      const materials = gathered.get(customer.id);
      if (!materials) return [];
      const { nextStep, openAmount, lastFollowUp } = materials;
      const risk = assessCustomer({ ...customer, ...materials }, rules);
      return [[customer.id, { nextStep, openAmount, lastFollowUp, risk }]];
    }),
  );
}
