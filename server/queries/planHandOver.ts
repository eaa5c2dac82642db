import { models } from "../../models";
import type { HandOverPlan } from "../../models/shared/contracts/rights";
import { CLOSED_STAGES } from "../../models/shared/values/stage";
import { User } from "../../models/system/user";
import { SYSTEM_ACTOR, type Ctx } from "../context";
import { AppError } from "../errors";
import { answersForAllOf, canManageMembers } from "../policies";
import { listPromises } from "./listPromises";

/**
 * Numbers only, so that an admin may be told them too.
 * @throws AppError `not_found` for nobody's id, `forbidden` unless the actor answers for all that the colleague has, or lets
 * people in and out
 */
export async function planHandOver(ctx: Ctx, from: string): Promise<HandOverPlan> {
  if (!(await User.exists({ _id: from }))) throw new AppError("not_found");
  if (!answersForAllOf(ctx.actor, from) && !canManageMembers(ctx.actor)) throw new AppError("forbidden");
  const own = { owner: from, archivedAt: null };
  const [deals] = await models.opportunity.aggregate<{ count: number; amount: number }>([
    { $match: { ...own, stage: { $nin: [...CLOSED_STAGES] } } },
    { $group: { _id: null, count: { $sum: 1 }, amount: { $sum: "$amount" } } },
  ]);
  return {
    customers: await models.customer.countDocuments(own),
    deals: deals?.count ?? 0,
    amount: deals?.amount ?? 0,
    reminders: await models.reminder.countDocuments({ ...own, state: "open" }),
    promises: (await listPromises({ ...ctx, actor: SYSTEM_ACTOR }, { owner: from })).length,
  };
}
