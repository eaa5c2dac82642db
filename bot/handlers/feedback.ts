import { t } from "../../models/shared/text/zhCN/chat";
import { sendFeedback } from "../../server/commands/feedback/sendFeedback";
import type { Ctx } from "../../server/context";
import { noteCard } from "../cards/askCards";
import type { Draft } from "../draft/draft";
import { reply, type Reply } from "../reply";

/** `/反馈 公海太慢`: to whoever runs the program. */
export async function feedback(ctx: Ctx, said: Draft): Promise<Reply> {
  const text = said.reading.rest.trim();
  if (text === "") return reply(noteCard(t.feedback.empty, t.feedback.emptyHelp));
  await sendFeedback(ctx, { text });
  return reply({ ...noteCard(t.feedback.sent, text), buttons: [{ text: t.actions.open, path: "/feedback" }] });
}
