import type { CardRow } from "../../models/shared/contracts/card";
import { t } from "../../models/shared/text/zhCN/chat";
import { addDays, dayOf, formatDay, mondayOf } from "../../models/shared/values/day";
import type { Ctx } from "../../server/context";
import { listToday, type DueReminder, type Today } from "../../server/queries/listToday";
import { noteCard } from "../cards/askCards";
import { fitRows, fitTitle, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { reply, type DraftCard, type Reply } from "../reply";

function lineOf(ctx: Ctx, { reminder, customerName }: DueReminder): CardRow {
  const today = dayOf(ctx.now);
  const day = reminder.dueTo ?? dayOf(reminder.remindAt);
  const label =
    day < today ? t.digest.overdue : day === today ? (reminder.time ?? t.digest.today) : formatDay(day).slice(0, 5);
  return row(label, [reminder.text, customerName].filter(Boolean).join(" · "));
}

/** The lines of a day: late ones first, then today's, then customers going cold. */
export function todayCard(ctx: Ctx, today: Today, later: DueReminder[]): DraftCard {
  const due = [...today.overdue, ...today.dueToday, ...later];
  const title =
    today.overdue.length > 0 ? t.todo.titleOverdue(due.length, today.overdue.length) : t.todo.title(due.length);
  const risks = today.risks.map((risk) => row(t.digest.risk, t.digest.silent(risk.customerName, risk.silentDays)));
  return {
    title: fitTitle(title),
    rows: fitRows([...due.map((line) => lineOf(ctx, line)), ...risks]),
    buttons: [{ text: t.actions.open, path: "/today" }],
  };
}

/** `/待办`, `/待办 本周`. */
export async function todo(ctx: Ctx, said: Draft): Promise<Reply> {
  const today = await listToday(ctx);
  const wholeWeek = said.text.includes(t.range.week);
  const withTomorrow = said.text.includes(t.range.tomorrow);
  const sunday = addDays(mondayOf(today.date), 6);
  const last = wholeWeek ? sunday : withTomorrow ? addDays(today.date, 1) : today.date;
  const later = today.upcoming.filter(({ reminder }) => (reminder.dueFrom ?? dayOf(reminder.remindAt)) <= last);
  if (today.overdue.length + today.dueToday.length + later.length === 0)
    return reply(noteCard(t.todo.empty, t.todo.emptyHelp));
  return reply(todayCard(ctx, today, later));
}
