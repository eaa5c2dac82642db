import type { Reminder } from "../../models/shared/entities/reminder";
import { t } from "../../models/shared/text/zhCN/chat";
import { reminderTalk as r } from "../../models/shared/text/zhCN/reminderTalk";
import { dayOf, formatInstant } from "../../models/shared/values/day";
import type { Ctx } from "../../server/context";
import { planReminder } from "../../server/calendar/planReminder";
import { resolveTimes } from "../../server/extractor/rules/times/resolveTimes";
import type { Action } from "../actions";
import { CHOICES, noteCard, promptCard } from "../cards/askCards";
import { fitButton, fitRows, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { reminderOrderIn, remindersMeant, type ReminderOrder } from "../draft/reminderMeant";
import { pressReminder } from "../presses/reminderPresses";
import { reply, type DraftButton, type Reply } from "../reply";
import { answerQuestion } from "./answerQuestion";
import { nothingToRemind } from "./reminder";

const openToday: DraftButton = { text: t.actions.open, path: "/today" };

/** What a tap on one of several does: the same as where it was the only one. */
function choiceOf(ctx: Ctx, { when }: ReminderOrder, { id }: Reminder): Action | null {
  if (when === null) return { kind: "dropReminder", reminder: id };
  const [due] = resolveTimes(when, ctx.now);
  const plan = due ? planReminder(due, { now: ctx.now, explicit: true }) : null;
  return plan && "remindAt" in plan ? { kind: "postponeTo", reminder: id, until: plan.remindAt.toISOString() } : null;
}

function askWhich(ctx: Ctx, order: ReminderOrder, meant: Reminder[]): Reply {
  const shown = meant.slice(0, CHOICES);
  const today = dayOf(ctx.now);
  const buttons = shown.flatMap((reminder, at): DraftButton[] => {
    const action = choiceOf(ctx, order, reminder);
    return action ? [{ text: fitButton(`${at + 1} ${reminder.text}`), action }] : [];
  });
  if (buttons.length === 0) return nothingToRemind();
  const rows = shown.map(({ text, remindAt }, at) => row(String(at + 1), `${formatInstant(remindAt, today)} ${text}`));
  return reply({ ...promptCard(r.several(meant.length), r.severalHelp, [...buttons, openToday]), rows: fitRows(rows) });
}

/** 取消对账的提醒, 刘姐的提醒改成下午4点: done at once where one is meant, and taken back like anything else; of several it is asked which. */
export async function changeReminder(ctx: Ctx, said: Draft): Promise<Reply> {
  const order = reminderOrderIn(said.text, new Date(said.saidAt));
  if (!order) return nothingToRemind();
  if (r.everything.test(order.what)) return reply({ ...noteCard(r.oneByOne, r.oneByOneHelp), buttons: [openToday] });
  const [reminder, ...others] = await remindersMeant(ctx, order);
  if (!reminder) return reply({ ...noteCard(r.none(order.what), r.noneHelp), buttons: [openToday] });
  if (others.length > 0) return askWhich(ctx, order, [reminder, ...others]);
  if (order.when === null) return pressReminder(ctx, { kind: "dropReminder", reminder: reminder.id });
  return answerQuestion(ctx, { kind: "time", reminder: reminder.id }, { ...said, text: order.when });
}
