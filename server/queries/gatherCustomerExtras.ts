import { models } from "../../models";
import type { Customer } from "../../models/shared/entities/customer";
import type { FollowUp } from "../../models/shared/entities/followUp";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import type { Reminder } from "../../models/shared/entities/reminder";
import { CLOSED_STAGES } from "../../models/shared/values/stage";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { readable } from "./readable";
import { toVisible } from "./toVisible";

/** What a customer shows beside its own fields. */
export interface CustomerExtras {
  nextStep: Reminder | null;
  /** Sum of the open opportunities, in fen. */
  openAmount: number;
  lastFollowUp: FollowUp | null;
}

type CustomerRow = Pick<Customer, "id" | "lastContactAt">;

const NO_SEARCH = { searchKeys: 0, searchText: 0 };
/** More open steps than this on one page of customers nobody has. */
const MOST = 2000;

const firstPerCustomer = <T extends { customer: string | null }>(items: T[]): Map<string, T> =>
  new Map(items.toReversed().map((item) => [item.customer ?? "", item]));

async function nextSteps(ctx: Ctx, ids: string[]): Promise<Map<string, Reminder>> {
  const rows = await models.reminder
    .find({ $and: [readable(ctx, "reminder"), { customer: { $in: ids }, state: "open" }] }, NO_SEARCH)
    .sort({ remindAt: 1, _id: 1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  return firstPerCustomer(rows.map(toVisible(ctx, "reminder")));
}

/** Sums of the open opportunities, in fen, by customer. */
export async function sumOpenAmounts(ctx: Ctx, ids: string[]): Promise<Map<string, number>> {
  const rows = await models.opportunity
    .find(
      {
        $and: [readable(ctx, "opportunity", "money"), { customer: { $in: ids }, stage: { $nin: [...CLOSED_STAGES] } }],
      },
      { customer: 1, amount: 1 },
    )
    .lean<Pick<Opportunity, "customer" | "amount">[]>();
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row.customer, (sums.get(row.customer) ?? 0) + (row.amount ?? 0));
  return sums;
}

async function readFollowUps(ctx: Ctx, filter: Record<string, unknown>): Promise<Map<string, FollowUp>> {
  const rows = await models.followUp
    .find({ $and: [readable(ctx, "followUp", "internal"), filter] }, NO_SEARCH)
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

/** One query each for a whole page of customers. They run in turn, since a transaction may be open. */
export async function gatherCustomerExtras(ctx: Ctx, customers: CustomerRow[]): Promise<Map<string, CustomerExtras>> {
  const ids = customers.map((one) => one.id);
  const steps = await nextSteps(ctx, ids);
  const amounts = await sumOpenAmounts(ctx, ids);
  const followUps = await lastFollowUps(ctx, customers);
  return new Map(
    ids.map((id) => [
      id,
      {
        nextStep: steps.get(id) ?? null,
        openAmount: amounts.get(id) ?? 0,
        lastFollowUp: followUps.get(id) ?? null,
      },
    ]),
  );
}
