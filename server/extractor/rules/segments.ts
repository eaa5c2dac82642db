import type { Facts } from "./facts";
import { type Place, within } from "./places";

/** The stretches of a message that speak of separate matters, and what stands before all of them. */
export interface Segments {
  /** 明天：① … ② …: the time and the place said first hold for every item. */
  preamble: Place | null;
  parts: readonly Place[];
}

const MARKER =
  /(?:^|[\s:：;；,，。])(?:[\u2460-\u2473\u2776-\u277f]|\(?\d{1,2}(?:[.、)]|\s*[:：])(?!\d)|\(?[一二三四五六七八九](?:[、.)]))/g;
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
  const lines: Place[] = [];
  let start = facts.from;
  for (let at = start; at <= facts.text.length; at++) {
    if (at < facts.text.length && facts.text[at] !== "\n") continue;
    if (SOMETHING.test(facts.text.slice(start, at))) lines.push({ start, end: at });
    start = at + 1;
  }
  const anchored = lines.filter((line) => namesOf(facts, line).length > 0);
  if (anchored.length < 2 || !allDiffer(anchored.map((line) => namesOf(facts, line)))) return null;
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

const CONTACT_AGAIN = /拜访|见了|见面|电话|微信|聊|谈|去了|回访|走访|联系|约|发|说|反馈|要|问|签|报价|试|来/;
const TURN = /^(?:另外|还有|再就是|然后|接着|同时|此外|顺便|对了|以及|下午|晚上|上午|中午)/;

interface Anchor {
  place: Place;
  company: string | null;
  name: string | null;
}

/** Persons with the company in front of them count as one anchor. */
function anchorsOf(facts: Facts): Anchor[] {
  const anchors: Anchor[] = [];
  const finds = [
    ...facts.companies.map((find) => ({ find, company: facts.text.slice(find.start, find.end), name: null })),
    ...facts.people.map((find) => ({ find, company: null, name: find.name })),
  ].sort((a, b) => a.find.start - b.find.start);
  for (const { find, company, name } of finds) {
    if (find.start < facts.from) continue;
    const last = anchors.at(-1);
    const joined = last && name !== null && last.name === null && find.start - last.place.end <= 6;
    if (joined) Object.assign(last, { name, place: { start: last.place.start, end: find.end } });
    else anchors.push({ place: { start: find.start, end: find.end }, company, name });
  }
  return anchors;
}

interface Named {
  companies: Set<string>;
  names: Set<string>;
}

/** The matter already speaks of the anchor. */
function speaksOf({ companies, names }: Named, { company, name }: Anchor): boolean {
  return company !== null ? companies.has(company) : name !== null && names.has(name);
}

/** A new matter begins where another company is named, or another person in a new sentence with a contact of its own. */
function byAnchors(facts: Facts): Segments {
  const cuts: number[] = [];
  let current: Named | null = null;
  for (const anchor of anchorsOf(facts)) {
    if (current && !speaksOf(current, anchor) && startsMatter(facts, anchor, current)) {
      cuts.push(cutBefore(facts.text, anchor.place.start, cuts.at(-1) ?? facts.from));
      current = null;
    }
    current ??= { companies: new Set(), names: new Set() };
    if (anchor.company) current.companies.add(anchor.company);
    if (anchor.name) current.names.add(anchor.name);
  }
  const starts = [facts.from, ...cuts];
  const parts = starts.map((start, index) => ({ start, end: starts[index + 1] ?? facts.text.length }));
  return { preamble: null, parts };
}

const SENTENCE_END = /[。;；!！\n]\s*[^。;；!！\n]{0,14}$/;
const JOINED_BEFORE =
  /(?:和|跟|与|、|及|以及|还有|或|,|，|转|对接|介绍|推荐|抄送|给|被|选了?|用了?|换成|不是|而是|是|比|从|去|在|来自|输给|分公司|集团|总部)\s?$/;

function startsMatter(facts: Facts, anchor: Anchor, current: Named): boolean {
  const { text } = facts;
  const before = text.slice(Math.max(facts.from, anchor.place.start - 16), anchor.place.start);
  const after = text.slice(anchor.place.end, anchor.place.end + 16);
  const newSentence = SENTENCE_END.test(before);
  if (anchor.company && current.companies.size > 0) {
    return newSentence || (anchor.name !== null && !JOINED_BEFORE.test(before)) || /[\s,，]$/.test(before);
  }
  if (!newSentence || anchor.company || current.companies.size > 0) return false;
  return CONTACT_AGAIN.test(after.slice(0, 8)) || TURN.test(before.replace(/^.*[。;；!！\n]\s*/s, ""));
}

/** The cut goes to the start of the anchor's clause or, without punctuation, right before the anchor. */
function cutBefore(text: string, at: number, from: number): number {
  for (let i = at - 1; i > from && at - i <= 14; i--) if (/[,，。;；!！\n]/.test(text[i] ?? "")) return i + 1;
  return at;
}

export function findSegments(facts: Facts): Segments {
  const numbered = byNumbers(facts.text, facts.from);
  if (numbered) return numbered;
  return byLines(facts) ?? byAnchors(facts);
}
