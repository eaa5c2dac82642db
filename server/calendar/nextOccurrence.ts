import type { Recurrence } from "../../models/shared/contracts/extraction";
import {
  addDays,
  addMonths,
  type Day,
  firstOfMonth,
  lastOfMonth,
  mondayOf,
  monthOf,
  toDay,
  weekdayOf,
  yearOf,
} from "../../models/shared/values/day";
import { nextWorkday } from "./calendar";

/** A day that the next twelve steps do not have, such as 30 February, never comes. */
const MOST_STEPS = 12;

function firstFit(last: Day, dayAt: (step: number) => Day | null): Day | null {
  for (let step = 0; step <= MOST_STEPS; step++) {
    const day = dayAt(step);
    if (day !== null && day > last) return day;
  }
  return null;
}

function nextInWeek({ interval, weekdays }: Recurrence, last: Day): Day {
  const days = [...(weekdays ?? [weekdayOf(last)])].sort((a, b) => a - b);
  const later = days.find((day) => day > weekdayOf(last));
  return later ? addDays(mondayOf(last), later - 1) : addDays(mondayOf(last), 7 * interval + (days[0] ?? 1) - 1);
}

const dayOfMonth = (month: Day, { monthDay = 1 }: Recurrence) =>
  monthDay === "last" ? lastOfMonth(month) : toDay(yearOf(month), monthOf(month), monthDay);

const nextInMonth = (rule: Recurrence, last: Day) =>
  firstFit(last, (step) => dayOfMonth(addMonths(firstOfMonth(last), step * rule.interval), rule));

/** A quarter begins in its first month and ends in its third. */
const nextInQuarter = (rule: Recurrence, last: Day) =>
  firstFit(last, (step) => {
    const month = addMonths(firstOfMonth(last), step);
    return monthOf(month) % 3 === (rule.monthDay === "last" ? 0 : 1) ? dayOfMonth(month, rule) : null;
  });

const nextInYear = (rule: Recurrence, last: Day) =>
  firstFit(last, (step) => {
    const first = toDay(yearOf(last) + step * rule.interval, rule.month ?? monthOf(last), 1);
    return first && dayOfMonth(first, rule);
  });

/** The day after `last` on which a rule falls due again. */
export function nextOccurrence(rule: Recurrence, last: Day): Day | null {
  switch (rule.every) {
    case "workday":
      return nextWorkday(last);
    case "day":
      return addDays(last, rule.interval);
    case "week":
      return nextInWeek(rule, last);
    case "month":
      return nextInMonth(rule, last);
    case "quarter":
      return nextInQuarter(rule, last);
    case "year":
      return nextInYear(rule, last);
  }
}

/** The first day behind `today`: 每两周 begins with the next such day, not with the one after it. */
export const firstOccurrence = (rule: Recurrence, today: Day) => nextOccurrence({ ...rule, interval: 1 }, today);
