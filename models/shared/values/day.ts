import { DAY_RANGE, WEEKDAYS } from "../text/zhCN/calendar";

/** A calendar day, `YYYY-MM-DD`. Days compare and sort as strings. */
export type Day = string;

const MINUTE = 60_000;
const DAY_LENGTH = 24 * 60 * MINUTE;
/** China has kept +08:00 without summer time since 1991. */
const SHANGHAI_OFFSET = 8 * 60 * MINUTE;

const two = (n: number) => String(n).padStart(2, "0");

/** Asked hundreds of thousands of times in a rehearsal, so it makes no list of the parts. */
const toUtc = (day: Day): number => Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10));

const fromUtc = (time: number): Day => new Date(time).toISOString().slice(0, 10);
const inShanghai = (at: Date) => new Date(at.getTime() + SHANGHAI_OFFSET);

/** The day it is in Shanghai at that instant. */
export const dayOf = (at: Date): Day => inShanghai(at).toISOString().slice(0, 10);

/** `HH:MM` in Shanghai at that instant. */
export const timeOf = (at: Date): string => inShanghai(at).toISOString().slice(11, 16);

/** The instant of a Shanghai day and clock time; `24:00` is midnight of the next day. */
export function instantOf(day: Day, time = "00:00"): Date {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Date(toUtc(day) + (hours * 60 + minutes) * MINUTE - SHANGHAI_OFFSET);
}

export const addDays = (day: Day, count: number): Day => fromUtc(toUtc(day) + count * DAY_LENGTH);
export const daysBetween = (from: Day, to: Day) => Math.round((toUtc(to) - toUtc(from)) / DAY_LENGTH);
export const yearOf = (day: Day) => Number(day.slice(0, 4));
export const monthOf = (day: Day) => Number(day.slice(5, 7));
export const dateOf = (day: Day) => Number(day.slice(8, 10));

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day) => ((new Date(toUtc(day)).getUTCDay() + 6) % 7) + 1;
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));
export const daysInMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
export const firstOfMonth = (day: Day): Day => `${day.slice(0, 8)}01`;
export const lastOfMonth = (day: Day): Day => `${day.slice(0, 8)}${two(daysInMonth(yearOf(day), monthOf(day)))}`;

/** The same date so many months on; the last of the month where that month is shorter. */
export function addMonths(day: Day, count: number): Day {
  const months = yearOf(day) * 12 + monthOf(day) - 1 + count;
  const year = Math.floor(months / 12);
  const month = (((months % 12) + 12) % 12) + 1;
  return `${year}-${two(month)}-${two(Math.min(dateOf(day), daysInMonth(year, month)))}`;
}

/** Null when there is no such day, e.g. 30 February. */
export function toDay(year: number, month: number, date: number): Day | null {
  const inside = year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && date >= 1;
  return inside && date <= daysInMonth(year, month) ? `${year}-${two(month)}-${two(date)}` : null;
}

export const isDay = (value: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && toDay(yearOf(value), monthOf(value), dateOf(value)) !== null;

/** As on cards: month-day and weekday; the year too when it is not that of `today`. */
export function formatDay(day: Day, today: Day = day): string {
  const shown = yearOf(day) === yearOf(today) ? day.slice(5) : day;
  return `${shown} ${WEEKDAYS[weekdayOf(day) - 1] ?? ""}`;
}

/** A single day, or both ends of a span. */
export function formatDays(from: Day, to: Day, today: Day = from): string {
  return from === to ? formatDay(from, today) : DAY_RANGE(formatDay(from, today), formatDay(to, today));
}

/** Day, weekday and clock time in Shanghai. */
export const formatInstant = (at: Date, today: Day = dayOf(at)) => `${formatDay(dayOf(at), today)} ${timeOf(at)}`;

/** The moment something ends, as people say it: the last minute of a day rather than the first of the next. */
export const formatEnd = (endsAt: Date, today: Day) => formatInstant(new Date(endsAt.getTime() - MINUTE), today);
