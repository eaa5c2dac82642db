import chineseDays from "chinese-days";
import official from "chinese-days/dist/chinese-days.json";
import { FEAST_NAMES } from "../../models/shared/text/zhCN/calendar";
import { addDays, type Day, daysBetween, toDay, weekdayOf, yearOf } from "../../models/shared/values/day";

/**
 * The Chinese work calendar. The official table is read as data and never through the library's functions: those
 * read the server's local time and are a day off west of Greenwich.
 */
const holidays: Readonly<Record<string, string>> = official.holidays;
const makeUpDays: Readonly<Record<string, string>> = official.workdays;
const officialYears = new Set(Object.keys(holidays).map((day) => Number(day.slice(0, 4))));

/** Solar terms are a day off there as well, in spring always by the same; a known day tells by how much. */
const termDrift = daysBetween(chineseDays.getSolarTermDate(2026, 4, "pure_brightness"), "2026-04-05");

/** 正月初一 of 2026, from which lunar days are counted with the library's month lengths: its own conversion drifts. */
const ANCHOR = { year: 2026, day: "2026-02-17" } as const;

/** Days of a lunar month, with those of the leap month that follows it. */
function lunarMonthLength(year: number, month: number): number {
  const leap = chineseDays.getYearLeapMonth(year);
  return chineseDays.monthDays(year, month) + (leap.leapMonth === month ? leap.days : 0);
}

function monthsLength(year: number, before: number): number {
  let days = 0;
  for (let month = 1; month < before; month++) days += lunarMonthLength(year, month);
  return days;
}

const yearLength = (year: number) => monthsLength(year, 13);

/** 正月初一 of a lunar year. */
function lunarNewYear(year: number): Day {
  let days = 0;
  for (let at = ANCHOR.year; at < year; at++) days += yearLength(at);
  for (let at = year; at < ANCHOR.year; at++) days -= yearLength(at);
  return addDays(ANCHOR.day, days);
}

/** False for a year whose official table is not out yet: then only the statutory days are known. */
export const hasOfficialYear = (year: number) => officialYears.has(year);

const warned = new Set<number>();

/** Tells once per year and process that the yearly update of the calendar is due. */
export function warnMissingYear(year: number, warn: (message: string) => void): void {
  if (hasOfficialYear(year) || warned.has(year)) return;
  warned.add(year);
  warn(`no official holiday table for ${year}: update chinese-days; statutory days are used meanwhile`);
}

/** The solar day of a lunar one in the lunar year that begins in `year`. Leap months are passed over. */
export const lunarDay = (year: number, month: number, date: number): Day =>
  addDays(lunarNewYear(year), monthsLength(year, month) + date - 1);

export const qingming = (year: number): Day =>
  addDays(chineseDays.getSolarTermDate(year, 4, "pure_brightness"), termDrift);

/** Statutory days off without bridging days, with the name of the feast. */
const statutory = new Map<number, Map<Day, string>>();

function statutoryDays(year: number): Map<Day, string> {
  const known = statutory.get(year);
  if (known) return known;
  const days = new Map<Day, string>();
  const add = (name: string, first: Day | null, count: number) => {
    for (let i = 0; first && i < count; i++) days.set(addDays(first, i), name);
  };
  add(FEAST_NAMES.newYear, toDay(year, 1, 1), 1);
  add(FEAST_NAMES.springFestival, addDays(lunarDay(year, 1, 1), -1), 4);
  add(FEAST_NAMES.qingming, qingming(year), 1);
  add(FEAST_NAMES.labourDay, toDay(year, 5, 1), 2);
  add(FEAST_NAMES.dragonBoat, lunarDay(year, 5, 5), 1);
  add(FEAST_NAMES.midAutumn, lunarDay(year, 8, 15), 1);
  add(FEAST_NAMES.nationalDay, toDay(year, 10, 1), 3);
  statutory.set(year, days);
  return days;
}

/** The feast's Chinese name when the day is an official day off, else null. */
export function holidayName(day: Day): string | null {
  if (!hasOfficialYear(yearOf(day))) return statutoryDays(yearOf(day)).get(day) ?? null;
  return holidays[day]?.split(",")[1] ?? null;
}

/** A Saturday or Sunday that is worked to make up for a bridging day. */
export const isMakeUpDay = (day: Day) => day in makeUpDays;

export const isWorkday = (day: Day) => isMakeUpDay(day) || (weekdayOf(day) <= 5 && holidayName(day) === null);

function walk(day: Day, step: 1 | -1): Day {
  let at = addDays(day, step);
  while (!isWorkday(at)) at = addDays(at, step);
  return at;
}

/** The first workday after that day. */
export const nextWorkday = (day: Day): Day => walk(day, 1);

/** The last workday before that day. */
export const previousWorkday = (day: Day): Day => walk(day, -1);

/** That day when it is worked, else the first workday after it. */
export const workdayFrom = (day: Day): Day => (isWorkday(day) ? day : nextWorkday(day));

/** Counts workdays from the next one on; `addWorkdays(friday, 1)` is Monday. */
export function addWorkdays(day: Day, count: number): Day {
  let at = day;
  for (let i = 0; i < count; i++) at = nextWorkday(at);
  return at;
}

/** Last day of the block of days off that contains or follows `day`, weekends and bridging days included. */
export function endOfBreak(day: Day): Day {
  return addDays(workdayFrom(day), -1);
}
