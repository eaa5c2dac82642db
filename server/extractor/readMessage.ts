import type { Command, Reading } from "../../models/shared/contracts/extraction";
import { isUnknownCommand, mentionLength, parseCommand, type ParsedCommand } from "./rules/intents/commands";
import { opensCorrection, readCorrection } from "./rules/intents/corrections";
import { readWrongField } from "./rules/intents/wrongFields";
import { type Facts, findFacts } from "./rules/facts";
import { intentOfCommand, isHostile, readIntent } from "./rules/intents/intent";
import { readMatters } from "./rules/matters/matters";
import type { KnownName } from "./rules/names/named";
import { isSideOfNamed } from "./rules/matters/thatSide";
import { ASKING, intentOfQuestion, readQuestion } from "./rules/intents/questions";
import { EXPLICIT_REMINDER } from "./vocabulary/intents";

export interface ReadOptions {
  /** The instant the message was sent. */
  now: Date;
  /** The words were spoken: there may be no punctuation. */
  spoken?: boolean;
  /** Names the caller knows the sender may mean, e.g. customers found by index. */
  knownNames?: readonly KnownName[];
  /** Somebody is being talked about: a pronoun means them, and tells as much as a name. */
  inTalk?: boolean;
}

/** Longer messages are read up to here; a rep's message is far shorter. */
const MAX_LENGTH = 20_000;

/** After these the first words name a customer even when nothing marks them as a name. */
const NAMES_FIRST: readonly Command[] = [
  "followUp", "visit", "customer", "search", "opportunity", "newCustomer", "quote", "contract", "payment", "bind",
]; // prettier-ignore

const PRONOUN = /(?<!其)(?:他们?|她们?|这家|那家|那边|对方|这个客户|该客户|那个客户|它)(?!的?人|山|们家|妈的)/g;

const pronounIn = (text: string): RegExpMatchArray | undefined =>
  [...text.matchAll(PRONOUN)].find(({ index }) => !isSideOfNamed(text, index));

/** Where words speak of somebody without a name; -1 where they do not. */
export const pronounAt = (text: string): number => pronounIn(text)?.index ?? -1;
const UNDO =
  /^\s*(?:帮我)?(?:撤销|撤回|取消|删掉|删除)(?:一下)?(?:刚才|刚刚|上一?[条个次]|那条|最后一?条)|^\s*(?:再|继续|接着)(?:撤销|撤回)(?:一[次下条个])?[吧。.!！\s]*$/;

/** What the rules read, with the facts they read it from. */
export interface RulesReading {
  reading: Reading;
  facts: Facts;
}

/** Reads a message by rules alone: no network, the same answer every time, nothing that its words do not say. */
export const readMessage = (text: string, options: ReadOptions): Reading => readWithFacts(text, options).reading;

/** The same with the facts, for the model engine that is checked against them. */
export function readWithFacts(text: string, options: ReadOptions): RulesReading {
  const message = text.slice(0, MAX_LENGTH);
  const parsed = parseCommand(message) ?? undoing(message);
  const facts = findFacts(message, {
    now: options.now,
    isCommand: parsed !== null,
    namesFirst: parsed !== null && NAMES_FIRST.includes(parsed.command),
    restStart: parsed?.restStart ?? mentionLength(message),
    knownNames: options.knownNames ?? [],
    speaksOfThem: options.inTalk === true && pronounAt(message) >= 0,
  });
  const reading = startReading(message, parsed, facts);
  if (reading.hostile) return { reading, facts };
  reading.matters = readMatters(facts, reading.intent, parsed?.command === "visit" ? "visit" : undefined);
  addContext(reading, facts);
  return { reading, facts };
}

function undoing(message: string): ParsedCommand | null {
  return UNDO.test(message) ? { command: "undo", rest: message, restStart: 0 } : null;
}

function intentOf(message: string, parsed: ParsedCommand | null, facts: Facts): Reading["intent"] {
  if (isHostile(facts.text) || isUnknownCommand(message)) return "other";
  if (parsed) return intentOfCommand(parsed.command);
  const intent = readIntent(facts);
  return ASKING.includes(intent) ? intent : (intentOfQuestion(facts) ?? intent);
}

function startReading(message: string, parsed: ParsedCommand | null, facts: Facts): Reading {
  const { command, rest, restStart } = parsed ?? { command: null, rest: message, restStart: 0 };
  return {
    intent: intentOf(message, parsed, facts),
    command,
    rest,
    restStart,
    matters: [],
    explicitReminder: command === "reminder" || (command === null && EXPLICIT_REMINDER.test(facts.text)),
    hostile: isHostile(facts.text),
    engine: "rules",
    dropped: [],
  };
}

function readPronoun({ text, from, normal, people, companies }: Facts): Reading["pronoun"] {
  const pronoun = people.length + companies.length === 0 ? pronounIn(text.slice(from)) : undefined;
  if (!pronoun) return undefined;
  const start = from + (pronoun.index ?? 0);
  return normal.span(start, start + pronoun[0].length);
}

/** Pronoun, correction and question: what needs the conversation to be answered. */
function addContext(reading: Reading, facts: Facts): void {
  const pronoun = readPronoun(facts);
  if (pronoun) reading.pronoun = pronoun;
  if (reading.command === "correct" || (reading.command === null && opensCorrection(facts.text))) {
    const wrongField = readWrongField(facts);
    const correction = wrongField ? null : readCorrection(facts);
    if (wrongField) reading.wrongField = wrongField;
    if (correction) reading.correction = correction;
  }
  if (ASKING.includes(reading.intent)) reading.question = readQuestion(facts, reading.intent);
}
