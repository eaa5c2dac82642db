import { endOfBreak, hasOfficialYear, holidayName, lunarDay, qingming, nextWorkday } from "../../../calendar/calendar";
import { addDays, type Day, toDay, weekdayOf, yearOf } from "../../../../models/shared/values/day";
import { type Feast, FEASTS, NOT_A_FEAST } from "../../vocabulary/dates";
import { point, span, sticky, type TimeContext, type TimeForm, type TimeValue } from "./types";

/** The nth such weekday of a month, e.g. the second Sunday of May. */
function nthWeekday(year: number, month: number, [weekday, nth]: readonly [number, number]): Day | null {
  const first = toDay(year, month, 1);
  return first && addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7);
}

function specialDay(special: NonNullable<Feast["special"]>, year: number): Day | null {
  switch (special) {
    case "eve":
      return addDays(lunarDay(year, 1, 1), -1);
    case "qingming":
      return qingming(year);
    case "thanksgiving":
      return nthWeekday(year, 11, [4, 4]);
    case "mothersDay":
      return nthWeekday(year, 5, [7, 2]);
    case "fathersDay":
      return nthWeekday(year, 6, [7, 3]);
  }
}

function feastDay(feast: Feast, year: number): Day | null {
  if (feast.special) return specialDay(feast.special, year);
  if (feast.solar) return toDay(year, ...feast.solar);
  return feast.lunar ? lunarDay(year, ...feast.lunar) : null;
}

/** The next feast from today on; in a clause about the past the last one. */
function nearest(feast: Feast, { today, past }: TimeContext): Day | null {
  const year = yearOf(today);
  const days = [year - 1, year, year + 1].flatMap((y) => feastDay(feast, y) ?? []);
  return (past ? days.reverse().find((day) => day <= today) : days.find((day) => day >= today)) ?? null;
}

/** First workday after the days off that the feast belongs to. */
const afterBreak = (day: Day) => (holidayName(day) ? addDays(endOfBreak(day), 1) : nextWorkday(day));

const byName = FEASTS.flatMap((feast) => feast.names.split("|").map((name) => ({ name, feast }))).sort(
  (a, b) => b.name.length - a.name.length,
);
const NAMES = byName.map(({ name }) => name).join("|");
const YEARS: Readonly<Record<string, number>> = { 今年: 0, 明年: 1, 后年: 2, 去年: -1 };
const SUFFIX = "(?<suffix>当天|当日|那天|期间|假期|长假|小长假|黄金周|放假|节假日|节)?";

function valueOf(feast: Feast, day: Day, suffix: string): TimeValue {
  const ambiguous = Boolean(feast.official) && !hasOfficialYear(yearOf(day));
  const edges = { before: addDays(day, -1), afterwards: afterBreak(day) };
  if (/期间|假|黄金周/.test(suffix))
    return span(day, endOfBreak(day) > day ? endOfBreak(day) : day, { ...edges, ambiguous });
  return point(day, { ...edges, ambiguous: false });
}

const isFollowed = (suffix: string, { after }: TimeContext) =>
  suffix !== "" || /^\s*(?:前|后|之前|之后|以前|以后|左右|一过|回来)/.test(after);

const dayIn = (feast: Feast, year: string | undefined, context: TimeContext) =>
  year === undefined ? nearest(feast, context) : feastDay(feast, yearOf(context.today) + (YEARS[year] ?? 0));

const feastByName: TimeForm = {
  name: "feast",
  pattern: sticky(
    `(?<over>等?过[完了])?(?:(?<year>今年|明年|后年|去年)的?)?(?<![双\\d二三四五六七八九])(?<![万千百亿](?=[五六十]一共?))(?<name>${NAMES})${SUFFIX}`,
  ),
  resolve({ over, year, name, suffix = "" }, context) {
    const feast = byName.find((entry) => entry.name === name)?.feast;
    if (!feast || NOT_A_FEAST.test(context.after) || (feast.needsSuffix && !isFollowed(suffix, context))) return null;
    const day = dayIn(feast, year, context);
    if (day === null) return null;
    return over ? point(afterBreak(day), { ambiguous: true, complete: true }) : valueOf(feast, day, suffix);
  },
};

const springFestival = FEASTS.find((feast) => feast.names.includes("春节"));

/** The lunar new year ahead, which is what 年前 and 年后 speak of. */
const newYearAhead = (context: TimeContext) =>
  springFestival ? nearest(springFestival, { ...context, past: false }) : null;

const beforeNewYear: TimeForm = {
  name: "年前, 年后",
  pattern: sticky("(?<![\\d半一二两三四五六七八九十几多今去明后往近早])年(?<side>前|后)(?!后|前|任)"),
  resolve({ side }, context) {
    const day = newYearAhead(context);
    if (!day) return null;
    if (side === "前") return { ...point(addDays(day, -1)), kind: "deadline", complete: true };
    return point(afterBreak(day), { ambiguous: true, complete: true });
  },
};

const beforeBreak: TimeForm = {
  name: "节前, 节后, 放假前",
  pattern: sticky("(?<![春季佳过关细环情双])(?:节|放假|长假|假期)(?<side>前|后|回来)(?!后)"),
  resolve({ side }, context) {
    const days = FEASTS.filter((feast) => feast.official && !feast.needsSuffix).flatMap(
      (feast) => nearest(feast, { ...context, past: false }) ?? [],
    );
    const day = days.sort()[0];
    if (!day) return null;
    if (side === "前") return { ...point(addDays(day, -1)), kind: "deadline", complete: true, ambiguous: true };
    return point(afterBreak(day), { ambiguous: true, complete: true });
  },
};

export const feastForms: readonly TimeForm[] = [feastByName, beforeNewYear, beforeBreak];
