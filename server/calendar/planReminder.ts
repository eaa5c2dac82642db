import type { TimeExpression } from "../../models/shared/contracts/extraction";
import { addDays, type Day, dayOf, instantOf } from "../../models/shared/values/day";
import { holidayName, isWorkday, nextWorkday, previousWorkday, workdayFrom } from "./calendar";

/** When something is due, as far as a reminder needs to know. */
export type Due = Pick<TimeExpression, "from" | "to" | "kind"> & Partial<Pick<TimeExpression, "time" | "at">>;

export interface PlanOptions {
  now: Date;
  /** 提醒我 and /提醒: a clock time fires when it was said, not half an hour before. */
  explicit: boolean;
  /** How long before it is due, where that was said: it counts before all that is usual. */
  ahead?: Ahead | null;
}

/** By minutes only what has a clock time; by days what has none is announced in the morning. */
export type Ahead = { minutes: number } | { days: number };

export type ReminderPlan = { remindAt: Date; movedBy?: "holiday" } | { refused: "past" };

const MORNING = "09:00";
/** When a day without a clock time is over. */
const EVENING = "18:00";
const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;

/** No workday in it: a weekend is said on purpose, so its first day serves. */
function firstWorkdayIn(from: Day, to: Day): Day {
  const day = workdayFrom(from);
  return day <= to ? day : holidayName(from) ? nextWorkday(from) : from;
}

/** The morning a day, a span or a deadline is announced. Holidays move it; plain weekends named as a day do not. */
function announcedOn(due: Due, today: Day): Day {
  if (due.kind === "deadline") return previousWorkday(due.to);
  if (due.from === due.to) return holidayName(due.from) ? nextWorkday(due.from) : due.from;
  return firstWorkdayIn(due.from < today ? today : due.from, due.to);
}

/** An official day off, not just a weekend, stands between the usual day and the day chosen. */
function isMoved(due: Due, chosen: Day): boolean {
  if (due.kind === "deadline") return someHoliday(chosen, due.to);
  return chosen > due.from && someHoliday(addDays(due.from, -1), chosen) && !isWorkday(due.from);
}

function someHoliday(after: Day, before: Day): boolean {
  for (let day = addDays(after, 1); day < before; day = addDays(day, 1)) if (holidayName(day)) return true;
  return false;
}

const earlier = (at: Date, ms: number) => new Date(at.getTime() - ms);

/** The instant the thing itself is due. */
function dueAt(due: Due): Date {
  return due.at ? new Date(due.at) : instantOf(due.to, due.time ?? EVENING);
}

/** As long before it as was said; null where that cannot be told. */
function aheadOf(due: Due, ahead: Ahead | null | undefined): Date | null {
  if (!ahead) return null;
  if ("days" in ahead)
    return instantOf(addDays(due.kind === "deadline" ? due.to : due.from, -ahead.days), due.time ?? MORNING);
  return due.at !== undefined || due.time !== undefined ? earlier(dueAt(due), ahead.minutes * MINUTE) : null;
}

/** The moments to remind at, best first. */
function candidates(due: Due, options: PlanOptions): { at: Date; movedBy?: "holiday" }[] {
  const asSaid = aheadOf(due, options.ahead);
  return [...(asSaid ? [{ at: asSaid }] : []), ...usual(due, options)];
}

/** The moments one is reminded at where nothing else was said. */
function usual(due: Due, { now, explicit }: PlanOptions): { at: Date; movedBy?: "holiday" }[] {
  const end = dueAt(due);
  const clocked = due.at !== undefined || due.time !== undefined;
  const fallbacks = [instantOf(due.to, MORNING), earlier(end, HALF_HOUR), end].map((at) => ({ at }));
  if (clocked && due.kind !== "deadline") {
    return explicit ? [{ at: end }] : [{ at: earlier(end, HALF_HOUR) }, ...fallbacks.filter(({ at }) => at <= end)];
  }
  if (clocked && explicit) return [{ at: earlier(end, HALF_HOUR) }, { at: end }];
  const day = announcedOn(due, dayOf(now));
  const moved = isMoved(due, day) ? { movedBy: "holiday" as const } : {};
  return [{ at: instantOf(day, MORNING), ...moved }, ...fallbacks];
}

/** A day of today without a clock time whose evening is past: half an hour from now, still today. */
function lateToday(due: Due, now: Date): Date | null {
  if (due.time !== undefined || due.at !== undefined || due.to !== dayOf(now)) return null;
  const lastMinute = instantOf(due.to, "23:59");
  const soon = new Date(now.getTime() + HALF_HOUR);
  return soon < lastMinute ? soon : lastMinute;
}

/**
 * When to remind of something due. A deadline is announced at 09:00 of the last workday before it, a day at 09:00 of
 * that day, a span at 09:00 of its first workday, a clock time half an hour before. Where that moment is past, the first
 * still ahead of 09:00 of the due day, half an hour before, the due time itself. `refused` when all of it is past.
 */
export function planReminder(due: Due, options: PlanOptions): ReminderPlan {
  const ahead = candidates(due, options).find(({ at }) => at > options.now);
  if (ahead) return { remindAt: ahead.at, ...(ahead.movedBy && { movedBy: ahead.movedBy }) };
  const late = lateToday(due, options.now);
  return late && late > options.now ? { remindAt: late } : { refused: "past" };
}
