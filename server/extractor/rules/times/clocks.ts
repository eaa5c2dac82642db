import { DAY_PARTS } from "../../vocabulary/dates";
import { readNumeral, SMALL_NUMERAL } from "../text/numerals";

export interface ClockRead {
  end: number;
  /** `HH:MM`, missing when only a part of the day was said. */
  time?: string;
  /** The time is past midnight of the evening said: 晚上12点. */
  nextDay: boolean;
  part?: "morning" | "noon" | "afternoon" | "evening";
  /** Nothing but an hour and 点 was said. */
  bare: boolean;
  endOfWork?: boolean;
}

const PARTS = Object.keys(DAY_PARTS)
  .sort((a, b) => b.length - a.length)
  .join("|");
const HOUR = `(?<hour>\\d{1,2}|[${SMALL_NUMERAL}]{1,3})`;
const CLOCK = new RegExp(
  `(?<part>${PARTS})?\\s?的?(?:${HOUR}\\s?(?:点(?!点)钟?|时(?!间|候|尚|装|效|机|长))\\s?(?:(?<half>半)|(?<quarter>[一三])刻|过?(?<minute>[0-5]?\\d|[${SMALL_NUMERAL}]{1,3})\\s?分?(?!钟|[个万天台])|整(?![理改顿合治修套])|钟)?|(?<digital>(?:[01]?\\d|2[0-4])):(?<digitalMinute>[0-5]\\d)(?!:?\\d)\\s?(?<meridiem>am|pm)?)` +
    `(?:\\s?(?:-|~|到|至)\\s?(?:${PARTS})?(?:(?:\\d{1,2}|[${SMALL_NUMERAL}]{1,3})点半?|\\d{1,2}:\\d{2}))?`,
  "iy",
);
const LATIN_CLOCK = /(?<hour>1[0-2]|[1-9])\s?(?<meridiem>am|pm)(?![a-z])/iy;
const PART_ONLY = new RegExp(`(?<part>${PARTS})`, "iy");
const END_OF_WORK = /(?:下班|收工)(?<side>之?前|以前)/y;

const two = (n: number) => String(n).padStart(2, "0");

type Part = NonNullable<ClockRead["part"]>;

/** The hour of the day that an hour of the clock means in a part of the day. */
const IN_PART: Readonly<Record<Part | "unsaid", (hour: number) => number>> = {
  morning: (hour) => hour,
  noon: (hour) => (hour < 5 ? hour + 12 : hour),
  afternoon: (hour) => (hour < 12 ? hour + 12 : hour),
  evening: (hour) => hour + 12,
  // 1–7 are afternoon, 8–12 morning.
  unsaid: (hour) => (hour >= 1 && hour <= 7 ? hour + 12 : hour),
};

const toDayHour = (hour: number, part: Part | undefined, written: string) =>
  hour > 12 || written.startsWith("0") ? hour : IN_PART[part ?? "unsaid"](hour);

function minutesOf(groups: Readonly<Record<string, string | undefined>>): number {
  if (groups.half) return 30;
  if (groups.quarter) return groups.quarter === "一" ? 15 : 45;
  const words = groups.digitalMinute ?? groups.minute;
  return words ? (readNumeral(words) ?? 99) : 0;
}

const NOT_HOURS_AFTER =
  /^\s*(?:建议|要求|意见|问题|想法|需求|原因|好处|优势|说明|感受|体会|共识|内容|理由|条件|不足|顾虑|疑虑|钱|心意|进展|水|儿|都|也|不|没|东西|收获|五|[1-9]\d?%|\d*[万％%])/;
const NOT_HOURS_BEFORE =
  /(?:给了|提了|说了|讲了|提出|提|有|这|那|第|几|总结|以下|如下|强调|补充|早|晚|快|慢|多|少|便宜|贵|高|低|好|差|(?<!周|星期|礼拜)一|[\d.]个|[降涨让加打返]了?)$/;

type Groups = Readonly<Record<string, string | undefined>>;

const MERIDIEM: Readonly<Record<string, Part>> = { am: "morning", pm: "afternoon" };

const partOf = ({ meridiem, part }: Groups): Part | undefined =>
  MERIDIEM[(meridiem ?? "").toLowerCase()] ?? DAY_PARTS[part ?? ""];

/** Nothing but an hour and 点. */
const isBare = (groups: Groups) => ["part", "digital", "half", "quarter", "minute"].every((name) => !groups[name]);

/** 早一点, 晚一点 is sooner or later, not one o'clock. */
const isComparison = ({ part, hour }: Groups) => /^[早晚]$/.test(part ?? "") && hour === "一";

function fromGroups(groups: Groups, end: number): ClockRead | null {
  const written = groups.digital ?? groups.hour ?? "";
  const hour = readNumeral(written);
  const minute = minutesOf(groups);
  if (hour === null || hour > 24 || minute > 59 || !Number.isInteger(hour) || isComparison(groups)) return null;
  const part = partOf(groups);
  const full = toDayHour(hour, part, written);
  const time = `${two(full % 24)}:${two(minute)}`;
  return { end, time, nextDay: full === 24, ...(part && { part }), bare: isBare(groups) };
}

/** 比例是3:30, 按1:10兑水: two figures set against each other. */
const RATIO_BEFORE =
  /(?:比例|比分|配比|比率|比值|赔率|占比|版本|版|分成|稀释|混合|兑水?|投入比|打成|踢成|比)(?:大概|约|大约)?[是为到成按:]?\s?$/;
const RATIO_AFTER = /^\s?(?:的?(?:比例|配比|比分|比率|分成|稀释|兑水?|混合|版本|平手|领先|落后))/;

const isRatio = (text: string, start: number, end: number) =>
  /^\d{1,2}:\d{2}$/.test(text.slice(start, end)) &&
  (RATIO_BEFORE.test(text.slice(Math.max(0, start - 8), start)) || RATIO_AFTER.test(text.slice(end, end + 6)));

function isDoubtful(text: string, start: number, { bare, end }: ClockRead): boolean {
  if (isRatio(text, start, end)) return true;
  return bare && !/钟|整/.test(text.slice(start, end)) && isNoHour(text, start, end);
}

function readHour(text: string, start: number, pattern: RegExp): ClockRead | null {
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  const read = match?.groups ? fromGroups(match.groups, pattern.lastIndex) : null;
  return read && !isDoubtful(text, start, read) ? read : null;
}

function readEndOfWork(text: string, start: number): ClockRead | null {
  END_OF_WORK.lastIndex = start;
  if (!END_OF_WORK.test(text)) return null;
  return { end: END_OF_WORK.lastIndex, time: "18:00", nextDay: false, bare: false, endOfWork: true };
}

function readPart(text: string, start: number): ClockRead | null {
  PART_ONLY.lastIndex = start;
  const part = DAY_PARTS[PART_ONLY.exec(text)?.groups?.part ?? ""];
  return part ? { end: PART_ONLY.lastIndex, nextDay: false, part, bare: false } : null;
}

/** Reads a clock time or a part of the day that starts exactly at `start`. */
export const readClock = (text: string, start: number): ClockRead | null =>
  readHour(text, start, CLOCK) ??
  readHour(text, start, LATIN_CLOCK) ??
  readEndOfWork(text, start) ??
  readPart(text, start);

function isNoHour(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 4), start);
  return NOT_HOURS_AFTER.test(text.slice(end, end + 4)) || NOT_HOURS_BEFORE.test(before);
}
