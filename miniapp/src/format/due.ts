import {
  addDays,
  dateOf,
  dayOf,
  daysBetween,
  formatDay,
  formatDays,
  mondayOf,
  monthOf,
  timeOf,
  weekdayOf,
  type Day,
} from "../../../models/shared/values/day";
import { WEEKDAYS } from "../../../models/shared/text/zhCN/calendar";
import { pages as t } from "../../../models/shared/text/zhCN/pages";

/** When something is due. Only `dueTo` set means "by then"; both set and different means "some time between". */
export interface Due {
  dueFrom: string | null;
  dueTo: string | null;
  time: string | null;
}

/** Near days in words, others as month-day and weekday. */
export function dayWords(day: Day, today: Day): string {
  if (day === today) return t.days.today;
  if (day === addDays(today, -1)) return t.days.yesterday;
  if (day === addDays(today, 1)) return t.days.tomorrow;
  return formatDay(day, today);
}

/** The days offered for what comes next. */
export const nextDays = (today: Day): { words: string; day: Day }[] => [
  { words: t.customer.nextDays.today, day: today },
  { words: t.customer.nextDays.tomorrow, day: addDays(today, 1) },
  { words: t.customer.nextDays.nextMonday, day: addDays(mondayOf(today), 7) },
];

/** The day alone where the clock does not matter any more. */
export const dayWordsOf = (iso: string, today: Day) => dayWords(dayOf(new Date(iso)), today);

export const instantWords = (iso: string, today: Day) => `${dayWordsOf(iso, today)} ${timeOf(new Date(iso))}`;

/** Null when no day was said. */
export function dueWords(due: Due, today: Day): string | null {
  const { dueFrom, dueTo, time } = due;
  const last = dueTo ?? dueFrom;
  if (last === null) return null;
  if (dueFrom === null) return t.task.dueBy(dayWords(last, today));
  if (dueFrom !== last) return formatDays(dueFrom, last, today);
  return time === null ? dayWords(last, today) : `${dayWords(last, today)} ${time}`;
}

/** Whole days past the last day it could be done on; 0 when it is not late. */
export function lateDays(due: Due, today: Day): number {
  const last = due.dueTo ?? due.dueFrom;
  return last === null || last >= today ? 0 : daysBetween(last, today);
}

export const isLate = (due: Due, today: Day) => lateDays(due, today) > 0;

export const longDay = (day: Day) => t.days.long(monthOf(day), dateOf(day), WEEKDAYS[weekdayOf(day) - 1] ?? "");
