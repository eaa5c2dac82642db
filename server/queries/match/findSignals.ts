import { Reminder } from "../../../models";
import type { Customer } from "../../../models/shared/entities/customer";
import type { StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { sumOpenAmounts } from "../gatherCustomerExtras";
import { inReach, MOST } from "./findByWords";

const DAY_MS = 86_400_000;
const RECENT_MS = 14 * DAY_MS;
/** A step that is due so soon is as good as a talk: they are about to be spoken to. */
const NEAR_MS = 2 * DAY_MS;

/** What else speaks for a customer beside their name. */
export interface Signals {
  amounts: Map<string, number>;
  /** Customers talked to within two weeks, or with a step due about now. */
  active: Set<string>;
}

export const NO_SIGNALS: Signals = { amounts: new Map(), active: new Set() };

async function dueAboutNow(ctx: Ctx, ids: string[]): Promise<string[]> {
  const near = { $gte: new Date(ctx.now.getTime() - NEAR_MS), $lte: new Date(ctx.now.getTime() + NEAR_MS) };
  const filter = inReach(ctx, "reminder", { customer: { $in: ids }, state: "open", remindAt: near });
  const rows = await Reminder.find(filter, { customer: 1 }).limit(MOST).lean<StoredRow[]>();
  return rows.map((row) => String(row.customer));
}

/** Index lookups by customer only. */
export async function findSignals(ctx: Ctx, customers: Customer[]): Promise<Signals> {
  const ids = customers.map(({ id }) => id);
  const amounts = await sumOpenAmounts(ctx, ids);
  const talked = customers.filter(({ lastContactAt }) => lastContactAt && isRecent(ctx, lastContactAt));
  return { amounts, active: new Set([...talked.map(({ id }) => id), ...(await dueAboutNow(ctx, ids))]) };
}

export const isRecent = (ctx: Ctx, at: Date) => ctx.now.getTime() - at.getTime() <= RECENT_MS;
