import type { NextAction } from "../../../../models/shared/contracts/extraction";
import { daysBetween } from "../../../../models/shared/values/day";
import {
  AHEAD_OF_IT,
  ASKED_BEHIND,
  LEADING_WORDS,
  NO_STEP,
  OUR_ROUTINE,
  STEP_CUES,
  STEP_STARTS,
  TODAY_PLAN,
  VAGUE_STEP,
  WHEN_TOLD,
} from "../../vocabulary/actions";
import { TASK_VERB } from "../../vocabulary/intents";
import { clauseEnd, clauseStart, sentenceEnd, splitClauses, trim } from "../text/clauses";
import type { Facts } from "../facts";
import { isOfOthers, isTravel } from "./notOurs";
import { withClocks } from "./clocksBehind";
import { overlaps, type Place, within } from "../text/places";
import type { TimeFind } from "../times/types";

export interface ActionOptions {
  /** The whole stretch is something to do: a task, a reminder. */
  task: boolean;
  /** A time said for all items of a list. */
  shared?: TimeFind | undefined;
}

const SOMETHING = /[\u4e00-\u9fa5A-Za-z]/;
/** 下周二给我: to whom, but not what. */
const TO_WHOM =
  /^(?:再|就|会|要)?(?:给|发|寄|交|送|带|拿)(?:给)?(?:我们?|他们?|她们?|您|你|过来|过去)?(?=$|[,，。;；!！?？\s])/;
/** 周五给: a verb alone does not tell what is given, the clause before does. */
const SAYS_WHAT = /[\u4e00-\u9fa5A-Za-z]{2}|[见聊谈签装修]/;

interface Steps {
  frame: Place;
  /** Every time of the frame that dates a step. */
  times: readonly TimeFind[];
}

/** The clause of a time, with its neighbour where it holds nothing but the time: 最迟周二 belongs to the words before. */
function clauseOf({ text }: Facts, time: TimeFind, frame: Place): Place & { wordsEnd: number } {
  const start = Math.max(frame.start, clauseStart(text, time.start));
  const end = Math.min(frame.end, clauseEnd(text, time.end));
  const tail = text.slice(time.end, end).replace(/^[前内后之以的]+/, "");
  const own = { start, end, wordsEnd: time.start };
  if ((SAYS_WHAT.test(tail) && !TO_WHOM.test(tail)) || hasWords(text, start, time.start)) return own;
  const next = Math.min(frame.end, clauseEnd(text, Math.min(end + 1, frame.end)));
  if (hasWords(text, end, next)) return { ...own, end: next };
  const said = beforeCorrection(text, start);
  const before = said === start && IS_FIXED.test(text.slice(start, time.start)) ? clauseStart(text, start - 1) : said;
  const from = Math.max(frame.start, before);
  return from < start ? { start: from, end, wordsEnd: start } : own;
}

/** 要老师试讲，定在下周四: what is fixed stands before. */
const IS_FIXED = /^\s?(?:就|都|说好|已经?)?(?:定|约|安排)(?:在|到|于|了)?$/;

/** 周二演示，不对，是周四: what is to be done stands before the correction. */
function beforeCorrection(text: string, start: number): number {
  const before = clauseStart(text, Math.max(0, start - 1));
  const isCorrection = /^[\s]*(?:哦|啊)?(?:不对|不是|说错了?|错了|记错了?|更正)[\s,，:：]*$/.test(
    text.slice(before, start),
  );
  return isCorrection && before > 0 ? clauseStart(text, before - 1) : before;
}

/** 样品已寄 3天后回访, 样品收到了 在测 大概周五出结果: what is done stands before a blank, the step behind it. */
const DONE_BEFORE = /(?:已经?|[了过])[^,，。;；\n]*\s+(?:大概|可能|估计|应该|预计)?$/;

/** Where the step that a time belongs to begins and ends: no further than its turn and the next dated step. */
function frameOf(facts: Facts, time: TimeFind, { frame, times }: Steps): Place {
  const { text } = facts;
  const clause = clauseOf(facts, time, frame);
  let start = lastStart(text, clause.start, clause.wordsEnd);
  let end = clause.end;
  if (DONE_BEFORE.test(text.slice(start, time.start)) && hasWords(text, time.end, end)) start = time.start;
  for (const other of times) {
    if (other.end <= time.start && other.end > start) start = nextTurn(text, other.end, time.start);
    if (other.start >= time.end && other.start < end) end = Math.max(time.end, lastStart(text, time.end, other.start));
    if (end === time.end && other.start > time.end) end = other.start;
  }
  return trim(text, start, end);
}

const hasWords = (text: string, start: number, end: number) =>
  SOMETHING.test(
    text
      .slice(start, end)
      .replace(LEADING_WORDS, "")
      .replace(/^(?:应该|就)?是$/, ""),
  );
/** The last turn of the sentence before the time: in 他说价格可以让我下周发合同 the step begins at 让我. */
function lastStart(text: string, start: number, end: number): number {
  let last = start;
  for (const match of text.slice(start, end).matchAll(STEP_STARTS)) last = start + match.index;
  return last;
}

const nextTurn = (text: string, start: number, end: number) => {
  const blank = text.slice(start, end).search(/[\s,，、]/);
  return blank >= 0 ? start + blank + 1 : end;
};

/** 送标书 截止, 要老师试讲，定在: what stood beside the time and is left without it. */
const FIXED_AT_END = /[\s,，]*(?:截止到?|截至|(?:定|约|安排)(?:在|于|到|了))$/;

/** The step in words: its clause without the time and the words that only lead to it. */
function wordsOf(facts: Facts, place: Place): string {
  let words = "";
  let at = place.start;
  for (const time of facts.times.filter((find) => within(find, place))) {
    words += facts.normal.span(at, time.start).text;
    at = time.end;
  }
  words += at < place.end ? facts.normal.span(at, place.end).text : "";
  const bare = words
    .replace(AHEAD_OF_IT, "")
    .replace(WHEN_TOLD, "")
    .replace(LEADING_WORDS, "")
    .replace(ASKED_BEHIND, "")
    .replace(FIXED_AT_END, "")
    .replace(/[\s,，。;；:：、”"」』]+$/, "");
  // 回复于工: what only leads to a step elsewhere is the step where nothing but a name follows.
  const isName = [...facts.people, ...facts.companies].some(({ start, end }) => facts.text.slice(start, end) === bare);
  return /^[了过的]*$/.test(bare) || isName ? words.trim() : bare;
}

/** How far a plan reaches around its time where nothing is punctuated. */
const REACH = { before: 10, after: 16 };

function around({ text }: Facts, { start, end }: Place): string {
  const from = Math.max(clauseStart(text, start), start - REACH.before);
  const words = text.slice(end, Math.min(clauseEnd(text, end), end + REACH.after));
  return text.slice(from, end) + words.replace(BEHIND_BLANK, "");
}

/** 今天改口只出72万 账期要90天: behind a blank something else is told. */
const BEHIND_BLANK = /(?<=^\s?[^\s]{4,})\s[^]*$/;

/** 他们每周一开例会 is a habit; a step that repeats is one of ours. */
const isHabit = ({ expression }: TimeFind, near: string) => expression.kind === "recurring" && !OUR_ROUTINE.test(near);

const isAhead = ({ today }: Facts, { expression }: TimeFind) =>
  expression.from > today || expression.at !== undefined || expression.kind === "deadline";

/** 下午去验收，…修好了，他签字了: no word of duty, and what follows has happened. */
function isToldAfter({ text }: Facts, { start, end }: TimeFind): boolean {
  const clause = text.slice(clauseStart(text, start), clauseEnd(text, end));
  return !DUTY.test(clause) && TOLD.test(text.slice(clauseEnd(text, end), sentenceEnd(text, end)));
}
const DUTY = /要(?!了)|得|必须|记得|提醒|务必|准备|打算|前|安排|约|待会|一会|等会|马上|给/;

/** 今天跟我说…: when they told it. */
const TELLS_ME = /^(?:又|还|也|才|刚)?(?:跟|和|给|对)?(?:我们?)?(?:说|讲|告诉|来电|反馈|反映|通知我)/;

/** 今天, 这个月 date a step where the words plan one; 今年 only tells when something is so. */
function isPlannedNow(facts: Facts, time: TimeFind, near: string): boolean {
  const { today } = facts;
  const { from, to } = time.expression;
  if (TELLS_ME.test(facts.text.slice(time.end))) return false;
  if (from === to && !time.expression.time && isToldAfter(facts, time)) return false;
  if (DONE.test(near) && !/要(?!了)|得|必须|记得|提醒|务必/.test(near)) return false;
  return daysBetween(from, to) <= 31 && (TODAY_PLAN.test(near) || (to > today && TASK_VERB.test(near)));
}

/** 明年要上自动分拣: a year is when they want something; only what we take up again with them is a step. */
function isBackground({ text }: Facts, { start, expression }: TimeFind, clause: string): boolean {
  if (daysBetween(expression.from, expression.to) <= 80) return false;
  return !/再|联系|跟进|拜访|回访|聊|谈|启动|续|提醒/.test(clause) && !TOLD_TO.test(text.slice(0, start));
}
/** 让我下季度报过去 */
const TOLD_TO = /(?:让|叫|要求|通知)(?:我们?|咱们?)$/;

/** 如果月底能批下来: what may be is no step yet. */
const IF_EVER = /^(?:但|不过|那)?(?:如果|要是|假如|万一|倘若|除非|就算|即使|哪怕)/;

/** 今天开会确认了需求: it has been done already. */
const DONE = /(?<!别忘|为|除)了(?!再|就|以后|之后|吧|的话)/;

/** 没谈正事，关系处得不错 tells of what has been as well. */
const TOLD = new RegExp(
  `${DONE.source}|没(?:谈|聊|说|见|碰|提)|[处聊谈]得|[他她对](?:们|方)?(?:也|还|很|挺)?(?:认可|觉得|说|嫌|同意|答应|接受|满意|担心|认为)`,
);

const isStep = (facts: Facts, time: TimeFind, { task }: ActionOptions) =>
  task ? !time.past && !isTravel(facts.text, time) : isToldStep(facts, time);

function isToldStep(facts: Facts, time: TimeFind): boolean {
  if (time.past || time.expression.to < facts.today) return false;
  const clause = facts.text.slice(clauseStart(facts.text, time.start), clauseEnd(facts.text, time.end));
  const near = around(facts, time);
  if (
    isHabit(time, near) ||
    isBackground(facts, time, clause) ||
    NO_STEP.test(clause) ||
    IF_EVER.test(facts.text.slice(clauseStart(facts.text, time.start), time.start)) ||
    isOfOthers(facts.text, time)
  )
    return false;
  return isAhead(facts, time) || isPlannedNow(facts, time, near);
}

/** Whom the step is about stands on the record; in front of the step the name is left out: 张总 下周报价 is 报价. */
function skipParty(facts: Facts, place: Place): Place {
  const parties = [...facts.companies, ...facts.people];
  let { start } = place;
  for (let party; (party = parties.find((one) => one.start === start));) {
    start = trim(facts.text, party.end, place.end).start;
  }
  return SOMETHING.test(facts.text.slice(start, place.end)) ? { start, end: place.end } : place;
}

/** A step with the stretch it was read from. */
interface PlacedStep {
  step: NextAction;
  place: Place;
}

function stepAt(facts: Facts, time: TimeFind, steps: Steps): PlacedStep | null {
  const place = skipParty(facts, frameOf(facts, time, steps));
  const text = wordsOf(facts, place);
  if (!SOMETHING.test(text)) return null;
  const step = { text: { value: text, source: facts.normal.span(place.start, place.end) }, due: time.expression };
  return { step, place };
}

/** Where the words speak of a step: at their start, or behind a blank that stands for a comma. */
function stepCueIn(words: string): number | null {
  const cue = STEP_CUES.exec(words);
  if (cue) return cue.index;
  const behind = [...words.matchAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu)].map(
    (blank) => blank.index + blank[0].length,
  );
  return behind.find((at) => STEP_CUES.exec(words.slice(at))?.index === 0) ?? null;
}

/** Steps without a date: only where the words clearly speak of one. */
function undatedSteps(facts: Facts, frame: Place, taken: readonly Place[]): NextAction[] {
  return splitClauses(facts.text, frame.start, frame.end).flatMap((whole) => {
    const clause = skipParty(facts, whole);
    const at = stepCueIn(facts.text.slice(clause.start, clause.end));
    if (at === null || taken.some((place) => overlaps(place, clause))) return [];
    const place = trim(facts.text, clause.start + at, clause.end);
    const value = wordsOf(facts, place);
    return SOMETHING.test(value) && !VAGUE_STEP.test(value)
      ? [{ text: { value, source: facts.normal.span(place.start, place.end) } }]
      : [];
  });
}

/** The whole stretch as one task. */
function wholeTask(facts: Facts, frame: Place, shared: TimeFind | undefined): NextAction[] {
  const place = trim(facts.text, frame.start, frame.end);
  const value = wordsOf(facts, place);
  if (!SOMETHING.test(value)) return [];
  return [
    { text: { value, source: facts.normal.span(place.start, place.end) }, ...(shared && { due: shared.expression }) },
  ];
}

/** The next steps of a matter, each with its date where one was said. None is invented. */
export function readActions(facts: Facts, frame: Place, options: ActionOptions): NextAction[] {
  const times = withClocks(
    facts,
    facts.times.filter((time) => within(time, frame) && isStep(facts, time, options)),
  );
  const places: Place[] = [];
  const steps: NextAction[] = [];
  if (options.task && times.length === 1) return wholeTask(facts, frame, times[0]);
  for (const time of times) {
    const placed = stepAt(facts, time, { frame, times });
    if (!placed || steps.some((other) => other.text.value === placed.step.text.value)) continue;
    steps.push(placed.step);
    places.push(placed.place, { start: clauseStart(facts.text, time.start), end: clauseEnd(facts.text, time.end) });
  }
  if (options.task) return steps.length > 0 ? steps : wholeTask(facts, frame, options.shared);
  return [...steps, ...undatedSteps(facts, frame, places)];
}
