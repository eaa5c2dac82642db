import { isFigure, type FigureKey } from "../../../../models/shared/contracts/figures";
import type { Intent, Question, QuestionTopic } from "../../../../models/shared/contracts/extraction";
import { COMMON_SURNAMES, COMPOUND_SURNAMES } from "../../vocabulary/names";
import { LOOKS_FOR, RHETORICAL } from "../../vocabulary/intents";
import * as cues from "../../vocabulary/questions";
import { readStage } from "../matters/cues";
import type { Facts } from "../facts";
import { toAmount } from "../money";
import { withoutPlaces, type Place } from "../text/places";
import { readCount } from "../text/numerals";

/** Intents that want an answer and write nothing. */
export const ASKING: readonly Intent[] = ["query_customer", "list_tasks", "report"];

const wordsOf = ({ text, from }: Facts) => text.slice(from);
const namesSomebody = ({ people, companies }: Facts) => people.length + companies.length > 0;

/** Longer than anybody asks; a report that holds a question word is no question. */
const LONGEST = 40;

/** Each is asked for by words of its own; the first that fits is taken. */
const PLAIN: readonly (readonly [QuestionTopic, RegExp])[] = [
  ["whoFirst", cues.WHO_FIRST],
  ...cues.ABSENT_CUES,
  ["publicPool", cues.POOL],
  ["sharing", cues.SHARING],
  ["approvals", cues.APPROVALS],
  ["forecast", cues.FORECAST],
];

/** What is asked about many rows, or about something that is not there yet. */
function readWideTopics(facts: Facts): QuestionTopic[] {
  const words = wordsOf(facts);
  const plain = PLAIN.find(([, cue]) => cue.test(words))?.[0];
  if (plain) return [plain];
  if (asksWhatWasDone(facts)) return ["followed", "done"];
  if (!cues.ASKS.test(words)) return [];
  if (cues.RISKS.test(words)) return ["risks"];
  if (cues.TARGETS.test(words)) return ["attainment"];
  const said = cues.FIGURE_CUES.flatMap(([topic, cue]) => {
    const at = words.search(cue);
    return at < 0 ? [] : [{ topic, at }];
  });
  const found = said.sort((a, b) => a.at - b.at).map(({ topic }) => topic);
  // The wider words 商机 and 客户 stand in most other questions too, and what may be signed is not signed yet.
  const wider: FigureKey[] = [
    "pipeline",
    "customers",
    "newDeals",
    ...(found.includes("expected") ? ["won" as const] : []),
  ];
  const narrow = found.filter((topic) => !wider.includes(topic));
  return narrow.length > 0 ? narrow : found.slice(0, 1);
}

/** 李雷今天做了什么: days gone by, or today, and somebody's doings. */
const asksWhatWasDone = (facts: Facts) =>
  cues.WHAT_DID.test(wordsOf(facts)) &&
  facts.times.every(({ expression }) => expression.from <= facts.today) &&
  (findColleague(facts) !== null || namesSomebody(facts));

const readNarrowTopics = (facts: Facts): QuestionTopic[] =>
  cues.CUSTOMER_CUES.filter(([, cue]) => cue.test(wordsOf(facts))).map(([topic]) => topic);

/** 广发 and 李要 hold characters that would be taken for what somebody does. */
const withoutNames = ({ text, from, people, companies }: Facts) =>
  withoutPlaces(text, { start: from, end: text.length }, [...people, ...companies]);

/** 张总的电话: nothing but a name and what is wanted of them. */
const asksForField = (facts: Facts) =>
  facts.text.length <= 20 &&
  facts.phones.length + facts.money.length + facts.times.length === 0 &&
  cues.FIELD_AT_END.test(wordsOf(facts)) &&
  !cues.DEED_AT_END.test(withoutNames(facts)) &&
  !/[了过]|改|换|存|记|加|让|催|嫌|不错|满意/.test(wordsOf(facts));

/** 他电话多少 and 电话多少: about whoever is talked about. */
const asksInTalk = (facts: Facts) =>
  !namesSomebody(facts) && facts.text.length <= 16 && cues.ASKS.test(facts.text) && readNarrowTopics(facts).length > 0;

const INTENTS: Partial<Record<QuestionTopic, Intent>> = {
  whoFirst: "list_tasks",
  approvals: "list_tasks",
  risks: "report",
  attainment: "report",
  forecast: "report",
  followed: "report",
  newCustomers: "report",
  newDeals: "report",
  won: "report",
  lost: "report",
  expected: "report",
  done: "report",
  payments: "report",
};

/** Counted for a person or a team. */
const isOfSomebody = (topic: QuestionTopic) => isFigure(topic) || topic === "attainment" || topic === "forecast";

/** 老柯的账期没批下来 tells of somebody; only with a word that asks it is a question about them. */
const tellsOf = (facts: Facts, topic: QuestionTopic) =>
  namesSomebody(facts) && (isOfSomebody(topic) || !cues.ASKS.test(wordsOf(facts)));

const asksNobody = (text: string) => RHETORICAL.test(text) || LOOKS_FOR.test(text);

/** The intent of words that can only be a question; null where they may be something else. */
export function intentOfQuestion(facts: Facts): Intent | null {
  if (facts.text.length > LONGEST || facts.chatLog !== null || asksNobody(facts.text)) return null;
  const [topic] = readWideTopics(facts);
  // Beside a name a number may be the customer's: 张总问跟了几家.
  if (topic && !tellsOf(facts, topic)) return INTENTS[topic] ?? "query_customer";
  return asksInTalk(facts) || (namesSomebody(facts) && asksForField(facts)) ? "query_customer" : null;
}

const daysIn = (unit: string) => (unit.includes("月") ? 30 : unit.includes("天") ? 1 : 7);

/** 两周没联系: 14. */
function readDays(words: string, topics: readonly QuestionTopic[]): number | null {
  const span = topics.includes("stuck") ? cues.STUCK_SPAN : cues.SILENT_SPAN;
  const [, number = "", unit = ""] = span.exec(words) ?? [];
  const count = number === "" ? null : readCount(number);
  return count === null ? null : Math.max(1, Math.round(count * daysIn(unit)));
}

/** 超过50万: `50000000..`. */
function readAmountRange({ money, normal, text }: Facts): string | null {
  const [find] = money;
  const amount = find && toAmount(find, normal)?.value.amount;
  if (!find || amount === undefined) return null;
  const around = text.slice(Math.max(0, find.start - 4), find.end + 4);
  if (cues.LESS_THAN.test(around)) return `..${amount}`;
  return cues.MORE_THAN.test(around) ? `${amount}..` : null;
}

function readWhose(words: string): Question["whose"] {
  if (cues.BY_MEMBER.test(words)) return "eachMember";
  if (cues.TEAM.test(words)) return "team";
  return cues.ME.test(words) ? "me" : undefined;
}

const isSurname = (name: string) =>
  COMMON_SURNAMES.includes(name.charAt(0)) || COMPOUND_SURNAMES.includes(name.slice(0, 2));

const isName = (word: string) => word.length >= 2 && isSurname(word) && !cues.NO_NAME.test(word);

/** 赵四这周跟了几家: a name before the days or the deed, which nothing else marks as one. */
function findColleague({ text, from, times }: Facts): Place | null {
  const start = from + (cues.LOOK_FIRST.exec(text.slice(from))?.[0].length ?? 0);
  const [name = ""] = /^\p{Script=Han}{2,3}/u.exec(text.slice(start)) ?? [];
  const end = Math.min(start + name.length, times.find((time) => time.start > start)?.start ?? text.length);
  const word = text.slice(start, end);
  return isName(word) && cues.DEED_FOLLOWS.test(text.slice(end)) ? { start, end } : null;
}

function readColleague(facts: Facts): Question["colleague"] {
  const [named] = facts.people;
  const place = named ? { start: named.start, end: named.start + named.name.length } : findColleague(facts);
  if (!place) return undefined;
  const source = facts.normal.span(place.start, place.end);
  return { value: source.text, source };
}

const firstOf = <T>(table: readonly (readonly [T, RegExp])[], words: string): T | undefined =>
  table.find(([, cue]) => cue.test(words))?.[0];

/** What narrows a question: whose rows, which days, how much. */
function readParameters(facts: Facts, topics: readonly QuestionTopic[]): Omit<Question, "topics"> {
  const words = wordsOf(facts);
  return {
    days: readDays(words, topics) ?? undefined,
    period: facts.times[0]?.expression,
    sort: firstOf(cues.SORT_CUES, words),
    whose: readWhose(words),
    colleague: topics.some(isOfSomebody) ? readColleague(facts) : undefined,
    method: topics.includes("followed") ? firstOf(cues.METHOD_CUES, words) : undefined,
    level: readLevel(words),
    stage: readStage(facts, { start: facts.from, end: facts.text.length })?.value,
    amount: readAmountRange(facts) ?? undefined,
  };
}

const readLevel = (words: string) => cues.LEVEL.exec(words)?.[1]?.toUpperCase() as Question["level"];

const USUAL: Partial<Record<Intent, QuestionTopic>> = { list_tasks: "todo", report: "report" };

/** What a question wants to know. @param proposed the model's topics, for words the rules do not know */
export function readQuestion(facts: Facts, intent: Intent, proposed: readonly QuestionTopic[] = []): Question {
  const wide = readWideTopics(facts);
  const narrow = intent === "query_customer" ? readNarrowTopics(facts) : [];
  const read = wide.length > 0 ? wide : narrow;
  const fallback = proposed.length > 0 ? [...proposed] : [USUAL[intent] ?? "customer"];
  const topics = read.length > 0 ? read : fallback;
  return { topics, ...readParameters(facts, topics) };
}
