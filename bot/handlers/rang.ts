import { t } from "../../models/shared/text/zhCN/chat";
import { ringTalk } from "../../models/shared/text/zhCN/ringTalk";
import type { Ctx } from "../../server/context";
import { noteCard } from "../cards/askCards";
import type { Draft } from "../draft/draft";
import { ringAnswerIn, rungUnanswered } from "../draft/rung";
import { timesIn } from "../draft/timeIn";
import { pressReminder } from "../presses/reminderPresses";
import { reply, type Reply } from "../reply";
import { answerQuestion } from "./answerQuestion";

/** The words of its buttons, typed right behind a reminder that rang. */
export async function rang(ctx: Ctx, said: Draft): Promise<Reply> {
  const [reminder, ...others] = await rungUnanswered(ctx);
  if (!reminder) return reply(noteCard(t.reminder.closed));
  if (others.length > 0) return reply(noteCard(ringTalk.whichTitle, ringTalk.whichHelp));
  const answer = ringAnswerIn(said.text, timesIn(said));
  if (answer === "done") return pressReminder(ctx, { kind: "completeReminder", reminder: reminder._id });
  if (answer === "dropped") return pressReminder(ctx, { kind: "dropReminder", reminder: reminder._id });
  return answerQuestion(ctx, { kind: "time", reminder: reminder._id }, said);
}
