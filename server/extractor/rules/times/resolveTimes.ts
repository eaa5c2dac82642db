import type { TimeExpression } from "../../../../models/shared/contracts/extraction";
import { addDays, dayOf, mondayOf, timeOf, weekdayOf } from "../../../../models/shared/values/day";
import {
  DEADLINE_BEFORE,
  DONE_AFTER,
  NEVER_DATES,
  PAST_AFTER,
  PAST_BEFORE,
  PLAN_CUES,
  SAID_AFTER,
} from "../../vocabulary/dates";
import { firstOccurrence } from "../../../calendar/nextOccurrence";
import { clauseEnd, clauseStart } from "../text/clauses";
import { normalize, type NormalText } from "../text/normalize";
import { type ClockRead, readClock } from "./clocks";
import { dayForms } from "./days";
import { durationForms } from "./durations";
import { englishForms } from "./english";
import { feastForms } from "./feasts";
import { periodForms } from "./periods";
import { recurringForms } from "./recurring";
import { ofTheSameDay } from "./sameDay";
import type { TimeContext, TimeFind, TimeForm, TimeValue } from "./types";
import { weekForms } from "./weeks";

/** Tried in this order at every place; the first that fits wins. A new way to say a time is a form in its file. */
const FORMS: readonly TimeForm[] = [
  ...recurringForms, ...durationForms, ...feastForms, ...dayForms, ...weekForms, ...periodForms, ...englishForms,
]; // prettier-ignore

/** No form begins with any other character. */
const STARTER =
  /[\d零〇一二两三四五六七八九十半今明昨后前大上下这本当周星礼双年月季每天再过等隔缓晚几未接最近元除春农新正情妇清劳母父端建中国庆重万感腊平圣工岁开来去全放季长假节早午正凌傍夜清qQ]|[a-z]/i;

/** More times than this are a timetable, not a message. */
const MOST = 60;

interface Scan {
  normal: NormalText;
  text: string;
  now: Date;
}

function contextAt({ text, now }: Scan, start: number, end: number): TimeContext {
  const before = text.slice(clauseStart(text, start), start);
  const after = text.slice(end, clauseEnd(text, end));
  return { today: dayOf(now), clock: timeOf(now), now, past: reportsPast(before, after), before, after };
}

function reportsPast(before: string, after: string): boolean {
  if (/^(?:之前|以前|前)?[^,，。;；\d]{0,8}过(?![去来两几节年]|程)/.test(after)) return true;
  if (DONE_AFTER.test(after)) return true;
  if (PLAN_CUES.test(before.slice(-12))) return false;
  if (SAID_AFTER.test(after)) return true;
  const near = after.slice(0, 16);
  const cue = PAST_AFTER.exec(near);
  if (cue) return !PLAN_CUES.test(near.slice(0, cue.index + 1)) && !/^\s*[之以]?[前内]/.test(near);
  return PAST_BEFORE.test(before) && !PLAN_CUES.test(near);
}

interface Matched {
  value: TimeValue;
  end: number;
  form: TimeForm;
}

function matchForm(scan: Scan, start: number, forms = FORMS): Matched | null {
  for (const form of forms) {
    form.pattern.lastIndex = start;
    const match = form.pattern.exec(scan.text);
    if (!match || match[0] === "") continue;
    const end = start + match[0].length;
    const value = form.resolve(match.groups ?? {}, contextAt(scan, start, end));
    if (value) return { value, end, form };
  }
  return null;
}

const FILLER = /!{1,4}\s?|[\s的,]{0,2}/y;

function skipFiller(text: string, at: number): number {
  FILLER.lastIndex = at;
  FILLER.test(text);
  return FILLER.lastIndex;
}

type Contradiction = NonNullable<TimeExpression["contradiction"]>;

interface Checked {
  found: Matched;
  contradiction?: Contradiction;
}

/** The other half of 下周四23号 or 12月3号(周四): a date behind a weekday, a weekday behind a date. */
function matchOtherHalf(scan: Scan, { value, end }: Matched): (Matched & { start: number }) | null {
  if (value.weekday === undefined && !value.dated) return null;
  const start = end + (/^[\s,]{0,2}\(?\s?/.exec(scan.text.slice(end, end + 5))?.[0].length ?? 0);
  const second = matchForm(scan, start);
  if (!second || second.value.kind !== undefined) return null;
  const fits = value.dated ? second.value.weekday !== undefined : second.value.dated;
  return fits ? { ...second, start } : null;
}

/** 下周四23号, 12月3号周四: both are read, and asked about when they do not fit. */
function checkWeekday(scan: Scan, start: number, found: Matched): Checked {
  const second = matchOtherHalf(scan, found);
  if (!second) return { found };
  const dateFirst = found.value.dated === true;
  const [dated, named] = dateFirst ? [found.value, second.value] : [second.value, found.value];
  const weekday = named.weekday ?? 0;
  const fits = weekdayOf(dated.from) === weekday;
  const end = second.end + (scan.text[second.end] === ")" ? 1 : 0);
  const both = { ...found, end, value: { ...dated, ambiguous: !fits } };
  if (fits) return { found: both };
  const words = [scan.text.slice(start, found.end), scan.text.slice(second.start, second.end)];
  const [dateSaid = "", weekdaySaid = ""] = dateFirst ? words : words.reverse();
  const sameWeek = dateFirst ? addDays(mondayOf(dated.from), weekday - 1) : found.value.from;
  return { found: both, contradiction: { weekdaySaid, dateSaid, options: [sameWeek, dated.from] } };
}

const LINK = /^\s?(到|至|-|~|或者|或|、|和)\s?/;

/** The last day of a range; a bare weekday counts from the first day on. */
function lastDayOf(from: string, { value, form }: Matched): string {
  if (value.weekday === undefined || form.name !== "周三") return value.to;
  return addDays(from, (value.weekday - weekdayOf(from) + 7) % 7);
}

/** 下周三到周五, 周三或周四: one span from the first to the last. */
function readRange(scan: Scan, found: Matched): Matched {
  const link = LINK.exec(scan.text.slice(found.end, found.end + 5));
  if (!link || found.value.kind !== undefined || found.value.complete) return found;
  const second = matchForm(scan, found.end + link[0].length);
  const joins = /到|至|-|~/.test(link[0]);
  if (!second || second.value.kind !== undefined || (!joins && second.value.weekday === undefined)) return found;
  const { from } = found.value;
  const to = lastDayOf(from, second);
  return to <= from ? found : { ...found, end: second.end, value: { from, to, ambiguous: !joins, explicitDay: true } };
}

const SUFFIX =
  /^\s?(?<side>之前|以前|前(?![台任往期来后面天端沿提])|之内|以内|内(?![部容存网测审外饰])|以后|之后|后(?![台续期面备勤端天来]))/;

/** 前, 内 and 后 behind a day or span. */
function applySuffix(scan: Scan, found: Matched): Matched {
  const suffix = SUFFIX.exec(scan.text.slice(found.end, found.end + 4));
  const { value } = found;
  if (!suffix || value.complete || value.kind === "recurring") return found;
  const end = found.end + suffix[0].length;
  const side = suffix.groups?.side ?? "";
  if (/内/.test(side)) return value.from === value.to ? found : { ...found, end, value: deadline(value, value.to) };
  if (/前/.test(side)) return { ...found, end, value: beforeIt(value) };
  const day = value.afterwards ?? addDays(value.to, 1);
  return { ...found, end, value: { ...value, from: day, to: day, ambiguous: true } };
}

const deadline = (value: TimeValue, day: string): TimeValue => ({ ...value, from: day, to: day, kind: "deadline" });

function beforeIt(value: TimeValue): TimeValue {
  if (value.before) return deadline(value, value.before);
  if (value.from === value.to || value.closing) return deadline(value, value.to);
  return { ...deadline(value, addDays(value.from, -1)), ambiguous: true };
}

/** 每天晚上8点, said at noon, begins today. */
function laterToday({ now }: Scan, { recurrence }: TimeValue, { time }: ClockRead): string | null {
  const begins = recurrence && (recurrence.every !== "week" || recurrence.weekdays !== undefined);
  if (!begins || time === undefined || time <= timeOf(now)) return null;
  return firstOccurrence(recurrence, addDays(dayOf(now), -1));
}

function addClock(scan: Scan, found: Matched): Matched {
  if (found.value.complete) return found;
  const clock = readClock(scan.text, skipFiller(scan.text, found.end));
  if (!clock || (clock.time === undefined && found.value.from !== found.value.to)) return found;
  return { ...found, end: clock.end, value: atClock(scan, found.value, clock) };
}

function atClock(scan: Scan, value: TimeValue, clock: ClockRead): TimeValue {
  const shift = clock.nextDay ? 1 : 0;
  const first = laterToday(scan, value, clock);
  const days = first ? { from: first, to: first } : { from: addDays(value.from, shift), to: addDays(value.to, shift) };
  const timed = { ...value, ...days };
  if (clock.time !== undefined) timed.time = clock.time;
  if (clock.endOfWork && timed.kind === undefined) timed.kind = "deadline";
  return timed;
}

/** When a part of the day is over: behind it, 上午 said without a clock time is this morning. */
const PART_ENDS = { morning: "12:00", noon: "14:00", afternoon: "18:30", evening: "23:59" } as const;

/** 三点半, 下午: today; a clock time already past means tomorrow, unless the clause tells of the past. */
function readDayless(scan: Scan, start: number): { found: TimeValue; end: number; over: boolean } | null {
  const clock = readClock(scan.text, start);
  if (!clock || isLoosePart(scan.text, start, clock)) return null;
  const context = contextAt(scan, start, clock.end);
  if (clock.time === undefined) {
    const over = clock.part !== undefined && context.clock >= PART_ENDS[clock.part];
    return { found: { from: context.today, to: context.today }, end: clock.end, over };
  }
  const rolls = !context.past && clock.time <= context.clock && !clock.nextDay;
  const day = addDays(context.today, rolls || clock.nextDay ? 1 : 0);
  const value: TimeValue = { from: day, to: day, time: clock.time, rolled: rolls };
  return { found: clock.endOfWork ? { ...value, kind: "deadline" } : value, end: clock.end, over: false };
}

/** A single 早 or 晚 is too little to go by. */
function isLoosePart(text: string, start: number, clock: ClockRead): boolean {
  if (clock.time !== undefined) return false;
  return (
    clock.end - start < 2 || (/[点了会]/.test(text[clock.end] ?? "") && /^[早晚]/.test(text.slice(start, start + 1)))
  );
}

function toExpression(scan: Scan, place: { start: number; end: number }, value: TimeValue): TimeExpression {
  const expression: TimeExpression = {
    from: value.from,
    to: value.to,
    kind: value.kind ?? (value.from === value.to ? "point" : "span"),
    ambiguous: value.ambiguous ?? false,
    source: scan.normal.span(place.start, place.end),
  };
  if (value.time !== undefined) expression.time = value.time;
  if (value.at) expression.at = value.at.toISOString();
  if (value.rolled) expression.movedBy = "rolled";
  if (value.recurrence) expression.recurrence = value.recurrence;
  if (
    DEADLINE_BEFORE.test(scan.text.slice(Math.max(0, place.start - 10), place.start)) &&
    expression.kind !== "recurring"
  ) {
    return { ...expression, kind: "deadline", from: expression.to };
  }
  return expression;
}

/** The middle of a Latin word begins nothing. */
const isInsideLatin = (text: string, at: number) => /[a-z]{2}/i.test(text.slice(Math.max(0, at - 1), at + 1));

function readAt(scan: Scan, start: number): TimeFind | null {
  if (!STARTER.test(scan.text.charAt(start)) || isInsideLatin(scan.text, start)) return null;
  const matched = matchForm(scan, start);
  const today = dayOf(scan.now);
  if (!matched) {
    const dayless = readDayless(scan, start);
    if (!dayless) return null;
    const suffixed = applySuffix(scan, {
      value: dayless.found,
      end: dayless.end,
      form: { name: "", pattern: STARTER, resolve: () => null },
    });
    const expression = toExpression(scan, { start, end: suffixed.end }, suffixed.value);
    const past = dayless.over || contextAt(scan, start, suffixed.end).past;
    return { start, end: suffixed.end, expression, past, dayless: true };
  }
  const { found, contradiction } = checkWeekday(scan, start, matched);
  const whole = applySuffix(scan, addClock(scan, readRange(scan, found)));
  const expression = toExpression(scan, { start, end: whole.end }, whole.value);
  if (contradiction) expression.contradiction = contradiction;
  const past = expression.to < today || (expression.from <= today && contextAt(scan, start, whole.end).past);
  return { start, end: whole.end, expression, past, dayless: false };
}

/** Behind each place that only looks like a date: where reading may go on. */
function skipTable(text: string): Map<number, number> {
  return new Map([...text.matchAll(NEVER_DATES)].map((match) => [match.index, match.index + match[0].length]));
}

/** Every time in the normalised text, left to right. `closed` tells which places belong to a phone number. */
export function findTimes(
  normal: NormalText,
  now: Date,
  closed: (start: number, end: number) => boolean = () => false,
): TimeFind[] {
  const scan: Scan = { normal, text: normal.text, now };
  const skips = skipTable(normal.text);
  const finds: TimeFind[] = [];
  for (let at = 0; at < normal.text.length && finds.length < MOST; at++) {
    const behind = skips.get(at);
    const find = behind === undefined ? readAt(scan, at) : null;
    if (find && !closed(find.start, find.end)) finds.push(find);
    at = Math.max(at, (behind ?? find?.end ?? 0) - 1);
  }
  return ofTheSameDay(normal.text, finds, dayOf(now));
}

/** The times a message names, with spans of the original. */
export function resolveTimes(text: string, now: Date): TimeExpression[] {
  return findTimes(normalize(text), now).map((find) => find.expression);
}
