import type { Grounded, Matter, NextAction, Person, Reading, Span } from "../../../models/shared/contracts/extraction";
import { clauseEnd, clauseStart, trim } from "../rules/text/clauses";
import type { Facts } from "../rules/facts";
import { toAmount } from "../rules/money";
import { normalize } from "../rules/text/normalize";
import { overlaps, type Place } from "../rules/text/places";
import type { ModelCustomer, ModelMatter } from "./modelAnswer";

/** Lets through only what stands in the message; the rest is dropped and counted. */
export interface Grounding {
  facts: Facts;
  unmask(words: string): string;
  dropped: Reading["dropped"];
}

/** Where the words stand in the message, in any spelling of width and script. */
function locate({ facts, unmask }: Grounding, words: string): Place | null {
  const needle = normalize(unmask(words)).text.trim();
  const start = needle === "" ? -1 : facts.text.indexOf(needle, facts.from);
  return start < 0 ? null : { start, end: start + needle.length };
}

function drop(grounding: Grounding, what: string, why: string): undefined {
  grounding.dropped.push({ what, why });
  return undefined;
}

function groundWords(grounding: Grounding, what: string, words: string | null): Grounded<string> | undefined {
  if (words === null || words.trim() === "") return undefined;
  const place = locate(grounding, words);
  if (!place) return drop(grounding, what, "not in the message");
  const source = grounding.facts.normal.span(place.start, place.end);
  return { value: source.text, source };
}

/** Who somebody is: words, and never the number, mail or id that reaches them. */
function groundName(grounding: Grounding, what: string, words: string | null): Grounded<string> | undefined {
  const place = words === null ? null : locate(grounding, words);
  const { phones, emails, wechats } = grounding.facts;
  if (place && [...phones, ...emails, ...wechats].some((find) => overlaps(find, place)))
    return drop(grounding, what, "a number is no name");
  return groundWords(grounding, what, words);
}

/** An id that the rules read as well, or the phone that serves as one. */
function groundWechat(grounding: Grounding, words: string | null): Grounded<string> | undefined {
  const said = groundWords(grounding, "wechat", words);
  const { wechats, phones, sameNumber } = grounding.facts;
  const known = [...wechats, ...(sameNumber ? phones : [])].some(({ value }) => value === said?.value);
  return said && !known ? drop(grounding, "wechat", "no id of the message") : said;
}

/** A choice counts only with the words that show it. */
function groundChoice<T>(
  grounding: Grounding,
  what: string,
  { choice, words }: { choice: T | null; words: string | null },
): Grounded<T> | undefined {
  if (choice === null) return undefined;
  const shown = groundWords(grounding, what, words);
  return shown ? { value: choice, source: shown.source } : drop(grounding, what, "no words show it");
}

const MAX_WORDS = 60;

function groundList(grounding: Grounding, what: string, list: readonly string[]): Grounded<string>[] {
  const kept = new Map<string, Grounded<string>>();
  for (const words of list.slice(0, 20)) {
    const value = words.length <= MAX_WORDS ? groundWords(grounding, what, words) : drop(grounding, what, "too long");
    if (value) kept.set(value.value, value);
  }
  return [...kept.values()];
}

/** Digits that the rules read as well; anything else is no phone of this message. */
function groundPhones(grounding: Grounding, phones: readonly string[]): Grounded<string>[] {
  const { facts, unmask } = grounding;
  return phones.slice(0, 10).flatMap((phone) => {
    const digits = normalize(unmask(phone))
      .text.replace(/\D/g, "")
      .replace(/^(?:00)?86(?=1\d{10}$)/, "");
    const find = facts.phones.find((known) => known.value === digits);
    if (find) return [{ value: find.value, source: facts.normal.span(find.start, find.end), computed: true }];
    drop(grounding, "phone", "not in the message");
    return [];
  });
}

/** A mail address that the rules read as well. */
function groundEmail(grounding: Grounding, words: string | null): Grounded<string> | undefined {
  const said = groundWords(grounding, "email", words);
  const known = grounding.facts.emails.some(({ value }) => value === said?.value);
  return said && !known ? drop(grounding, "email", "no address of the message") : said;
}

function groundCustomer(grounding: Grounding, customer: ModelCustomer): Person | null {
  const short = (words: string | null) => (words !== null && words.length > MAX_WORDS ? null : words);
  const person: Person = { phones: groundPhones(grounding, customer.phones) };
  const grounded = {
    name: groundName(grounding, "name", short(customer.name)),
    company: groundName(grounding, "company", short(customer.company)),
    title: groundName(grounding, "title", short(customer.title)),
    wechat: groundWechat(grounding, short(customer.wechat)),
    email: groundEmail(grounding, short(customer.email)),
  };
  for (const key of ["name", "company", "title", "wechat", "email"] as const) {
    const value = grounded[key];
    if (value) person[key] = value;
  }
  const said = person.name ?? person.company ?? person.wechat ?? person.email;
  return said || person.phones.length > 0 ? person : null;
}

/** The date comes from the phrase by the rules; the model's own date would never be looked at. */
function groundDue(grounding: Grounding, dueText: string | null): Facts["times"][number] | undefined {
  if (dueText === null) return undefined;
  const phrase = locate(grounding, dueText);
  if (!phrase) return drop(grounding, "due", "not in the message");
  return (
    grounding.facts.times.find((find) => overlaps(find, phrase)) ?? drop(grounding, "due", "no date in the phrase")
  );
}

function groundAction(grounding: Grounding, action: ModelMatter["nextActions"][number]): NextAction | null {
  const time = groundDue(grounding, action.dueText);
  if (time?.past) {
    drop(grounding, "nextAction", "lies in the past");
    return null;
  }
  const said = groundWords(grounding, "nextAction", action.text) ?? (time && clauseOf(grounding.facts, time));
  return said ? { text: said, ...(time && { due: time.expression }) } : null;
}

/** The words around a time, where the model put the step into words of its own. */
function clauseOf(facts: Facts, time: Place): Grounded<string> {
  const place = trim(facts.text, clauseStart(facts.text, time.start), clauseEnd(facts.text, time.end));
  const source = facts.normal.span(place.start, place.end);
  return { value: source.text, source };
}

function groundAmount(grounding: Grounding, words: string | null): Matter["amount"] {
  if (words === null) return undefined;
  const { facts } = grounding;
  const phrase = locate(grounding, words);
  const find = phrase && facts.money.find((money) => overlaps(money, phrase));
  const amount = find && toAmount(find, facts.normal);
  return amount ?? drop(grounding, "amount", phrase ? "no amount in the phrase" : "not in the message");
}

const spansOf = (matter: Matter): Span[] => [
  ...matter.customers.flatMap((person) =>
    [person.name, person.company, ...person.phones].flatMap((value) => value?.source ?? []),
  ),
  ...matter.nextActions.map((action) => action.text.source),
  ...[matter.amount, matter.stage, matter.mood].flatMap((value) => value?.source ?? []),
];

/** The stretch of the original that a matter's values come from. */
export function stretchOf(matter: Matter, original: string): Grounded<string> {
  const spans = spansOf(matter);
  const start = spans.length > 0 ? Math.min(...spans.map((span) => span.start)) : 0;
  const end = spans.length > 0 ? Math.max(...spans.map((span) => span.end)) : original.length;
  const text = original.slice(start, end);
  return { value: text, source: { text, start, end } };
}

/** One matter of the model's answer, with only what the message supports. Its content is added by the merger. */
export function groundMatter(grounding: Grounding, answer: ModelMatter): Matter {
  const matter: Matter = {
    customers: answer.customers.slice(0, 20).flatMap((customer) => groundCustomer(grounding, customer) ?? []),
    nextActions: answer.nextActions.slice(0, 10).flatMap((action) => groundAction(grounding, action) ?? []),
    keywords: [],
    products: groundList(grounding, "product", answer.products),
    competitors: groundList(grounding, "competitor", answer.competitors),
  };
  const amount = groundAmount(grounding, answer.amountText);
  const stage = groundChoice(grounding, "stage", { choice: answer.stage, words: answer.stageText });
  const mood = groundChoice(grounding, "mood", { choice: answer.mood, words: answer.moodText });
  const reason = stage?.value === "lost" ? groundWords(grounding, "lossReason", answer.lossReason) : undefined;
  return {
    ...matter,
    ...(amount && { amount }),
    ...(stage && { stage }),
    ...(mood && { mood }),
    ...(reason && { lossReason: reason }),
  };
}

/** How the contact took place, when the words that say so stand in the message. */
export const groundMethod = (grounding: Grounding, answer: ModelMatter) =>
  groundChoice(grounding, "method", { choice: answer.method, words: answer.methodText })?.value ?? null;
