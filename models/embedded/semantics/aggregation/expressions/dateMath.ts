import { located } from "../../refusals";
import { isMissing } from "./operands";

const MS: Record<string, number> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** Where bins of several units are counted from. */
export const ORIGIN = Date.UTC(2000, 0, 1);

export interface Step {
  unit: string;
  /** How many units make one bin. */
  size: number;
  /** For weeks: a day's name or its first three letters; Sunday if not given. */
  startOfWeek: unknown;
}

/** @throws StoreError 9 for a unit that MongoDB does not know */
export function requireUnit(unit: unknown): string {
  if (typeof unit === "string" && (unit in MS || unit in MONTHS)) return unit;
  throw located(5439013, `unknown time unit value: ${String(unit)}`);
}

/** Whether a unit is a length of time; days, weeks and months follow the calendar of the zone instead. */
export const isClockUnit = (unit: string): boolean => unit in MS && unit !== "day" && unit !== "week";

/** The start of the bin that a wall clock falls into. */
export function floorWall(wall: number, { unit, size, startOfWeek }: Step): number {
  const months = MONTHS[unit];
  if (months !== undefined) return floorMonths(wall, months * size);
  const origin = unit === "week" ? ORIGIN + daysToWeekday(startOfWeek) * (MS["day"] as number) : ORIGIN;
  const bin = (MS[unit] as number) * size;
  return origin + Math.floor((wall - origin) / bin) * bin;
}

function floorMonths(wall: number, size: number): number {
  const months = Math.floor(monthIndex(wall) / size) * size;
  return Date.UTC(2000, months, 1);
}

/** Months since the origin. */
function monthIndex(wall: number): number {
  const date = new Date(wall);
  return (date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth();
}

function daysToWeekday(name: unknown): number {
  const wanted = isMissing(name) ? "sunday" : String(name).toLowerCase();
  const day = WEEKDAYS.findIndex((weekday) => weekday === wanted || weekday.slice(0, 3) === wanted);
  if (day < 0) throw located(5439015, `unknown day of week value: ${String(name)}`);
  return (day - new Date(ORIGIN).getUTCDay() + 7) % 7;
}

/** Adds units to a wall clock; a month without that day ends the sum on its last one. */
export function addToWall(wall: number, unit: string, amount: number): number {
  const months = MONTHS[unit];
  if (months === undefined) return wall + (MS[unit] as number) * amount;
  const start = new Date(wall);
  const target = monthIndex(wall) + months * amount;
  const lastDay = new Date(Date.UTC(2000, target + 1, 0)).getUTCDate();
  const timeOfDay = wall - Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate());
  return Date.UTC(2000, target, Math.min(start.getUTCDate(), lastDay)) + timeOfDay;
}

/** How many boundaries of a unit lie between two wall clocks. */
export function boundariesBetween(start: number, end: number, step: Step): number {
  const from = floorWall(start, { ...step, size: 1 });
  const to = floorWall(end, { ...step, size: 1 });
  const months = MONTHS[step.unit];
  if (months !== undefined) return (monthIndex(to) - monthIndex(from)) / months;
  return (to - from) / (MS[step.unit] as number);
}
