import { t } from "../../models/shared/text/zhCN/chat";
import type { Reminder } from "../../models/shared/entities/reminder";
import { addDays, dayOf, formatInstant, instantOf } from "../../models/shared/values/day";
import { completeReminder } from "../../server/commands/reminder/completeReminder";
import { dropReminder } from "../../server/commands/reminder/dropReminder";
import { postponeReminder } from "../../server/commands/reminder/postponeReminder";
import type { Ctx } from "../../server/context";
import { AppError } from "../../server/errors";
import { findReadable } from "../../server/queries/findReadable";
import { findVisitOfReminder } from "../../server/queries/findVisits";
import type { Action } from "../actions";
import { noteCard, promptCard } from "../cards/askCards";
import { fitButton, fitTitle } from "../cards/parts";
import { UNDO_BUTTON_MS } from "../draft/draft";
import { reply, type DraftButton, type DraftCard, type Reply } from "../reply";

type ReminderAction = Extract<Action, { reminder: string }>;

const HOUR = 60 * 60_000;
const MORNING = "09:00";

const undoButton = (ctx: Ctx): DraftButton => ({
  text: t.actions.undo,
  action: { kind: "undo", message: String(ctx.source.messageId) },
  lastsMs: UNDO_BUTTON_MS,
});

const withUndo = (ctx: Ctx, title: string, reminder: Reminder): DraftCard => ({
  title: fitTitle(title),
  buttons: [
    undoButton(ctx),
    reminder.customer
      ? { text: t.actions.openCustomer, path: `/customers/${reminder.customer}` }
      : { text: t.actions.open, path: `/reminders/${reminder.id}` },
  ],
});

/** Moves a reminder and says where it is now. */
export async function postponeCard(ctx: Ctx, id: string, until: Date): Promise<Reply> {
  const reminder = await postponeReminder(ctx, { id, until });
  const when = formatInstant(until, dayOf(ctx.now));
  const closedAs = fitButton(t.closed.postponed(when.slice(0, 5)));
  return {
    cards: [withUndo(ctx, t.reminder.postponed(when), reminder)],
    wrote: true,
    about: reminder.customer,
    closedAs,
  };
}

const presetMoment = (ctx: Ctx, preset: "oneHour" | "tomorrowMorning") =>
  preset === "oneHour" ? new Date(ctx.now.getTime() + HOUR) : instantOf(addDays(dayOf(ctx.now), 1), MORNING);

async function complete(ctx: Ctx, id: string): Promise<Reply> {
  const reminder = await completeReminder(ctx, { id });
  const visit = await findVisitOfReminder(ctx, id);
  const card = withUndo(ctx, t.ask.resultTitle(reminder.text), reminder);
  return {
    cards: [{ ...card, text: t.ask.resultHelp }],
    wrote: true,
    about: reminder.customer,
    question: visit
      ? { kind: "visited", visit: visit.id, customer: visit.customer }
      : { kind: "result", reminder: reminder.id, customer: reminder.customer },
    closedAs: t.closed.completed,
  };
}

async function drop(ctx: Ctx, id: string): Promise<Reply> {
  const reminder = await dropReminder(ctx, { id });
  return {
    cards: [withUndo(ctx, t.reminder.dropped(reminder.text), reminder)],
    wrote: true,
    closedAs: t.closed.dropped,
  };
}

async function askTime(ctx: Ctx, id: string): Promise<Reply> {
  await findReadable(ctx, "reminder", id);
  const today = dayOf(ctx.now);
  const offer = (text: string, until: Date): DraftButton => ({
    text,
    action: { kind: "postponeTo", reminder: id, until: until.toISOString() },
  });
  const days = [1, 2, 3].map((count) => addDays(today, count));
  const buttons = days.map((day) => offer(formatInstant(instantOf(day, MORNING)).slice(0, 8), instantOf(day, MORNING)));
  return {
    cards: [promptCard(t.ask.timeTitle, t.ask.timeHelp, buttons)],
    question: { kind: "time", reminder: id },
    closedAs: t.actions.changeTime,
  };
}

async function pressOn(ctx: Ctx, pressed: ReminderAction): Promise<Reply> {
  switch (pressed.kind) {
    case "completeReminder":
      return complete(ctx, pressed.reminder);
    case "postponeReminder":
      return postponeCard(ctx, pressed.reminder, presetMoment(ctx, pressed.preset));
    case "postponeTo":
      return postponeCard(ctx, pressed.reminder, new Date(pressed.until));
    case "askTime":
      return askTime(ctx, pressed.reminder);
    case "dropReminder":
      return drop(ctx, pressed.reminder);
  }
}

/** A step on a reminder. One that was done in the mini-app meanwhile is told as settled. */
export async function pressReminder(ctx: Ctx, pressed: ReminderAction): Promise<Reply> {
  try {
    return await pressOn(ctx, pressed);
  } catch (error) {
    const isSettled = error instanceof AppError && (error.code === "forbidden" || error.code === "not_found");
    if (!isSettled) throw error;
    return { ...reply(noteCard(t.reminder.closed)), closedAs: t.closed.settled };
  }
}
