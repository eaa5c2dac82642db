import type { Recurrence } from "../contracts/extraction";

/** A rule of repetition is stored as an iCalendar RRULE. The Chinese workday, which iCalendar does not know, is an extension. */
const WEEKDAY_CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const WORKDAYS = "FREQ=DAILY;X-WORKDAYS=CN";
const LAST_DAY = "-1";
const MONTHS_IN_QUARTER = 3;

const dayPart = ({ monthDay }: Recurrence) =>
  monthDay === undefined ? "" : `;BYMONTHDAY=${monthDay === "last" ? LAST_DAY : monthDay}`;

export function writeRepeat(rule: Recurrence): string {
  const { every, interval, weekdays = [], month } = rule;
  switch (every) {
    case "workday":
      return WORKDAYS;
    case "day":
      return `FREQ=DAILY;INTERVAL=${interval}`;
    case "week":
      return `FREQ=WEEKLY;INTERVAL=${interval}${weekdays.length > 0 ? `;BYDAY=${weekdays.map((day) => WEEKDAY_CODES[day - 1]).join(",")}` : ""}`;
    case "month":
      return `FREQ=MONTHLY;INTERVAL=${interval}${dayPart(rule)}`;
    case "quarter":
      return `FREQ=MONTHLY;INTERVAL=${interval * MONTHS_IN_QUARTER}${dayPart(rule)}`;
    case "year":
      return `FREQ=YEARLY;INTERVAL=${interval}${month === undefined ? "" : `;BYMONTH=${month}`}${dayPart(rule)}`;
  }
}

const EVERY: Readonly<Record<string, Recurrence["every"]>> = {
  DAILY: "day",
  WEEKLY: "week",
  MONTHLY: "month",
  YEARLY: "year",
};

const isCount = (value: number | undefined): value is number =>
  value !== undefined && Number.isSafeInteger(value) && value > 0;
const numberIn = (parts: ReadonlyMap<string, string>, key: string) =>
  parts.has(key) ? Number(parts.get(key)) : undefined;

function monthDayIn(parts: ReadonlyMap<string, string>): Pick<Recurrence, "monthDay"> {
  if (parts.get("BYMONTHDAY") === LAST_DAY) return { monthDay: "last" };
  const date = numberIn(parts, "BYMONTHDAY");
  return isCount(date) ? { monthDay: date } : {};
}

/** Null for words that are no such rule. */
export function readRepeat(words: string): Recurrence | null {
  if (words === WORKDAYS) return { every: "workday", interval: 1 };
  const parts = new Map(words.split(";").map((part) => part.split("=", 2) as [string, string]));
  const every = EVERY[parts.get("FREQ") ?? ""];
  const interval = numberIn(parts, "INTERVAL") ?? 1;
  if (!every || !isCount(interval)) return null;
  const weekdays = (parts.get("BYDAY") ?? "").split(",").map((code) => WEEKDAY_CODES.indexOf(code) + 1);
  const month = numberIn(parts, "BYMONTH");
  return {
    every,
    interval,
    ...(parts.has("BYDAY") && { weekdays: weekdays.filter(isCount) }),
    ...(isCount(month) && { month }),
    ...monthDayIn(parts),
  };
}
