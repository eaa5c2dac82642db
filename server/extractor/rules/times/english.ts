import { addDays, lastOfMonth, mondayOf, weekdayOf } from "../../../../models/shared/values/day";
import { nearestDate } from "./days";
import { point, pointOn, span, sticky, type TimeContext, type TimeForm, type TimeValue } from "./types";

type Groups = Readonly<Record<string, string | undefined>>;

/** Days as reps mix them into Chinese: next Monday, by Fri, tmr, EOD, Dec 5th. */
const BY =
  "(?<by>(?:by|before|due(?:\\s+(?:by|on))?|until|till|no later than|latest)\\s+(?:the\\s+)?)?(?:(?:on|at)\\s+)?";
const said = (words: string) => sticky(`(?<![A-Za-z])${BY}${words}(?![A-Za-z]|\\.[a-z])`);

/** A day that must not be passed where the words in front say so. */
const dueBy = (value: TimeValue, by: string | undefined): TimeValue =>
  by ? { ...value, from: value.to, kind: "deadline" } : value;

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY =
  "(?:(?<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?<short>mon|tues?|wed|thur?s?|fri|sat|sun))";

/** Sun and Sat alone are names as well. */
const isBareName = ({ by, which, day, short = "" }: Groups) => !by && !which && !day && /^s/i.test(short);

/** The day of the week said bare, with this or with coming: the next one, in a clause about the past the last one. */
function nearestWeekday(number: number, said: boolean, { today, past }: TimeContext): string {
  const distance = (number - weekdayOf(today) + 7) % 7;
  if (past) return addDays(today, distance === 0 ? 0 : distance - 7);
  return addDays(today, distance === 0 && !said ? 7 : distance);
}

const weekday: TimeForm = {
  name: "next Monday, by Fri",
  pattern: said(`(?:(?<which>this|next|last|coming)\\s+)?${DAY}`),
  resolve(groups, context) {
    if (isBareName(groups)) return null;
    const { by, which = "", day, short = "" } = groups;
    const number = WEEKDAYS.indexOf((day ?? short).slice(0, 3).toLowerCase()) + 1;
    const marks = { weekday: number, explicitDay: true };
    const inWeek = (offset: number) => addDays(mondayOf(context.today), offset * 7 + number - 1);
    if (/next/i.test(which)) return dueBy(point(inWeek(1), marks), by);
    if (/last/i.test(which)) return point(inWeek(-1), marks);
    const ambiguous = number === weekdayOf(context.today);
    return dueBy(point(nearestWeekday(number, which !== "", context), { ...marks, ambiguous }), by);
  },
};

const RELATIVE: Readonly<Record<string, number>> = {
  today: 0,
  tonight: 0,
  tomorrow: 1,
  tmr: 1,
  tmrw: 1,
  yesterday: -1,
};

const relative: TimeForm = {
  name: "tomorrow",
  pattern: said(`(?<word>${Object.keys(RELATIVE).join("|")})`),
  resolve: ({ by, word = "" }, { today }) =>
    dueBy(point(addDays(today, RELATIVE[word.toLowerCase()] ?? 0), { explicitDay: true }), by),
};

const week: TimeForm = {
  name: "next week",
  pattern: said("(?:(?:end\\s+of\\s+)?(?<which>this|next)\\s+week)"),
  resolve({ by, which = "" }, { today }) {
    const monday = addDays(mondayOf(today), /next/i.test(which) ? 7 : 0);
    return dueBy(span(monday, addDays(monday, 6)), by);
  },
};

const closing: TimeForm = {
  name: "EOD, end of month",
  pattern: said("(?:(?<short>EOD|EOW|EOM)|(?:the\\s+)?end\\s+of\\s+(?:the\\s+|this\\s+)?(?<unit>day|week|month))"),
  resolve({ short = "", unit = "" }, { today }) {
    const last = (short.slice(-1) || unit.charAt(0)).toLowerCase();
    if (last === "m") return point(lastOfMonth(today), { kind: "deadline" });
    // The working week ends on Friday, unless that is over.
    const friday = addDays(mondayOf(today), 4);
    return point(last === "w" && friday > today ? friday : today, { kind: "deadline" });
  },
};

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const DATE = "(?<date>3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?(?![\\d:.])";

const dates = [`${MONTH}\\.?\\s?${DATE}`, `${DATE}\\s?${MONTH}`].map((words): TimeForm => ({
  name: "Dec 5th, 5 Dec",
  pattern: said(words),
  resolve({ by, month = "", date }, context) {
    const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
    const day = pointOn(nearestDate(number, Number(date), context), { dated: true, explicitDay: true });
    return day && dueBy(day, by);
  },
}));

const COUNTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const DAYS_OF: Readonly<Record<string, number>> = { day: 1, week: 7 };

const within: TimeForm = {
  name: "in 3 days, within two weeks",
  pattern: sticky(
    `(?<![A-Za-z])(?<how>in|within)\\s+(?<count>\\d{1,2}|${COUNTS.join("|")})\\s+(?<unit>day|week)s?(?![A-Za-z])`,
  ),
  resolve({ how = "", count = "", unit = "" }, { today }) {
    const number = /\d/.test(count) ? Number(count) : COUNTS.indexOf(count.toLowerCase()) + 1;
    const day = point(addDays(today, number * (DAYS_OF[unit.toLowerCase()] ?? 1)), { complete: true });
    return /within/i.test(how) ? { ...day, kind: "deadline" } : day;
  },
};

export const englishForms: readonly TimeForm[] = [within, closing, week, relative, weekday, ...dates];
