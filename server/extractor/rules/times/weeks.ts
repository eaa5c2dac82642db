import { addDays, mondayOf, weekdayOf } from "../../../../models/shared/values/day";
import { WEEK, WEEKDAY_CHARACTERS } from "../../vocabulary/dates";
import { point, span, sticky, type TimeContext, type TimeForm, type TimeValue } from "./types";

const WHICH = "(?<which>上+|(?<!一)下+|这一?|本|当)";
const DAY = "(?<day>[一二三四五六日天]|[1-7](?![\\d.:/万wk年月]))";

/** Weeks from this one: 下下 is 2, 上 is -1. */
function weekOffset(which: string): number {
  if (which.startsWith("上")) return -which.length;
  return which.startsWith("下") ? which.length : 0;
}

const weekday = (day = "") => WEEKDAY_CHARACTERS[day] ?? 0;

const namedWeekday: TimeForm = {
  name: "下周三",
  pattern: sticky(`${WHICH}\\s?个?\\s?${WEEK}的?${DAY}`),
  resolve({ which = "", day }, { today, past }) {
    const number = weekday(day);
    const said = addDays(mondayOf(today), weekOffset(which) * 7 + number - 1);
    const rolls = weekOffset(which) === 0 && said < today && !past;
    return point(rolls ? addDays(said, 7) : said, {
      weekday: number,
      ambiguous: rolls,
      rolled: rolls,
      explicitDay: true,
    });
  },
};

/** A bare weekday: the next one from today on, the last one in a clause about the past. */
function bareWeekday(number: number, context: TimeContext): TimeValue {
  const distance = (number - weekdayOf(context.today) + 7) % 7;
  if (context.past) {
    return point(addDays(context.today, distance === 0 ? 0 : distance - 7), { weekday: number, explicitDay: true });
  }
  const sameDay = distance === 0 && !laterClockFollows(context);
  return point(addDays(context.today, sameDay ? 7 : distance), {
    weekday: number,
    ambiguous: distance === 0,
    explicitDay: true,
  });
}

/** Said on a Wednesday, 周三下午三点 is today if three o'clock is still ahead. */
function laterClockFollows({ after, clock }: TimeContext): boolean {
  const match =
    /^\s*(?<part>早上|上午|中午|下午|晚上)?\s*(?<hour>\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(?:点|:)/.exec(after);
  if (!match?.groups) return false;
  const hour = readHour(match.groups.hour ?? "");
  const late = /下午|晚上|中午/.test(match.groups.part ?? "") || (!match.groups.part && hour < 8);
  return (late && hour < 12 ? hour + 12 : hour) * 60 > Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

const HOURS = "零一二三四五六七八九十";
const readHour = (words: string) =>
  /\d/.test(words)
    ? Number(words)
    : words.startsWith("十")
      ? 10 + Math.max(0, HOURS.indexOf(words[1] ?? "零"))
      : words === "两"
        ? 2
        : HOURS.indexOf(words);

/** 两周三家 counts weeks; 三万八周五 is a sum and a day. */
const plainWeekday: TimeForm = {
  name: "周三",
  pattern: sticky(`(?<!(?<![万千百]|\\d{3})[一两每\\d三四五六七八九十])${WEEK}${DAY}(?!个月|年|家|次|天(?!前|内|后))`),
  resolve: ({ day }, context) =>
    /^(?:家|总|经理|工|老师|主任)/.test(context.after) ? null : bareWeekday(weekday(day), context),
};

const weekend: TimeForm = {
  name: "周末",
  pattern: sticky(`${WHICH}?\\s?个?(?:周末|双休日|礼拜天(?=\\b)|双休)`),
  resolve({ which = "" }, { today, past }) {
    const saturday = addDays(mondayOf(today), weekOffset(which) * 7 + 5);
    const late = which === "" && addDays(saturday, 1) < today && !past;
    const from = late ? addDays(saturday, 7) : saturday;
    return span(from, addDays(from, 1));
  },
};

const PARTS_OF_WEEK: Readonly<Record<string, readonly [number, number]>> = {
  初: [0, 1],
  前半: [0, 2],
  上半: [0, 2],
  中: [2, 2],
  后半: [3, 4],
  下半: [3, 4],
};

const wholeWeek: TimeForm = {
  name: "下周",
  pattern: sticky(
    `${WHICH}\\s?一?个?${WEEK}(?:的?(?<part>初|前半|上半|后半|下半|中(?![国心小学]))(?:周|段)?)?(?:之?(?<inside>内|里)(?!部|容|存|网|面))?(?![一二三四五六日天年期边围])`,
  ),
  resolve({ which = "", part, inside }, { today }) {
    const monday = addDays(mondayOf(today), weekOffset(which) * 7);
    const [first, last] = PARTS_OF_WEEK[part ?? ""] ?? [0, 6];
    const days = span(addDays(monday, first), addDays(monday, last), { closing: part !== undefined });
    return inside ? deadlineAtEnd(days) : days;
  },
};

function deadlineAtEnd(days: TimeValue): TimeValue {
  return { ...days, from: days.to, kind: "deadline", complete: true };
}

const theseDays: TimeForm = {
  name: "这两天",
  pattern: sticky("(?:这|最近|近)(?<count>一?两|几|一|三)天(?:之?内)?(?!前)"),
  resolve: (_, { today, past }) =>
    past ? span(addDays(today, -3), today) : span(today, addDays(today, 3), { ambiguous: true }),
};

export const weekForms: readonly TimeForm[] = [namedWeekday, weekend, wholeWeek, plainWeekday, theseDays];
