import { addWorkdays } from "../../../calendar/calendar";
import { addDays, addMonths, dayOf, timeOf } from "../../../../models/shared/values/day";
import { readCount, readNumeralRange, SMALL_NUMERAL } from "../text/numerals";
import { point, span, sticky, type TimeContext, type TimeForm, type TimeValue } from "./types";

const COUNT = `(?<count>\\d{1,4}(?:\\.5)?|[${SMALL_NUMERAL}百]{1,4}|半)`;
const AFTER = "(?:以后|之后|过后|后(?!台|续|期|面|备|勤|端|天|来|再说)|后(?=再))";
const INSIDE = "(?:之内|以内|内(?!部|容|存|网|测|审|外|饰|勤))";
const AGO = "(?:以前|之前|前(?!台|任|期|往|来|后|面|天|景|端))";
const MINUTE = 60_000;
/** Longer than this is no plan but a typing error. */
const MAX_DAYS = 3700;

const minutesIn = (unit: string) => (/小时|钟头/.test(unit) ? 60 : /刻/.test(unit) ? 15 : 1);

/** 一个半小时 is 90; 0 when the words are no number. */
function minutesSaid(count: string, unit: string): number {
  const amount = readCount(count.replace(/个半$/, "半").replace(/个$/, ""));
  return Math.round((amount ?? 0) * minutesIn(unit));
}

const shortTime: TimeForm = {
  name: "10分钟后, 2小时内",
  pattern: sticky(
    `(?:再?过|等)?\\s?(?<count>\\d{1,4}(?:\\.5)?个?半?|[${SMALL_NUMERAL}]{1,3}个?半?|半个?)\\s?个?\\s?(?<unit>小时|钟头|分钟|刻钟|分)\\s?(?<suffix>${AFTER}|${INSIDE})`,
  ),
  resolve({ count, unit, suffix }, context) {
    const minutes = minutesSaid(count ?? "", unit ?? "");
    if (minutes <= 0 || minutes > MAX_DAYS * 1440) return null;
    const at = new Date(context.now.getTime() + minutes * MINUTE);
    const value = point(dayOf(at), { complete: true, explicitDay: true });
    if (!/内/.test(suffix ?? "")) return { ...value, time: timeOf(at), at };
    return { ...value, kind: "deadline", ...(minutes < 1440 && { time: timeOf(at) }) };
  },
};

const shortAgo: TimeForm = {
  name: "半小时前",
  pattern: sticky(`${COUNT}\\s?个?\\s?(?:小时|钟头|分钟)\\s?${AGO}`),
  resolve: (_, { today }) => point(today, { complete: true }),
};

const workdays: TimeForm = {
  name: "3个工作日内",
  pattern: sticky(
    `(?:再?过)?\\s?(?<count>\\d{1,3}|[${SMALL_NUMERAL}]{1,3})\\s?个?\\s?工作日\\s?(?<suffix>${AFTER}|${INSIDE})?`,
  ),
  resolve({ count = "", suffix = "" }, { today }) {
    const number = readCount(count);
    if (number === null || number < 1 || number > 250) return null;
    const day = addWorkdays(today, Math.floor(number));
    return point(day, { complete: true, ...(/后/.test(suffix) ? {} : { kind: "deadline" as const }) });
  },
};

type Move = (context: TimeContext, count: number) => string;

function mover(unit: string): Move {
  if (/月/.test(unit))
    return ({ today }, n) => (n % 1 ? addDays(addMonths(today, Math.floor(n)), 15) : addMonths(today, n));
  if (/年/.test(unit)) return ({ today }, n) => addMonths(today, Math.round(n * 12));
  const days = /周|星期|礼拜/.test(unit) ? 7 : 1;
  return ({ today }, n) => addDays(today, Math.round(n * days));
}

/** 两三天, 三五天, 七八个月: both ends of a vague count. */
function readVagueCount(words: string): [number, number] | null {
  const range = readNumeralRange(words);
  if (range) return range;
  const digits = /^(\d{1,2})(?:-|~|到|至)(\d{1,2})$/.exec(words);
  return digits && Number(digits[1]) < Number(digits[2]) ? [Number(digits[1]), Number(digits[2])] : null;
}

const UNIT = "(?<unit>天|日(?![\\d])|周(?!年|五|一|二|三|四|六|日|总|经)|个?星期|个?礼拜|个月|个?季度|年(?!级|前后))";

function moved(context: TimeContext, words: string, unit: string): TimeValue | null {
  const move = mover(unit.includes("季") ? "月" : unit);
  const factor = unit.includes("季") ? 3 : 1;
  const vague = readVagueCount(words);
  if (vague) {
    const [low, high] = vague;
    return span(move(context, low * factor), move(context, high * factor), { ambiguous: words.startsWith("三五") });
  }
  const count = readCount(words);
  if (count === null || count <= 0 || count * (/[天日]/.test(unit) ? 1 : 30) > MAX_DAYS) return null;
  return point(move(context, count * factor));
}

const COUNTS = `(?<count>\\d{1,3}(?:\\s?(?:-|~|到|至)\\s?\\d{1,2})?(?:\\.5)?|[${SMALL_NUMERAL}百]{1,4}|半)`;

const later: TimeForm = {
  name: "3天后, 半个月后",
  pattern: sticky(`(?:再?过|等)?\\s?${COUNTS}\\s?${UNIT}(?<half>半)?(?:左右)?\\s?${AFTER}`),
  resolve({ count = "", unit = "", half }, context) {
    const value = moved(context, count.replace(/\s/g, "") + (half ? "半" : ""), unit);
    return value && { ...value, complete: true };
  },
};

const within: TimeForm = {
  name: "三天内",
  pattern: sticky(`(?:未来|接下来|最近)?\\s?${COUNTS}\\s?${UNIT}\\s?${INSIDE}`),
  resolve({ count = "", unit = "" }, context) {
    const value = moved(context, count.replace(/\s/g, ""), unit);
    return value && { from: value.to, to: value.to, kind: "deadline", complete: true };
  },
};

const ago: TimeForm = {
  name: "三天前",
  pattern: sticky(`${COUNT}\\s?${UNIT}${AGO}`),
  resolve({ count = "", unit = "" }, context) {
    const number = readCount(count);
    const factor = unit.includes("季") ? 3 : 1;
    if (number === null || number > 400) return null;
    return point(mover(unit.includes("季") ? "月" : unit)(context, -number * factor), { complete: true });
  },
};

const passing: TimeForm = {
  name: "过两天, 过一周",
  pattern: sticky(`(?<!通|超|经|不)(?:再?过|隔|缓|(?<![要会得已又将])晚)个?\\s?${COUNTS}\\s?${UNIT}(?!前)`),
  resolve({ count = "", unit = "" }, context) {
    if (/^两$/.test(count) && unit === "天")
      return span(addDays(context.today, 2), addDays(context.today, 3), { complete: true });
    const value = moved(context, count.replace(/\s/g, ""), unit);
    return value && { ...value, complete: true };
  },
};

const aFewDays: TimeForm = {
  name: "过几天, 三五天",
  pattern: sticky("(?:再?过(?:个)?几天|几天(?:以后|之后|后)|(?<!了|了个)三五天(?:之?内|左右)?)"),
  resolve: (_, { today }) => span(addDays(today, 3), addDays(today, 5), { ambiguous: true, complete: true }),
};

export const durationForms: readonly TimeForm[] = [
  shortTime, shortAgo, workdays, aFewDays, passing, later, within, ago,
]; // prettier-ignore
