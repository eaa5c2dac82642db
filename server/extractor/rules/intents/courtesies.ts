import * as words from "../../vocabulary/courtesies";
import type { NormalText } from "../text/normalize";
import type { Place } from "../text/places";

const SIGN = "[\\s,，。;；:：!！~…]";
const OPENER = new RegExp(`^${SIGN}*(?:${words.OPENERS})${SIGN}+`, "i");
const RUN_ON_OPENER = new RegExp(`^${SIGN}*(?:${words.RUN_ON_OPENERS})${SIGN}*`, "i");
const RECORD_OPENER = new RegExp(`^${SIGN}*(?:${words.RECORD_OPENERS})${SIGN}+`);
const ASIDE_BEFORE = new RegExp(`^${SIGN}*(?:${words.ASIDES})[,，。;；!！~…\\n]+\\s*`);
const CLOSER = new RegExp(
  `(?:${SIGN}+(?:${words.CLOSERS})|(?<![说讲声道表])(?:谢谢|多谢)啦?|${words.RUN_ON_CLOSERS})(?:${SIGN}|${words.LAST_PARTICLES})*$`,
  "i",
);
const ASIDE_BEHIND = new RegExp(`${SIGN}+(?:${words.ASIDES})${SIGN}*$`);
const FAREWELL = new RegExp(`\\s*(?:${words.FAREWELL_SIGNS})+$`, "u");
const PARTICLE = new RegExp(`(?<=[\\u4e00-\\u9fa5])(?<!${words.LAST_PARTICLES})${words.LAST_PARTICLES}$`);

/** A number or a mail address follows: 记一下 is then what the message is about. */
const CONTACT_DATA = /\d{7}|@|[a-z][a-z_-]{0,20}\d{2}/i;
const RECORDS = /[记录]一?下/;

/** Less than this is no message of its own, and no name behind a command. */
const LEAST = 4;
const LEAST_NAME = 2;

const FRONT: readonly RegExp[] = [OPENER, RUN_ON_OPENER, RECORD_OPENER, ASIDE_BEFORE];
const BACK: readonly RegExp[] = [FAREWELL, CLOSER, ASIDE_BEHIND, PARTICLE];

interface Kept {
  keepsRecord: boolean;
  least: number;
}

/** No courtesy is longer; further the patterns never look, however long the message. */
const LONGEST = 60;

/** How much of the words the first of the patterns takes away. */
function lengthOf(patterns: readonly RegExp[], rest: string, { keepsRecord, least }: Kept): number {
  for (const pattern of patterns) {
    const words = pattern.exec(rest)?.[0] ?? "";
    if (words !== "" && rest.length - words.length >= least && !(keepsRecord && RECORDS.test(words)))
      return words.length;
  }
  return 0;
}

/** What is left of the words once no courtesy stands before or behind them. */
function coreOf(text: string, isCommand: boolean): Place {
  const kept = { keepsRecord: CONTACT_DATA.test(text), least: isCommand ? LEAST_NAME : LEAST };
  const core = { start: 0, end: text.length };
  for (let cut = 1; cut > 0;) {
    const front = isCommand
      ? 0
      : lengthOf(FRONT, text.slice(core.start, Math.min(core.start + LONGEST, core.end)), kept);
    core.start += front;
    const back = lengthOf(BACK, text.slice(Math.max(core.end - LONGEST, core.start), core.end), kept);
    core.end -= back;
    cut = front + back;
  }
  return core;
}

/** The message without what is only said to be polite, and where its own words begin: behind a command that is kept, else at once. */
export function withoutCourtesies(
  whole: NormalText,
  from: number,
  isCommand: boolean,
): { normal: NormalText; from: number } {
  const { start, end } = coreOf(whole.text.slice(from), isCommand);
  return isCommand
    ? { normal: whole.part(0, from + end), from }
    : { normal: whole.part(from + start, from + end), from: 0 };
}
