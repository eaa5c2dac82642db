import type { Promised } from "../../../../models/shared/contracts/extraction";
import { TASK_VERB } from "../../vocabulary/intents";
import * as words from "../../vocabulary/promises";
import { clauseEnd, clauseStart, trim } from "../text/clauses";
import type { Facts } from "../facts";
import { type Place, within } from "../text/places";

const LONGEST = 60;
/** Digits in a row may be somebody's number: such words stay in the note alone. */
const NUMBER = /\d{7}/;

/** Who binds themselves: said right before the word, else whoever of them was named last. */
function promiser(facts: Facts, frame: Place, at: number): Pick<Promised, "by" | "who"> | null {
  const { text, normal } = facts;
  const before = text.slice(Math.max(frame.start, clauseStart(text, at)), at);
  if (words.NOT_PROMISED.test(before)) return null;
  if (words.BY_US.test(before)) return { by: "us" };
  const named = facts.people.filter((person) => person.start >= frame.start && person.end <= at).at(-1);
  const isNamed = named !== undefined || words.BY_THEM.test(before) || facts.companies.some((one) => one.end <= at);
  if (!isNamed || /我/.test(before)) return null;
  const source = named && normal.span(named.start, named.start + named.name.length);
  return { by: "them", ...(source && { who: { value: source.text, source } }) };
}

/** The words behind the promise, to the end of its clause or to where another sentence begins. */
function whatOf(facts: Facts, frame: Place, from: number): Place | null {
  const { text } = facts;
  const end = Math.min(frame.end, clauseEnd(text, from));
  if (words.ASKED_AFTER.test(text.slice(from, Math.min(text.length, end + 1)))) return null;
  const start = from + (words.TO_WHOM.exec(text.slice(from, end))?.[0].length ?? 0);
  const next = text.slice(start + 2, end).search(words.ANOTHER_BEGINS);
  const place = trim(text, start, Math.min(next < 0 ? end : start + 2 + next, start + LONGEST));
  return isDeed(facts, place) ? place : null;
}

function isDeed(facts: Facts, place: Place): boolean {
  const what = facts.text.slice(place.start, place.end);
  if (what.length < 2 || words.AGREED_TO.test(what) || NUMBER.test(what)) return false;
  return facts.times.some((time) => within(time, place)) || TASK_VERB.test(what) || words.DEED.test(what);
}

/** What the customer or we bound ourselves to do, only where the words say so. */
export function readPromises(facts: Facts, frame: Place): Promised[] {
  return [...facts.text.slice(frame.start, frame.end).matchAll(words.PROMISES)].flatMap((match): Promised[] => {
    const at = frame.start + match.index;
    const by = promiser(facts, frame, at);
    const place = by && whatOf(facts, frame, at + match[0].length);
    if (!by || !place) return [];
    const source = facts.normal.span(place.start, place.end);
    const until = facts.times.find((time) => within(time, place) && !time.past)?.expression;
    return [{ ...by, what: { value: source.text, source }, ...(until && !until.contradiction && { until }) }];
  });
}
