import { Customer } from "../../models";
import type { ClaimsLeft } from "../../models/shared/contracts/pool";
import { dayOf } from "../../models/shared/values/day";
import { ClaimCount } from "../../models/system/claimCount";
import type { Ctx } from "../context";
import { readPoolRules } from "./readSetting";

/** The row that counts what the actor takes today. */
export const claimCountId = (ctx: Ctx) => `${ctx.actor.id}@${dayOf(ctx.now)}`;

/** Customers the actor took from the public pool and still has. */
export const countHeld = (ctx: Ctx): Promise<number> =>
  Customer.countDocuments({ owner: ctx.actor.id, claimedAt: { $ne: null }, archivedAt: null });

/** What the actor may still take from the public pool. */
export async function readClaims(ctx: Ctx): Promise<ClaimsLeft> {
  const { claimsPerDay, claimsHeld } = await readPoolRules();
  const counted = await ClaimCount.findOne({ _id: claimCountId(ctx) }).lean();
  return {
    perDay: claimsPerDay,
    leftToday: Math.max(0, claimsPerDay - (counted?.count ?? 0)),
    most: claimsHeld,
    held: await countHeld(ctx),
  };
}
