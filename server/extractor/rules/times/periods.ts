import {
  addMonths,
  type Day,
  firstOfMonth,
  lastOfMonth,
  monthOf,
  toDay,
  yearOf,
} from "../../../../models/shared/values/day";
import { readNumeral, SMALL_NUMERAL } from "../text/numerals";
import { readYear } from "./days";
import { span, sticky, type TimeContext, type TimeForm, type TimeValue } from "./types";

const PART = "(?<part>月初|初|上旬|中旬|下旬|中(?![国心小学型介午])|月中|底|月末|末|上半月|下半月)";
const N = `1[0-2]|0?[1-9]|十[一二]?|[${SMALL_NUMERAL.slice(2, 11)}]`;
const YEAR =
  "(?:(?<year>\\d{4}|[零〇一二三四五六七八九]{4})\\s?年的?|(?<yearWord>今年|明年|后年|去年|本年|前年|来年)的?)";

/** First and last date of a part of the month. 月底 begins on the 25th. */
function partOfMonth(part: string, month: Day): TimeValue {
  const on = (date: number) => `${month.slice(0, 8)}${String(date).padStart(2, "0")}`;
  const last = lastOfMonth(month);
  if (/初|上旬/.test(part)) return span(on(1), on(10), { closing: true });
  if (part === "上半月") return span(on(1), on(15), { closing: true });
  if (part === "下半月") return span(on(16), last, { closing: true });
  if (/中/.test(part)) return span(on(11), on(20), { closing: true });
  if (part === "下旬") return span(on(21), last, { closing: true });
  return span(on(25), last, { closing: true });
}

const OFFSETS: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 这: 0, 本: 0, 当: 0, 下: 1, 下下: 2 };

const namedMonth: TimeForm = {
  name: "下个月底",
  pattern: sticky(
    `(?<which>上上|下下|上|这|本|当|下)一?个?月(?:份)?(?:的?${PART.replace("月初|", "")})?(?:之?(?<inside>内|里)(?!部|容|存|网|面))?(?!薪|饼|租|费|\\d|[一二三四五六七八九十]{1,3}[号日])`,
  ),
  resolve({ which = "", part, inside }, { today }) {
    const month = addMonths(firstOfMonth(today), OFFSETS[which] ?? 0);
    const days = part ? partOfMonth(part, month) : span(month, lastOfMonth(month));
    return inside ? { ...days, from: days.to, kind: "deadline", complete: true } : days;
  },
};

/** The part of this month, or of the next one when it is over. */
function nextPart(part: string, { today, past }: TimeContext): TimeValue {
  const here = partOfMonth(part, firstOfMonth(today));
  return here.to < today && !past ? partOfMonth(part, addMonths(firstOfMonth(today), 1)) : here;
}

const bareMonthPart: TimeForm = {
  name: "月底",
  pattern: sticky(
    "(?:(?<=[万千百亿][一二三四五六七八九\\d])|(?<![个\\d一二三四五六七八九十每这下上本]))(?<part>月初|月中(?![国心])|月底|月末|上旬|中旬|下旬)(?!薪)",
  ),
  resolve: ({ part = "" }, context) => nextPart(part, context),
};

const monthByNumber: TimeForm = {
  name: "3月底",
  pattern: sticky(
    `(?<![\\d个.万千百亿${SMALL_NUMERAL}第])${YEAR}?\\s?(?<month>${N})\\s?月(?:份)?(?:的?${PART.replace("月初|", "")})?(?!薪|饼|租|费|\\s?\\d|[一二三四五六七八九十]{1,3}[号日])`,
  ),
  resolve(groups, context) {
    const number = readNumeral(groups.month ?? "") ?? 0;
    const said = readYear(groups, context.today);
    const first = toDay(said ?? yearOf(context.today), number, 1);
    if (!first) return null;
    const days = (month: Day) => (groups.part ? partOfMonth(groups.part, month) : span(month, lastOfMonth(month)));
    const here = days(first);
    if (said !== null) return here;
    if (context.past) return here.from > context.today ? days(addMonths(first, -12)) : here;
    return here.to < context.today ? days(addMonths(first, 12)) : here;
  },
};

const QUARTER_PARTS = "(?<part>初|中|底|末)";
const WHICH_QUARTER: Readonly<Record<string, number>> = { 上: -1, 这: 0, 本: 0, 当: 0, 下: 1, 下下: 2 };

function quarterOf(year: number, quarter: number, part?: string): TimeValue | null {
  const first = toDay(year, quarter * 3 - 2, 1);
  if (!first) return null;
  const last = lastOfMonth(addMonths(first, 2));
  if (part === "初") return partOfMonth("初", first);
  if (part === "底" || part === "末") return partOfMonth("底", last);
  if (part === "中") return partOfMonth("中", addMonths(first, 1));
  return span(first, last);
}

const namedQuarter: TimeForm = {
  name: "下季度",
  pattern: sticky(
    `(?<which>下下|上|这|本|当|下)?一?个?季度?(?:的?${QUARTER_PARTS})?(?:之?(?<inside>内|里)(?!部|容|面))?`,
  ),
  resolve({ which = "", part, inside }, { today }) {
    if (which === "" && part === undefined) return null;
    const month = addMonths(firstOfMonth(today), (WHICH_QUARTER[which] ?? 0) * 3);
    const days = quarterOf(yearOf(month), Math.ceil(monthOf(month) / 3), part);
    return days && inside ? { ...days, from: days.to, kind: "deadline", complete: true } : days;
  },
};

const QUARTERS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, "1": 1, "2": 2, "3": 3, "4": 4 };

const numberedQuarter: TimeForm = {
  name: "Q4, 明年一季度",
  pattern: sticky(
    `(?<![a-zA-Z\\d])${YEAR}?\\s?(?:q(?<latin>[1-4])(?![a-zA-Z\\d])|第?(?<number>[一二三四1-4])季(?![鲜青花春沐歌衣])度?)(?:的?${QUARTER_PARTS})?`,
  ),
  resolve(groups, context) {
    const quarter = QUARTERS[groups.latin ?? groups.number ?? ""] ?? 0;
    const said = readYear(groups, context.today);
    const here = quarterOf(said ?? yearOf(context.today), quarter, groups.part);
    if (said !== null || !here || context.past || here.to >= context.today) return here;
    return quarterOf(yearOf(context.today) + 1, quarter, groups.part);
  },
};

const YEAR_PARTS: Readonly<Record<string, readonly [string, string]>> = {
  年底: ["12-01", "12-31"], 年末: ["12-01", "12-31"], 岁末: ["12-01", "12-31"], 年终: ["12-01", "12-31"], 年初: ["01-01", "01-31"], 开年: ["01-01", "01-31"],
  年中: ["06-01", "06-30"], 上半年: ["01-01", "06-30"], 下半年: ["07-01", "12-31"], 底: ["12-01", "12-31"], 初: ["01-01", "01-31"],
  末: ["12-01", "12-31"], 中: ["06-01", "06-30"],
}; // prettier-ignore

function partOfYear(part: string, year: number): TimeValue {
  const [first, last] = YEAR_PARTS[part] ?? ["01-01", "12-31"];
  return span(`${year}-${first}`, `${year}-${last}`, { closing: part in YEAR_PARTS });
}

const yearPart: TimeForm = {
  name: "年底, 明年上半年",
  pattern: sticky(
    `(?<![\\d半一二两三四五六七八九十几多])(?:${YEAR}(?<after>上半年|下半年|年底|年末|年初|年中|底|末|初|中(?![国心]))?|(?<bare>年底|年末|岁末|年终(?!奖|总结|会)|年初|开年|年中|上半年|下半年))(?:之?(?<inside>内)(?!部|容))?(?!薪|\\d|[一二三四五六七八九十]{1,2}月|会)`,
  ),
  resolve(groups, context) {
    const said = readYear(groups, context.today);
    const part = groups.after ?? groups.bare ?? "";
    let days = partOfYear(part, said ?? yearOf(context.today));
    if (said === null && days.to < context.today && !context.past) days = partOfYear(part, yearOf(context.today) + 1);
    return groups.inside ? { ...days, from: days.to, kind: "deadline", complete: true } : days;
  },
};

const withinYear: TimeForm = {
  name: "年内",
  pattern: sticky("(?<![\\d半一二两三四五六七八九十几])年内"),
  resolve({}, { today }) {
    const last = `${yearOf(today)}-12-31`;
    return { from: last, to: last, kind: "deadline", complete: true };
  },
};

const withinMonth: TimeForm = {
  name: "月内",
  pattern: sticky("(?<![\\d个半一二两三四五六七八九十几])月内(?!部)"),
  resolve: (_, { today }) => ({ from: lastOfMonth(today), to: lastOfMonth(today), kind: "deadline", complete: true }),
};

export const periodForms: readonly TimeForm[] = [
  namedMonth, namedQuarter, numberedQuarter, monthByNumber, yearPart, withinYear, withinMonth, bareMonthPart,
]; // prettier-ignore
