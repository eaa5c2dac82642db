import { evalExpr } from "mingo/core";
import { $dateFromString } from "mingo/operators/expression";
import { located } from "../../refusals";
import { isDoc } from "../../values/doc";
import type { Evaluate } from "../operatorTables";
import { ORIGIN, addToWall, boundariesBetween, floorWall, isClockUnit, requireUnit } from "./dateMath";
import type { Step } from "./dateMath";
import { DATE_PARTS } from "./dateParts";
import { formatDate } from "./formatDate";
import { requireDate } from "./dateValues";
import { isMissing, named } from "./operands";
import { fromWallClock, offsetAt, toWallClock } from "./zones";

/** `{$year: "$at"}`, `{$year: ["$at"]}` or `{$year: {date, timezone}}`. */
const datePart =
  (read: (wall: Date) => number): Evaluate =>
  (doc, operand, options) => {
    const given = Array.isArray(operand) && operand.length === 1 ? (operand[0] as unknown) : operand;
    const hasZone = isDoc(given) && "date" in given;
    const date = requireDate(evalExpr(doc, hasZone ? given["date"] : given, options));
    if (date === null) return null;
    return read(toWallClock(date, hasZone ? evalExpr(doc, given["timezone"], options) : undefined));
  };

const isNullZone = (given: Record<string, unknown>, timezone: unknown): boolean =>
  "timezone" in given && isMissing(timezone);

const truncate = named(({ date, unit, binSize, timezone, startOfWeek }, given) => {
  const instant = requireDate(date);
  if (instant === null || isMissing(unit) || isNullZone(given, timezone)) return null;
  const size = "binSize" in given ? (binSize as number) : 1;
  if (!Number.isInteger(size) || size < 1)
    throw located(5439018, "$dateTrunc requires 'binSize' to be a positive integer");
  const step = { unit: requireUnit(unit), size, startOfWeek };
  if (isClockUnit(step.unit)) return floorOnClock(instant, step, timezone);
  return fromWallClock(floorWall(toWallClock(instant, timezone).getTime(), step), timezone);
});

/** Hours and less are lengths: they are counted from the zone's origin, whatever its summer time says. */
function floorOnClock(instant: Date, step: Step, timezone: unknown): Date {
  const offset = offsetAt(timezone, ORIGIN);
  return new Date(floorWall(instant.getTime() + offset, step) - offset);
}

const add = (direction: 1 | -1): Evaluate =>
  named(({ startDate, unit, amount, timezone }, given) => {
    const instant = requireDate(startDate);
    if (instant === null || isMissing(unit) || isMissing(amount) || isNullZone(given, timezone)) return null;
    if (!Number.isInteger(amount)) throw located(5166405, "$dateAdd expects integer amount of time units");
    const name = requireUnit(unit);
    const distance = (amount as number) * direction;
    if (isClockUnit(name)) return new Date(addToWall(instant.getTime(), name, distance));
    return fromWallClock(addToWall(toWallClock(instant, timezone).getTime(), name, distance), timezone);
  });

const difference = named(({ startDate, endDate, unit, timezone, startOfWeek }, given) => {
  const start = requireDate(startDate);
  const end = requireDate(endDate);
  if (start === null || end === null || isMissing(unit) || isNullZone(given, timezone)) return null;
  const step = { unit: requireUnit(unit), size: 1, startOfWeek };
  const shift = isClockUnit(step.unit) ? offsetAt(timezone, ORIGIN) : undefined;
  const toWall = (date: Date): number => date.getTime() + (shift ?? offsetAt(timezone, date.getTime()));
  return boundariesBetween(toWall(start), toWall(end), step);
});

const toText = named(({ date, format, timezone, onNull }, given) => {
  const instant = requireDate(date);
  if (instant === null) return onNull ?? null;
  if (isNullZone(given, timezone)) return null;
  return formatDate(instant, { format, timezone });
});

const toParts = named(({ date, timezone, iso8601 }) => {
  const instant = requireDate(date);
  if (instant === null) return null;
  const names = iso8601 === true ? ["isoWeekYear", "isoWeek", "isoDayOfWeek"] : ["year", "month", "dayOfMonth"];
  const wall = toWallClock(instant, timezone);
  const read = (name: string): [string, unknown] => [name === "dayOfMonth" ? "day" : name, DATE_PARTS[name]?.(wall)];
  return Object.fromEntries([...names, "hour", "minute", "second", "millisecond"].map(read));
});

const fromParts = named(({ timezone, ...parts }, given) => {
  if (Object.values(parts).some(isMissing) || isNullZone(given, timezone)) return null;
  const part = (name: string, fallback: number): number => (parts[name] ?? fallback) as number;
  const time = Date.UTC(1970, 0, 1, part("hour", 0), part("minute", 0), part("second", 0), part("millisecond", 0));
  return fromWallClock(dayFromParts(part) + time, timezone);
});

type Part = (name: string, fallback: number) => number;

/** The day that calendar or ISO week parts name; parts beyond their range carry over. */
function dayFromParts(part: Part): number {
  const year = part("year", NaN);
  if (!Number.isNaN(year)) return Date.UTC(year, part("month", 1) - 1, part("day", 1));
  const weekYear = part("isoWeekYear", NaN);
  if (Number.isNaN(weekYear)) {
    throw located(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  }
  const fourth = new Date(Date.UTC(weekYear, 0, 4));
  const days = (part("isoWeek", 1) - 1) * 7 + part("isoDayOfWeek", 1) - (fourth.getUTCDay() || 7);
  return Date.UTC(weekYear, 0, 4 + days);
}

/** mingo parses the text as UTC; the zone's wall clock is what it meant. */
const fromText: Evaluate = (doc, operand, options) => {
  const { timezone, ...rest } = operand as Record<string, unknown>;
  const zone = evalExpr(doc, timezone, options) as unknown;
  const text = evalExpr(doc, rest["dateString"], options) as unknown;
  if (!("format" in rest) && typeof text === "string") return fromFreeText(text, zone);
  const parsed = $dateFromString(doc as never, rest as never, options) as unknown;
  return parsed instanceof Date && !isMissing(zone) ? fromWallClock(parsed.getTime(), zone) : parsed;
};

function fromFreeText(text: string, zone: unknown): Date {
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const wall = Date.parse(hasZone || isDay ? text : `${text.replace(" ", "T")}Z`);
  if (Number.isNaN(wall)) throw located(241, `Error parsing date string '${text}'`);
  return hasZone ? new Date(wall) : fromWallClock(wall, zone);
}

export const dates: Record<string, Evaluate> = {
  ...Object.fromEntries(Object.entries(DATE_PARTS).map(([name, read]) => [`$${name}`, datePart(read)])),
  $dateTrunc: truncate,
  $dateAdd: add(1),
  $dateSubtract: add(-1),
  $dateDiff: difference,
  $dateToString: toText,
  $dateToParts: toParts,
  $dateFromParts: fromParts,
  $dateFromString: fromText,
};
