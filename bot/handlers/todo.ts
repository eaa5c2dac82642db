import type { CardRow } from "../../models/shared/contracts/card";
import { t } from "../../models/shared/text/zhCN/chat";
import { rowsPath } from "../../models/shared/values/rowsPath";
import type { Reminder } from "../../models/shared/entities/reminder";
import { addDays, dayOf, formatDay, type Day } from "../../models/shared/values/day";
import type { Ctx } from "../../server/context";
import { listRowsBehind } from "../../server/queries/listRowsBehind";
import { AHEAD_DAYS, listToday, type DueReminder, type Today } from "../../server/queries/listToday";
import { readFigure } from "../../server/queries/readFigures";
import { cardLimits } from "../card";
import { noteCard } from "../cards/askCards";
import { fitRows, fitTitle, row } from "../cards/parts";
import { riskRow } from "../cards/riskCards";
import type { Draft } from "../draft/draft";
import { reply, type DraftCard, type Reply } from "../reply";
import { askFigures } from "./questions/askFigures";
import { whoseRows } from "./questions/whose";

function lineOf(ctx: Ctx, { reminder, customerName }: Pick<DueReminder, "reminder" | "customerName">): CardRow {
  const today = dayOf(ctx.now);
  const day = reminder.dueTo ?? dayOf(reminder.remindAt);
  const label =
    day < today ? t.digest.overdue : day === today ? (reminder.time ?? t.digest.today) : formatDay(day).slice(0, 5);
  return row(label, [reminder.text, customerName].filter(Boolean).join(" · "));
}

/** Beside more that is due than fits, the first risk speaks for the others. */
const CROWDED_RISKS = 1;

function riskLines({ risks, riskCount }: Today, most: number): CardRow[] {
  const shown = risks.slice(0, most);
  const rest = riskCount - shown.length;
  return [...shown.map(riskRow), ...(rest > 0 ? [row(t.digest.risk, t.digest.rest(rest))] : [])];
}

/** What is due has room first; risks keep some, since they are what nobody thinks of. */
function fitLines(due: CardRow[], today: Today): CardRow[] {
  const all = riskLines(today, today.risks.length);
  if (due.length + all.length <= cardLimits.rows) return [...due, ...all];
  const risks = riskLines(today, CROWDED_RISKS);
  const room = cardLimits.rows - risks.length;
  const shown = due.length <= room ? due : due.slice(0, room - 1);
  const rest = due.length - shown.length;
  return [...shown, ...(rest > 0 ? [row(t.digest.more, t.digest.rest(rest))] : []), ...risks];
}

/** The lines of a day: late ones first, then today's, then customers at risk. */
export function todayCard(ctx: Ctx, today: Today, later: DueReminder[]): DraftCard {
  const due = [...today.overdue, ...today.dueToday, ...later];
  const title =
    today.overdue.length > 0 ? t.todo.titleOverdue(due.length, today.overdue.length) : t.todo.title(due.length);
  return {
    title: fitTitle(title),
    rows: fitLines(
      due.map((line) => lineOf(ctx, line)),
      today,
    ),
    buttons: [{ text: t.actions.open, path: "/today" }],
  };
}

/** Further on than the week that `listToday` reads. */
async function laterList(ctx: Ctx, period: { from: Day; to: Day }, range: string): Promise<Reply> {
  const { count, rows } = await readFigure(ctx, "ahead", { today: dayOf(ctx.now), owner: ctx.actor.id, period });
  const shown = await listRowsBehind(ctx, rows, false);
  if (shown.length === 0) return reply(noteCard(t.todo.none(range), t.todo.emptyHelp));
  return reply({
    title: fitTitle(t.todo.of(range, count)),
    rows: shown.map(({ record, customerName }) => lineOf(ctx, { reminder: record as Reminder, customerName })),
    buttons: [{ text: t.actions.open, path: rowsPath(rows) }],
  });
}

const fallsIn = ({ reminder }: DueReminder, { from, to }: { from: Day; to: Day }) => {
  const first = reminder.dueFrom ?? dayOf(reminder.remindAt);
  return first <= to && (reminder.dueTo ?? first) >= from;
};

/** Only what is late. */
function lateOnes(ctx: Ctx, { overdue }: Today): Reply {
  if (overdue.length === 0) return reply(noteCard(t.todo.emptyOverdue));
  return reply({
    title: fitTitle(t.todo.overdue(overdue.length)),
    rows: fitRows(overdue.map((line) => lineOf(ctx, line))),
    buttons: [{ text: t.actions.open, path: "/today" }],
  });
}

/** `/待办`, `/待办 本周`, `/待办 逾期`, 明天有什么安排: today's with what is late, or what falls into the days that were said. */
export async function todo(ctx: Ctx, said: Draft): Promise<Reply> {
  return (await todoOfColleague(ctx, said)) ?? ownTodo(ctx, said);
}

/** 李雷的待办 asks for numbers whoever leads may see; null where the words name no colleague. */
async function todoOfColleague(ctx: Ctx, said: Draft): Promise<Reply | null> {
  if (said.reading.command === "todo" && said.reading.rest.trim() === "") return null;
  const answer = await whoseRows(ctx, said);
  const isOwn = answer.kind === "known" && (answer.whose.person ?? ctx.actor).id === ctx.actor.id;
  return isOwn ? null : askFigures(ctx, said, ["ahead", "overdue"]);
}

/** Further ahead nobody plans. */
const ALL_DAYS = 3700;

const isOfAllDays = ({ text, reading }: Draft) =>
  reading.command === null && !reading.question?.period && t.todo.all.test(text);

async function ownTodo(ctx: Ctx, said: Draft): Promise<Reply> {
  const today = await listToday(ctx);
  if (t.range.late.some((word) => said.text.includes(word))) return lateOnes(ctx, today);
  if (today.overdue.length === 0 && isOfAllDays(said)) {
    return laterList(ctx, { from: today.date, to: addDays(today.date, ALL_DAYS) }, t.todo.ahead);
  }
  const period = said.reading.question?.period ?? { from: today.date, to: today.date };
  const asked = said.reading.question?.period?.source.text ?? "";
  if (period.to > addDays(today.date, AHEAD_DAYS)) return laterList(ctx, period, asked);
  return daysList(ctx, said, { today, period });
}

/** What falls into days of the next week; late ones and risks only beside today. */
function daysList(ctx: Ctx, said: Draft, { today, period }: { today: Today; period: { from: Day; to: Day } }): Reply {
  const later = today.upcoming.filter((line) => fallsIn(line, period));
  const isAhead = period.from > today.date;
  const shown = isAhead
    ? {
        ...today,
        overdue: [],
        dueToday: today.dueToday.filter((line) => fallsIn(line, period)),
        risks: [],
        riskCount: 0,
      }
    : today;
  if (shown.overdue.length + shown.dueToday.length + later.length === 0) return reply(nothingToDo(said));
  return reply(todayCard(ctx, shown, later));
}

const nothingToDo = ({ reading }: Draft) =>
  noteCard(
    reading.question?.period ? t.todo.none(reading.question.period.source.text) : t.todo.empty,
    t.todo.emptyHelp,
  );
