import { DAY_PARTS } from "../../vocabulary/dates";
import { readNumeral, SMALL_NUMERAL } from "../numerals";

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
  `(?<part>${PARTS})?\\s?的?(?:${HOUR}\\s?(?:点钟?|时(?!间|候|尚|装|效|机|长))\\s?(?:(?<half>半)|(?<quarter>[一三])刻|过?(?<minute>[0-5]?\\d|[${SMALL_NUMERAL}]{1,3})\\s?分?(?!钟|[个万天台])|整|钟)?|(?<digital>(?:[01]?\\d|2[0-4])):(?<digitalMinute>[0-5]\\d)(?!:?\\d)\\s?(?<meridiem>am|pm)?)` +
    `(?:\\s?(?:-|~|到|至)\\s?(?:${PARTS})?(?:(?:\\d{1,2}|[${SMALL_NUMERAL}]{1,3})点半?|\\d{1,2}:\\d{2}))?`,
  "iy",
);
const LATIN_CLOCK = /(?<hour>1[0-2]|[1-9])\s?(?<meridiem>am|pm)(?![a-z])/iy;
const PART_ONLY = new RegExp(`(?<part>${PARTS})`, "iy");
const END_OF_WORK = /(?:下班|收工)(?<side>之?前|以前)/y;

const two = (n: number) => String(n).padStart(2, "0");

/** 1–7 without a part of the day are afternoon, 8–12 morning. */
function toDayHour(hour: number, part: ClockRead["part"], written: string): number {
  if (hour > 12 || written.startsWith("0")) return hour;
  if (part === "morning") return hour === 12 ? 12 : hour;
  if (part === "noon") return hour < 5 ? hour + 12 : hour;
  if (part === "afternoon") return hour < 12 ? hour + 12 : hour;
  if (part === "evening") return hour === 12 ? 24 : hour < 12 ? hour + 12 : hour;
  return hour >= 1 && hour <= 7 ? hour + 12 : hour;
}

function minutesOf(groups: Readonly<Record<string, string | undefined>>): number {
  if (groups.half) return 30;
  if (groups.quarter) return groups.quarter === "一" ? 15 : 45;
  const words = groups.digitalMinute ?? groups.minute;
  return words ? (readNumeral(words) ?? 99) : 0;
}

const NOT_HOURS_AFTER =
  /^\s*(?:建议|要求|意见|问题|想法|需求|原因|好处|优势|说明|感受|体会|共识|内容|理由|条件|不足|顾虑|疑虑|钱|心意|进展|水|儿|都|也|不|没|东西|收获|五|[1-9]\d?%|\d*[万％%])/;
const NOT_HOURS_BEFORE =
  /(?:给了|提了|说了|讲了|提出|提|有|这|那|第|几|总结|以下|如下|强调|补充|早|晚|快|慢|多|少|便宜|贵|高|低|好|差|一|[\d.]个|[降涨让加打返]了?)$/;

function fromGroups(groups: Readonly<Record<string, string | undefined>>, end: number): ClockRead | null {
  const written = groups.digital ?? groups.hour ?? "";
  const hour = readNumeral(written);
  const minute = minutesOf(groups);
  // 早一点, 晚一点 is sooner or later, not one o'clock.
  if (/^[早晚]$/.test(groups.part ?? "") && groups.hour === "一") return null;
  if (hour === null || hour > 24 || minute > 59 || !Number.isInteger(hour)) return null;
  const meridiem = groups.meridiem?.toLowerCase();
  const part = meridiem === "am" ? "morning" : meridiem === "pm" ? "afternoon" : DAY_PARTS[groups.part ?? ""];
  const full = toDayHour(hour, part, written);
  const bare = !groups.part && groups.digital === undefined && !groups.half && !groups.quarter && !groups.minute;
  return { end, time: `${two(full % 24)}:${two(minute)}`, nextDay: full === 24, ...(part && { part }), bare };
}

/** Reads a clock time or a part of the day that starts exactly at `start`. */
export function readClock(text: string, start: number): ClockRead | null {
  for (const pattern of [CLOCK, LATIN_CLOCK]) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match?.groups) continue;
    const read = fromGroups(match.groups, pattern.lastIndex);
    const exact = /钟|整/.test(match[0]);
    if (read && !(read.bare && !exact && isNoHour(text, start, read.end))) return read;
  }
  END_OF_WORK.lastIndex = start;
  if (END_OF_WORK.test(text))
    return { end: END_OF_WORK.lastIndex, time: "18:00", nextDay: false, bare: false, endOfWork: true };
  PART_ONLY.lastIndex = start;
  const part = PART_ONLY.exec(text)?.groups?.part;
  if (!part) return null;
  return { end: PART_ONLY.lastIndex, nextDay: false, part: DAY_PARTS[part] ?? "morning", bare: false };
}

function isNoHour(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 4), start);
  return NOT_HOURS_AFTER.test(text.slice(end, end + 4)) || NOT_HOURS_BEFORE.test(before);
}
