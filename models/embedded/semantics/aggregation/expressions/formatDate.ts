import { located } from "../../refusals";
import { DATE_PARTS } from "./dateParts";
import { isMissing } from "./operands";
import { isUtc, offsetAt, toWallClock } from "./zones";

const MONTH_NAMES = "January February March April May June July August September October November December".split(" ");

/** How many digits each numeric specifier shows. */
const NUMBERS: Record<string, { part: string; digits: number }> = {
  Y: { part: "year", digits: 4 },
  G: { part: "isoWeekYear", digits: 4 },
  m: { part: "month", digits: 2 },
  d: { part: "dayOfMonth", digits: 2 },
  H: { part: "hour", digits: 2 },
  M: { part: "minute", digits: 2 },
  S: { part: "second", digits: 2 },
  L: { part: "millisecond", digits: 3 },
  j: { part: "dayOfYear", digits: 3 },
  w: { part: "dayOfWeek", digits: 1 },
  u: { part: "isoDayOfWeek", digits: 1 },
  U: { part: "week", digits: 2 },
  V: { part: "isoWeek", digits: 2 },
};

/**
 * `$dateToString`. Without a format the ISO form, closed by Z in UTC.
 *
 * @throws StoreError 18536 for an unknown specifier
 */
export function formatDate(instant: Date, { format, timezone }: { format: unknown; timezone: unknown }): string {
  const pattern = isMissing(format) ? `%Y-%m-%dT%H:%M:%S.%L${isUtc(timezone) ? "Z" : ""}` : String(format);
  const wall = toWallClock(instant, timezone);
  const offset = offsetAt(timezone, instant.getTime()) / 60_000;
  return pattern.replace(/%(.?)/gs, (_whole, specifier: string) => show(specifier, wall, offset));
}

function show(specifier: string, wall: Date, offset: number): string {
  const number = NUMBERS[specifier];
  if (number !== undefined) return String(DATE_PARTS[number.part]?.(wall)).padStart(number.digits, "0");
  const month = MONTH_NAMES[wall.getUTCMonth()] as string;
  const texts: Record<string, string> = {
    b: month.slice(0, 3),
    B: month,
    z: showOffset(offset),
    Z: String(offset),
    "%": "%",
  };
  const text = texts[specifier];
  if (text === undefined) throw located(18536, `Invalid format character '%${specifier}' in format string`);
  return text;
}

function showOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const digits = (value: number): string => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${digits(Math.floor(size / 60))}${digits(size % 60)}`;
}
