import { dayOf } from "../../models/shared/values/day";
import { Usage, type UsageRow } from "../../models/system/usage";
import type { Ctx } from "../context";
import { AppError } from "../errors";

/**
 * How much of the platforms' monthly allowance is used so far.
 * @throws AppError `forbidden` unless the actor is an admin
 */
export async function listUsage(ctx: Ctx): Promise<UsageRow[]> {
  if (!ctx.actor.roles.has("admin")) throw new AppError("forbidden");
  return Usage.find({ month: dayOf(ctx.now).slice(0, 7) })
    .sort({ _id: 1 })
    .lean<UsageRow[]>();
}
