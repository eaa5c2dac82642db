import type { Recurrence } from "../../../../models/shared/contracts/extraction";
import { nextWorkday } from "../../../calendar";
import {
  addDays,
  addMonths,
  type Day,
  firstOfMonth,
  lastOfMonth,
  monthOf,
  toDay,
  weekdayOf,
  yearOf,
} from "../../../../models/shared/values/day";
import { WEEK, WEEKDAY_CHARACTERS } from "../../vocabulary/dates";
import { readCount, readNumeral, SMALL_NUMERAL } from "../numerals";
import { point, sticky, type TimeForm, type TimeValue } from "./types";

const N = `\\d{1,2}|[${SMALL_NUMERAL}]{1,3}`;
const repeated = (day: Day, recurrence: Recurrence): TimeValue => point(day, { kind: "recurring", recurrence });

const workdays: TimeForm = {
  name: "every workday",
  pattern: sticky("(?:每个?工作日|工作日每天|每天(?=工作日))"),
  resolve: (_, { today }) => repeated(nextWorkday(today), { every: "workday", interval: 1 }),
};

const daily: TimeForm = {
  name: "every day",
  pattern: sticky("(?:每隔?(?<count>[两二三四五六七八九十\\d]{1,2}|一)?[天日](?!都在|的)|天天(?=提醒))"),
  resolve({ count }, { today }) {
    const interval = Math.max(1, readCount(count ?? "一") ?? 1);
    return repeated(addDays(today, 1), { every: "day", interval });
  },
};

const weekly: TimeForm = {
  name: "every week",
  pattern: sticky(
    `每(?:隔)?(?<count>[两二三四\\d])?个?${WEEK}的?(?<days>(?:${WEEK}?[一二三四五六日天][、和,/及]?){1,7})?`,
  ),
  resolve({ count, days = "" }, { today }) {
    const said = Array.from(days, (character) => WEEKDAY_CHARACTERS[character] ?? 0).filter((day) => day > 0);
    const weekdays = [...new Set(said)].sort();
    const interval = readCount(count ?? "一") ?? 1;
    if (weekdays.length === 0) return repeated(addDays(today, 8 - weekdayOf(today)), { every: "week", interval });
    const ahead = weekdays.map((day) => (day - weekdayOf(today) + 6) % 7).sort((a, b) => a - b)[0] ?? 0;
    return repeated(addDays(today, ahead + 1), { every: "week", interval, weekdays });
  },
};

/** The first such day of a month after today; `last` is the last of the month. */
function nextMonthDay(today: Day, date: number | "last"): Day | null {
  for (let i = 0; i <= 12; i++) {
    const month = addMonths(firstOfMonth(today), i);
    const day = date === "last" ? lastOfMonth(month) : toDay(yearOf(month), monthOf(month), date);
    if (day && day > today) return day;
  }
  return null;
}

const monthly: TimeForm = {
  name: "every month",
  pattern: sticky(
    `每(?<count>[两二三四六\\d])?个?月(?:的?(?:(?<date>${N})\\s?[日号]|(?<last>底|末|月底|月末|最后一天)|初))?(?!薪|租|\\s?[\\d一二两三四五六七八九十]|都|有)`,
  ),
  resolve({ count, date, last }, { today }) {
    const monthDay = last ? "last" : readNumeral(date ?? "一");
    const day = monthDay === null ? null : nextMonthDay(today, monthDay);
    if (day === null || monthDay === null) return null;
    return repeated(day, { every: "month", interval: readCount(count ?? "一") ?? 1, monthDay });
  },
};

const quarterly: TimeForm = {
  name: "every quarter",
  pattern: sticky("每个?季度?(?<part>初|末|底)?"),
  resolve({ part }, { today }) {
    const start = addMonths(firstOfMonth(today), -((monthOf(today) - 1) % 3));
    const atEnd = part === "末" || part === "底";
    const day = atEnd ? lastOfMonth(addMonths(start, 2)) : addMonths(start, 3);
    return repeated(day > today ? day : lastOfMonth(addMonths(start, 5)), {
      every: "quarter",
      interval: 1,
      monthDay: atEnd ? "last" : 1,
    });
  },
};

const yearly: TimeForm = {
  name: "every year",
  pattern: sticky(`每年的?(?<month>${N})月(?:(?<date>${N})[日号])?`),
  resolve({ month = "", date = "一" }, { today }) {
    const wanted = { month: readNumeral(month) ?? 0, date: readNumeral(date) ?? 0 };
    const day = [0, 1]
      .map((ahead) => toDay(yearOf(today) + ahead, wanted.month, wanted.date))
      .find((d) => d && d > today);
    return day ? repeated(day, { every: "year", interval: 1, month: wanted.month, monthDay: wanted.date }) : null;
  },
};

export const recurringForms: readonly TimeForm[] = [workdays, weekly, monthly, quarterly, yearly, daily];
