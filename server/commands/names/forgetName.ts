import { NameLesson } from "../../../models/system/nameLesson";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";

/**
 * Forgets what the actor taught about one name; `id` is any lesson of it.
 * @throws AppError `not_found` for a lesson of somebody else
 */
export async function forgetName(ctx: Ctx, id: string): Promise<void> {
  const lesson = await NameLesson.findOne({ _id: id, user: ctx.actor.id }).lean();
  if (!lesson) throw new AppError("not_found");
  await NameLesson.deleteMany({ user: ctx.actor.id, mention: lesson.mention, customer: lesson.customer });
}

/** What a message taught goes with it. */
export async function unlearnFrom(ctx: Ctx, messageId: string): Promise<void> {
  await NameLesson.deleteMany({ user: ctx.actor.id, messageId });
}
