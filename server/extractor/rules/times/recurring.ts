import type { Recurrence } from "../../../../models/shared/contracts/extraction";
import { addDays, type Day, mondayOf } from "../../../../models/shared/values/day";
import { firstOccurrence } from "../../../calendar/nextOccurrence";
import { WEEK, WEEKDAY_CHARACTERS } from "../../vocabulary/dates";
import { readCount, readNumeral, SMALL_NUMERAL } from "../text/numerals";
import { point, sticky, type TimeForm, type TimeValue } from "./types";

const N = `\\d{1,2}|[${SMALL_NUMERAL}]{1,3}`;
const onDay = (day: Day, recurrence: Recurrence): TimeValue => point(day, { kind: "recurring", recurrence });

/** The rule with its first occurrence; null for a day that never comes. */
function repeated(recurrence: Recurrence, today: Day): TimeValue | null {
  const first = firstOccurrence(recurrence, today);
  return first === null ? null : onDay(first, recurrence);
}

const workdays: TimeForm = {
  name: "every workday",
  pattern: sticky("(?:每个?工作日|工作日每天|每天(?=工作日))"),
  resolve: (_, { today }) => repeated({ every: "workday", interval: 1 }, today),
};

const daily: TimeForm = {
  name: "every day",
  pattern: sticky("(?:每隔?(?<count>[两二三四五六七八九十\\d]{1,2}|一)?[天日](?!都在|的)|天天(?=提醒))"),
  resolve({ count }, { today }) {
    const interval = Math.max(1, readCount(count ?? "一") ?? 1);
    return repeated({ every: "day", interval }, today);
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
    // No weekday was said: it begins with the coming week.
    if (weekdays.length === 0) return onDay(addDays(mondayOf(today), 7), { every: "week", interval });
    return repeated({ every: "week", interval, weekdays }, today);
  },
};

const monthly: TimeForm = {
  name: "every month",
  pattern: sticky(
    `每(?<count>[两二三四六\\d])?个?月(?:的?(?:(?<date>${N})\\s?[日号]|(?<last>底|末|月底|月末|最后一天|最后一?个?工作日)|初))?(?!薪|租|\\s?[\\d一二两三四五六七八九十]|都|有)`,
  ),
  resolve({ count, date, last }, { today }) {
    const monthDay = last ? "last" : readNumeral(date ?? "一");
    if (monthDay === null) return null;
    return repeated({ every: "month", interval: readCount(count ?? "一") ?? 1, monthDay }, today);
  },
};

const quarterly: TimeForm = {
  name: "every quarter",
  pattern: sticky("每个?季度?(?<part>初|末|底)?"),
  resolve({ part }, { today }) {
    const atEnd = part === "末" || part === "底";
    return repeated({ every: "quarter", interval: 1, monthDay: atEnd ? "last" : 1 }, today);
  },
};

const yearly: TimeForm = {
  name: "every year",
  pattern: sticky(`每年的?(?<month>${N})月(?:(?<date>${N})[日号])?`),
  resolve({ month = "", date = "一" }, { today }) {
    const rule = { month: readNumeral(month) ?? 0, monthDay: readNumeral(date) ?? 0 };
    return repeated({ every: "year", interval: 1, ...rule }, today);
  },
};

export const recurringForms: readonly TimeForm[] = [workdays, weekly, monthly, quarterly, yearly, daily];
