import {
  addDays,
  addMonths,
  daysBetween,
  type Day,
  firstOfMonth,
  lastOfMonth,
  monthOf,
  toDay,
  yearOf,
} from "../../../../models/shared/values/day";
import { DAY_WITH_PART, NOT_A_DATE_AFTER_NUMBER, RELATIVE_DAYS, TOUCH_AFTER } from "../../vocabulary/dates";
import { readNumeral, SMALL_NUMERAL } from "../text/numerals";
import { point, pointOn, span, sticky, type TimeContext, type TimeForm, type TimeValue } from "./types";

const N = `\\d{1,2}|[${SMALL_NUMERAL}]{1,3}`;
const YEAR = `(?:(?<year>\\d{4}|\\d{2}(?=年)|[零〇一二三四五六七八九]{4})\\s?年|(?<yearWord>今年|明年|后年|去年|本年|前年|来年)的?)?`;
const YEAR_WORDS: Readonly<Record<string, number>> = {
  今年: 0,
  本年: 0,
  明年: 1,
  来年: 1,
  后年: 2,
  去年: -1,
  前年: -2,
};

/** The year said, or null when none was. */
export function readYear(groups: Readonly<Record<string, string | undefined>>, today: Day): number | null {
  if (groups.yearWord) return yearOf(today) + (YEAR_WORDS[groups.yearWord] ?? 0);
  const year = groups.year ? readNumeral(groups.year) : null;
  return year !== null && year < 100 ? 2000 + year : year;
}

const LATELY = 7;

/** 12/1 电联卓工, written on the second: how one was in touch a few days ago, not what to do next year. */
const isJustOver = (day: Day, { today, after }: TimeContext) =>
  daysBetween(day, today) > 0 && daysBetween(day, today) <= LATELY && TOUCH_AFTER.test(after);

/** The next such date from today on; in a clause about the past the last one. */
export function nearestDate(month: number, date: number, context: TimeContext): Day | null {
  const year = yearOf(context.today);
  const here = toDay(year, month, date);
  if (context.past) return here && here <= context.today ? here : toDay(year - 1, month, date);
  if (here && (here >= context.today || isJustOver(here, context))) return here;
  for (let ahead = 1; ahead <= 8; ahead++) {
    const day = toDay(year + ahead, month, date);
    if (day) return day;
  }
  return null;
}

/** The next such day of a month from today on; months too short for it are passed over. */
function nearestMonthDay(date: number, context: TimeContext): Day | null {
  const step = context.past ? -1 : 1;
  for (let i = 0; i <= 12; i++) {
    const month = addMonths(firstOfMonth(context.today), i * step);
    const day = toDay(yearOf(month), monthOf(month), date);
    if (day && (context.past ? day <= context.today : day >= context.today)) return day;
  }
  return null;
}

const numberOf = (words: string | undefined) => readNumeral(words ?? "") ?? 0;

/** A span, when both of its ends exist and are in order. */
function upTo(from: Day | null, end: (from: Day) => Day | null): TimeValue | null {
  const to = from === null ? null : end(from);
  return from !== null && to !== null && to >= from ? span(from, to) : null;
}

/** 尾号3号, 型号5号: the number names a thing. */
const NUMBERED_THING = /(?:尾|型|编|单|票|账|户|楼|门牌|房间|课|工)号?$/;

/** 订单编号20261130, 门牌号8-12: digits that tell things apart. */
const NAMED_BY_NUMBER =
  /(?:编号|单号|号码|合同号|批次?号|货号|型号|账号|卡号|编码|条码|门牌号?|房间号?|批次)(?:是|为|[:：])?\s*$/;

const relative: TimeForm = {
  name: "relative day",
  pattern: sticky(`(?<word>${Object.keys(RELATIVE_DAYS).join("|")})`),
  resolve({ word = "" }, { today }) {
    const offset = RELATIVE_DAYS[word];
    return offset === undefined ? null : point(addDays(today, offset), { explicitDay: true });
  },
};

const dayWithPart: TimeForm = {
  name: "今晚, 明早, 明：",
  pattern: sticky(
    "(?<word>今|明|昨|后)(?=[早晚晨](?![会餐报期餐饭]))|(?<![\\u4e00-\\u9fa5])(?<listed>今|明|后|昨)(?=\\s?[:、])",
  ),
  resolve({ word, listed }, { today }) {
    return point(addDays(today, DAY_WITH_PART[word ?? listed ?? ""] ?? 0), { explicitDay: true });
  },
};

const pairOfDays: TimeForm = {
  name: "two named days",
  pattern: sticky("(?<word>明后两天|明后天|今明两天|今明天|今明|昨今两天)"),
  resolve({ word = "" }, { today }) {
    const first = word.startsWith("明") ? 1 : word.startsWith("昨") ? -1 : 0;
    return span(addDays(today, first), addDays(today, first + 1), { ambiguous: true });
  },
};

const isoDate: TimeForm = {
  name: "full date in digits",
  pattern: sticky(
    "(?<![\\d.a-zA-Z#])(?<year>(?:19|20)\\d{2})(?:\\s?[-/.年]\\s?(?<month>\\d{1,2})\\s?[-/.月]\\s?(?<date>\\d{1,2})\\s?[日号]?|(?<packedMonth>[01]\\d)(?<packedDate>[0-3]\\d))(?!\\d)",
  ),
  resolve(groups, context) {
    if (NAMED_BY_NUMBER.test(context.before)) return null;
    const month = Number(groups.month ?? groups.packedMonth);
    const date = Number(groups.date ?? groups.packedDate);
    const day = toDay(Number(groups.year), month, date);
    return pointOn(day, { dated: true, explicitDay: true });
  },
};

const monthAndDay: TimeForm = {
  name: "month and day",
  pattern: sticky(
    `(?<![\\d])${YEAR}\\s?(?<month>${N})\\s?月份?的?\\s?(?:(?<first>${N})\\s?[日号]?\\s?(?:-|~|到|至)\\s?(?:(?<sameMonth>${N})\\s?月\\s?)?)?(?<date>${N})(?:\\s?[日号](?!线|楼)|(?![\\d个万千百元块天条台套.%]))`,
  ),
  resolve(groups, context) {
    const month = numberOf(groups.month);
    const year = readYear(groups, context.today);
    const on = (date: number) => (year === null ? nearestDate(month, date, context) : toDay(year, month, date));
    if (groups.first === undefined) return pointOn(on(numberOf(groups.date)), { dated: true, explicitDay: true });
    const lastMonth = groups.sameMonth ? numberOf(groups.sameMonth) : month;
    return upTo(on(numberOf(groups.first)), (from) => toDay(yearOf(from), lastMonth, numberOf(groups.date)));
  },
};

const slashedDate: TimeForm = {
  name: "12/3, 12-3",
  pattern: sticky(
    "(?<![\\d./a-zA-Z-])(?<month>1[0-2]|0?[1-9])(?<sep>[/-])(?<date>3[01]|[12]\\d|0?[1-9])[日号]?(?![\\d./万千百%％亿个台套折元块人天年月米平版kKwW:-]|\\s?[万千kw])",
  ),
  resolve(groups, context) {
    if (NAMED_BY_NUMBER.test(context.before)) return null;
    const day = nearestDate(Number(groups.month), Number(groups.date), context);
    return pointOn(day, { dated: true, explicitDay: true });
  },
};

const DOTTED_CUE_AFTER =
  /^\s*(?:号|日|前|之前|以前|上午|下午|晚上|早上|中午|交|见|给|去|来|到|开|发|送|签|付|发货|交付|拜访|约|\(|周|星期|礼拜|截止)/;
const DOTTED_CUE_BEFORE =
  /(?:在|于|定在|约在|改到|约了|截止|到|最晚|最迟|至|日期[:：]?|时间[:：]?|等|^|[,，。;；\n])\s*$/;

/** 报了9.8，还到9.2: a price in tens of thousands. */
const PRICE_MOVES = /(?:报|还|谈|压|砍|降|涨|加|减|让|价)(?:价)?(?:到|至|在|了|是)?\s*$/;

const dottedDate: TimeForm = {
  name: "12.3 with a cue",
  pattern: sticky(
    "(?<![\\d.vV])(?<month>1[0-2]|0?[1-9])\\.(?<date>3[01]|[12]\\d|0?[1-9])(?<sign>[日号](?![线楼厂机车门仓]))?(?![日号\\d.万千百%％亿个台套折元块人天年米平版寸kKwW倍点吨公斤]|\\s?[万千wW])",
  ),
  resolve(groups, context) {
    if (PRICE_MOVES.test(context.before)) return null;
    const cued =
      groups.sign !== undefined || DOTTED_CUE_AFTER.test(context.after) || DOTTED_CUE_BEFORE.test(context.before);
    const day = cued ? nearestDate(Number(groups.month), Number(groups.date), context) : null;
    return pointOn(day, { dated: true, explicitDay: true });
  },
};

const MONTH_WORDS: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 这: 0, 本: 0, 当: 0, 下: 1, 下下: 2 };

const dayOfNamedMonth: TimeForm = {
  name: "下个月5号",
  pattern: sticky(`(?<which>上上|下下|上|这|本|当|下)个?月的?\\s?(?<date>${N})\\s?[日号]`),
  resolve({ which = "", date = "" }, { today }) {
    const month = addMonths(firstOfMonth(today), MONTH_WORDS[which] ?? 0);
    const day = toDay(yearOf(month), monthOf(month), readNumeral(date) ?? 0);
    return pointOn(day, { dated: true, explicitDay: true });
  },
};

const dayOfMonth: TimeForm = {
  name: "3号",
  pattern: sticky(
    `(?:(?<![\\da-zA-Z第月.${SMALL_NUMERAL}#-])|(?<=(?:周|期|拜)[一二三四五六日天]))(?:(?<first>${N})\\s?[日号]?\\s?(?:-|~|到|至)\\s?)?(?<date>${N})\\s?(?<mark>[日号])(?!子|码|称|召|常|期|报|志)`,
  ),
  resolve({ first, date }, context) {
    if (NOT_A_DATE_AFTER_NUMBER.test(context.after) || NUMBERED_THING.test(context.before)) return null;
    if (first === undefined) return pointOn(nearestMonthDay(numberOf(date), context), { dated: true });
    const from = nearestMonthDay(numberOf(first), context);
    return upTo(from, (start) => toDay(yearOf(start), monthOf(start), numberOf(date)));
  },
};

const lastDay: TimeForm = {
  name: "last day of a month",
  pattern: sticky("(?<which>上|这|本|当|下)?个?月的?最后一天"),
  resolve({ which = "本" }, { today }) {
    return point(lastOfMonth(addMonths(firstOfMonth(today), MONTH_WORDS[which] ?? 0)));
  },
};

export const dayForms: readonly TimeForm[] = [
  pairOfDays, relative, dayWithPart, isoDate, monthAndDay, slashedDate, dottedDate, dayOfNamedMonth, lastDay, dayOfMonth,
]; // prettier-ignore
