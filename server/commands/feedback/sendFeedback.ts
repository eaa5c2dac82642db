import { newId } from "../../../models/newId";
import { Feedback, type FeedbackRow } from "../../../models/system/feedback";
import { sealJson } from "../../../models/vault";
import type { Ctx } from "../../context";

/** Keeps a wish or complaint for the admins. Anybody with an account may speak. */
export async function sendFeedback(ctx: Ctx, { text }: { text: string }): Promise<FeedbackRow> {
  const row = { _id: newId(), userId: ctx.actor.id, sealedText: sealJson(text), createdAt: ctx.now };
  await Feedback.insertMany([row], { lean: true });
  return row;
}
