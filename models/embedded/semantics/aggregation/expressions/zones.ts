import { located } from "../../refusals";
import { isMissing } from "./operands";

const MINUTE = 60_000;

/** Zones without changes since the instant given: their offset is looked up here, which is 20 times faster. */
const STEADY: Record<string, { minutes: number; since: number }> = {
  UTC: { minutes: 0, since: -Infinity },
  GMT: { minutes: 0, since: -Infinity },
  Z: { minutes: 0, since: -Infinity },
  "Asia/Shanghai": { minutes: 480, since: Date.UTC(1992, 0, 1) },
};

export const isUtc = (zone: unknown): boolean => isMissing(zone) || STEADY[String(zone)]?.minutes === 0;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Milliseconds to add to UTC for the zone's wall clock at an instant.
 *
 * @param zone an Olson name, `+08:00`, `+0800`, `+08`, or nothing for UTC
 * @throws StoreError 40485 for an unknown zone
 */
export function offsetAt(zone: unknown, instant: number): number {
  if (isMissing(zone)) return 0;
  if (typeof zone !== "string") throw located(40517, "timezone must evaluate to a string");
  const steady = STEADY[zone];
  if (steady !== undefined && instant >= steady.since) return steady.minutes * MINUTE;
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (fixed === null) return namedOffset(zone, instant);
  const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
  return (fixed[1] === "-" ? -minutes : minutes) * MINUTE;
}

function namedOffset(zone: string, instant: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatFor(zone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const created = createFormat(zone);
  formats.set(zone, created);
  return created;
}

function createFormat(zone: string): Intl.DateTimeFormat {
  const numeric = "numeric" as const;
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  try {
    return new Intl.DateTimeFormat("en-US", { ...fields, timeZone: zone, hourCycle: "h23", calendar: "iso8601" });
  } catch (error) {
    if (error instanceof RangeError) throw located(40485, `unrecognized time zone identifier: "${zone}"`);
    throw error;
  }
}

/** The zone's wall clock as a date whose UTC fields read it. */
export const toWallClock = (instant: Date, zone: unknown): Date =>
  new Date(instant.getTime() + offsetAt(zone, instant.getTime()));

/** The instant at which the zone's wall clock shows these UTC fields. */
export function fromWallClock(wall: number, zone: unknown): Date {
  const guess = wall - offsetAt(zone, wall);
  return new Date(wall - offsetAt(zone, guess));
}
