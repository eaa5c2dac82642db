import { addDays, addMonths, firstOfMonth, lastOfMonth, type Day } from "./day";

/** A month, a quarter or a year: `2026-11`, `2026-Q4`, `2026`. */
export const PERIOD = /^\d{4}(?:-(?:0[1-9]|1[0-2])|-Q[1-4])?$/;

const MONTHS_IN_QUARTER = 3;
const pad = (month: number) => String(month).padStart(2, "0");

/** The first and the last day. */
export function daysOfPeriod(period: string): { from: Day; to: Day } {
  const [year = "", part] = period.split("-");
  if (!part) return { from: `${year}-01-01`, to: `${year}-12-31` };
  if (!part.startsWith("Q")) return { from: `${period}-01`, to: lastOfMonth(`${period}-01`) };
  const from = `${year}-${pad((Number(part.slice(1)) - 1) * MONTHS_IN_QUARTER + 1)}-01`;
  return { from, to: addDays(addMonths(firstOfMonth(from), MONTHS_IN_QUARTER), -1) };
}

export const monthOf = (day: Day): string => day.slice(0, 7);
export const yearOf = (day: Day): string => day.slice(0, 4);
/** The month, quarter or year that some days are; where they are none, the month in which they begin. */
export function periodOf({ from, to }: { from: Day; to: Day }): string {
  const isWhole = (period: string) => {
    const days = daysOfPeriod(period);
    return days.from === from && days.to === to;
  };
  return [monthOf(from), quarterOf(from), yearOf(from)].find(isWhole) ?? monthOf(from);
}

export const quarterOf = (day: Day): string =>
  `${yearOf(day)}-Q${Math.ceil(Number(day.slice(5, 7)) / MONTHS_IN_QUARTER)}`;
