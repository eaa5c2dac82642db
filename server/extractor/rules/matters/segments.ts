import { either, pattern } from "../../../../models/shared/values/pattern";
import type { Facts } from "../facts";
import { cutByAnchors } from "./anchors";
import { OPENS_FIELD } from "../text/forms";
import { type Place, within } from "../text/places";

/** The stretches of a message that speak of separate matters, and what stands before all of them. */
export interface Segments {
  /** 明天：① … ② …: the time and the place said first hold for every item. */
  preamble: Place | null;
  parts: readonly Place[];
}

const MARKER = pattern("g")`(?:^|[\s:：;；,，。])(?:${either(
  /[\u2460-\u2473\u2776-\u277f]|\(?\d{1,2}(?:[.、)]|\s*[:：])(?!\d)|\(?[a-f](?:[)）、]|\.(?=\s?[\u4e00-\u9fa5]))/,
  /\(?[一二三四五六七八九](?:[、.)])/,
)})`;
const SOMETHING = /[\u4e00-\u9fa5A-Za-z0-9]/;

/** Numbered items: at least two markers. */
function byNumbers(text: string, from: number): Segments | null {
  const marks = [...text.matchAll(MARKER)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter((mark) => mark.start >= from - 1);
  if (marks.length < 2) return null;
  const first = marks[0]?.start ?? from;
  return {
    preamble: SOMETHING.test(text.slice(from, first)) ? { start: from, end: first } : null,
    parts: marks.map((mark, index) => ({ start: mark.end, end: marks[index + 1]?.start ?? text.length })),
  };
}

const anchorsIn = ({ people, companies }: Facts, frame: Place) =>
  [...people, ...companies].filter((find) => within(find, frame));

/** Lines that each name somebody. */
function byLines(facts: Facts): Segments | null {
  if (facts.chatLog) return null;
  const lines = linesOf(facts);
  const anchored = lines.filter((line) => namesOf(facts, line).length > 0 && !isField(facts, line));
  if (anchored.length < 2 || !allDiffer(anchored.map((line) => namesOf(facts, line)))) return null;
  if (isOneHouse(facts, anchored)) return null;
  const head = lines[0];
  const preamble = head && namesOf(facts, head).length === 0 ? head : null;
  return {
    preamble,
    parts: joinTails(
      lines.filter((line) => line !== preamble),
      anchored,
    ),
  };
}

/** 联系人：眭总: a field of the form above it, whoever it names. */
const isField = ({ text }: Facts, { start, end }: Place) => start > 0 && OPENS_FIELD.test(text.slice(start, end));

function linesOf(facts: Facts): Place[] {
  const lines: Place[] = [];
  let start = facts.from;
  for (let at = start; at <= facts.text.length; at++) {
    if (at < facts.text.length && facts.text[at] !== "\n") continue;
    if (SOMETHING.test(facts.text.slice(start, at))) lines.push({ start, end: at });
    start = at + 1;
  }
  return lines;
}

/** 青田石雕厂 on one line, and the next opens with who works there: one matter, written below each other. */
function isOneHouse({ text, people, companies, money }: Facts, [first, second, ...more]: readonly Place[]): boolean {
  if (!first || !second || more.length > 0) return false;
  const inLine = (line: Place, finds: readonly Place[]) => finds.some((find) => within(find, line));
  const person = people.find((find) => within(find, second));
  const opensWithPerson = person !== undefined && OPENS_WITH_PERSON.test(text.slice(second.start, person.start));
  const isSplit = inLine(first, companies) && !inLine(first, people) && !inLine(second, companies);
  return isSplit && opensWithPerson && !(inLine(first, money) && inLine(second, money));
}
const OPENS_WITH_PERSON = /^[^跟和给见约找,，]{0,3}$/;

/** A line that names nobody belongs to the one before it. */
function joinTails(lines: readonly Place[], anchored: readonly Place[]): Place[] {
  const parts: Place[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (!last || anchored.includes(line)) parts.push({ ...line });
    else last.end = line.end;
  }
  return parts;
}

const namesOf = (facts: Facts, frame: Place) =>
  anchorsIn(facts, frame).map((find) => facts.text.slice(find.start, find.end));

function allDiffer(groups: readonly (readonly string[])[]): boolean {
  const seen = new Set<string>();
  for (const names of groups) {
    if (names.some((name) => seen.has(name))) return false;
    names.forEach((name) => seen.add(name));
  }
  return true;
}

/** Stretches of running text, each from one turn to the next. */
function byAnchors(facts: Facts, byDay: boolean): Segments {
  const starts = [facts.from, ...cutByAnchors(facts, byDay)];
  const parts = starts.map((start, index) => ({ start, end: starts[index + 1] ?? facts.text.length }));
  return { preamble: null, parts };
}

/** @param byDay another day is another matter: of things to do */
export function findSegments(facts: Facts, byDay = false): Segments {
  const numbered = byNumbers(facts.text, facts.from);
  if (numbered) return numbered;
  return byLines(facts) ?? byAnchors(facts, byDay);
}
