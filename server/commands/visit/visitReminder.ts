import { models } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { Reminder } from "../../../models/shared/entities/reminder";
import type { Visit } from "../../../models/shared/entities/visit";
import { dayOf } from "../../../models/shared/values/day";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { planReminder } from "../../calendar/planReminder";

/** A visit and its reminder are one thing: whatever happens to the one happens to the other, in the same transaction. */

type Agreed = Pick<Visit, "text" | "plannedOn" | "time">;

const required = (path: string) =>
  new AppError("invalid_input", { errors: [{ path, code: "required", message: path }] });

/**
 * When to remind of what was agreed, as the reminder stores it.
 * @throws AppError `past_time`, `invalid_input` without a day
 */
export function toReminder(ctx: Ctx, { text, plannedOn, time }: Agreed, remindAt?: Date): Partial<Reminder> {
  if (!plannedOn) throw required("plannedOn");
  const due = { from: plannedOn, to: plannedOn, kind: "point" as const, ...(time ? { time } : {}) };
  const plan = planReminder(due, { now: ctx.now, explicit: false });
  if ("refused" in plan) throw new AppError("past_time");
  return { text: text ?? "", dueFrom: plannedOn, dueTo: plannedOn, time, remindAt: remindAt ?? plan.remindAt };
}

async function openReminderOf({ reminder }: Visit): Promise<Reminder | null> {
  if (!reminder) return null;
  const row = await models.reminder.findOne({ _id: reminder, state: "open", archivedAt: null }).lean<StoredRow>();
  return row ? (toRecord(entities.reminder, row) as unknown as Reminder) : null;
}

/** The visit took place, or will not: nobody is reminded of it any more. */
export async function closeReminder(ctx: Ctx, visit: Visit, as: "done" | "dropped"): Promise<void> {
  const before = await openReminderOf(visit);
  const event = as === "done" ? "reminder.completed" : "reminder.dropped";
  if (before) await saveWithEvent(ctx, "reminder", { before, set: { state: as }, event });
}

/** Rings for what is agreed now; a card that rang for the former time closes. */
export async function moveReminder(ctx: Ctx, visit: Visit, remindAt?: Date): Promise<void> {
  const before = await openReminderOf(visit);
  if (!before) return;
  const set = { ...toReminder(ctx, visit, remindAt), remindedAt: null };
  await saveWithEvent(ctx, "reminder", { before, set, event: "reminder.postponed" });
}

async function visitOf(reminder: string): Promise<Visit | null> {
  const row = await models.visit.findOne({ reminder, archivedAt: null }).lean<StoredRow>();
  return row ? (toRecord(entities.visit, row) as unknown as Visit) : null;
}

/** Ticked or dropped as a reminder, so is the visit behind it; a later tick means the day that was agreed. */
export async function followReminder(ctx: Ctx, reminder: Reminder): Promise<void> {
  const before = await visitOf(reminder.id);
  const today = dayOf(ctx.now);
  if (before?.state === "planned" && reminder.state === "done") {
    const visitedOn = before.plannedOn && before.plannedOn < today ? before.plannedOn : today;
    await saveWithEvent(ctx, "visit", { before, set: { state: "done", visitedOn }, event: "visit.done" });
  }
  if (before?.state === "planned" && reminder.state === "dropped")
    await saveWithEvent(ctx, "visit", { before, set: { state: "cancelled" }, event: "visit.cancelled" });
}

/** Put off beyond its day, or open again. */
export async function followReopened(ctx: Ctx, reminder: Reminder): Promise<void> {
  const before = await visitOf(reminder.id);
  if (!before || before.followUp || before.checkedInAt) return;
  const set = { state: "planned", visitedOn: null, plannedOn: reminder.dueFrom, time: reminder.time } as const;
  await saveWithEvent(ctx, "visit", { before, set, event: "visit.updated" });
}
