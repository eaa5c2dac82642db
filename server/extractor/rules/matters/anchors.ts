import {
  ANOTHER_CUSTOMER,
  JOINERS,
  OPENS_VISIT,
  POST_OF_ANCHOR,
  RELATIONS,
  THAT_SIDE,
  TURN,
  TURN_RIGHT_BEFORE,
  WENT_ROUND,
} from "../../vocabulary/turns";
import type { Facts } from "../facts";
import { opensOther, sentenceBefore } from "./newSentence";
import { findMatterFields } from "../text/forms";
import { type Place, within } from "../text/places";

/** Somebody named; a person with the company in front or right behind counts as one. */
export interface Anchor {
  place: Place;
  company: string | null;
  name: string | null;
}

/** 柏敏园长@晨曦幼教, 石场长(天润), 冯老师，锐思教育的: right behind somebody stands where they work. */
function isTheirs(text: string, person: Place, { start, end }: Place): boolean {
  const between = text.slice(person.end, start).trim();
  return /^[@(]$/.test(between) || (between === "," && /^的(?=[,。;\s]|$)/.test(text.slice(end, end + 2)));
}

/** The find belongs to the anchor before it: who is named right behind a company, and where somebody works. */
function isOneWith(text: string, last: Anchor, find: Anchor): boolean {
  const between = text.slice(last.place.end, find.place.start);
  if (find.name !== null) return last.name === null && between.length <= 6 && sentenceBefore(between) === null;
  return last.company === null && isTheirs(text, last.place, find.place);
}

function anchorsOf({ text, from, companies, people }: Facts): Anchor[] {
  const anchors: Anchor[] = [];
  const finds: Anchor[] = [
    ...companies.map((place) => ({ place, company: text.slice(place.start, place.end), name: null })),
    ...people.map((place) => ({ place, company: null, name: place.name })),
  ].sort((a, b) => a.place.start - b.place.start);
  for (const find of finds) {
    if (find.place.start < from) continue;
    const last = anchors.at(-1);
    if (!last || !isOneWith(text, last, find)) {
      anchors.push(find);
      continue;
    }
    last.company ??= find.company;
    last.name ??= find.name;
    last.place = { start: last.place.start, end: find.place.end };
  }
  return anchors;
}

/** The matter read so far: whom it names, where it begins and where the last of them ends. */
export interface Current {
  companies: Set<string>;
  names: Set<string>;
  start: number;
  end: number;
}

/** 张总 and then 华星的张总 are one. */
function speaksOf({ companies, names }: Current, { company, name }: Anchor): boolean {
  const isNamed = name !== null && names.has(name);
  return company === null || companies.size === 0 ? isNamed : companies.has(company);
}

/** How an anchor stands in its text. */
export interface Setting {
  facts: Facts;
  anchor: Anchor;
  current: Current;
  /** The words in front of the anchor, back to the last one named. */
  between: string;
  /** The words of its own clause in front of it. */
  lead: string;
  /** The words of its own sentence in front of it; null in the sentence of the last one named. */
  sentence: string | null;
  after: string;
  /** 明天给窦建业发报价单后天去闽江水产: a day of its own is said before the anchor. */
  hasOwnDay: boolean;
  /** 今天打了一圈电话: each of those named is a matter of their own. */
  isRound: boolean;
}

interface Talk {
  facts: Facts;
  /** Another day is another matter. */
  byDay: boolean;
}

const SIGN = /[,，。;；!！?？\n✅❌]/;
const WORD = /[\u4e00-\u9fa5A-Za-z0-9]/g;
/** Two names with less than this between them are named together. */
const LEAST_WORDS = 3;
/** 竺总没接敖姐说书收到了: on a round a word is enough. */
const LEAST_OF_ROUND = 2;

function settingOf({ facts, byDay }: Talk, anchor: Anchor, current: Current): Setting {
  const between = facts.text.slice(current.end, anchor.place.start);
  const lead = between.split(SIGN).at(-1) ?? "";
  const own = facts.times.filter((time) => time.start >= current.end && time.end <= anchor.place.start).at(-1);
  const hasOwnDay = byDay && own !== undefined && facts.times.some((time) => time.end <= current.end);
  const after = facts.text.slice(anchor.place.end, anchor.place.end + 16);
  return {
    facts,
    anchor,
    current,
    between,
    sentence: sentenceBefore(between),
    lead: hasOwnDay ? facts.text.slice(own.start, anchor.place.start) : lead,
    after,
    hasOwnDay,
    isRound: WENT_ROUND.test(facts.text),
  };
}

const saysSomething = ({ between, isRound }: Setting) =>
  (between.replace(TURN_RIGHT_BEFORE, "").match(WORD)?.length ?? 0) >= (isRound ? LEAST_OF_ROUND : LEAST_WORDS);
const inNewSentence = ({ between }: Setting) => /[。;；!！\n✅❌]\s*[^。;；!！\n✅❌]{0,14}$/.test(between);
const inNewClause = ({ between, lead }: Setting) => SIGN.test(between) && lead.length <= 10;
const turns = ({ lead }: Setting) => TURN.test(lead.trim()) || TURN_RIGHT_BEFORE.test(lead);

/** Another company is another matter, unless it is named beside the first or in relation to it. */
function isOtherCompany(setting: Setting): boolean {
  const { current, between } = setting;
  const told = saysSomething(setting);
  if (JOINERS.test(between) && !told && !inNewSentence(setting)) return false;
  if (current.companies.size === 0) return told && movesOver(setting);
  return inNewSentence(setting) || (told && standsApart(setting));
}

/** So far only a person was named: the company may be theirs, unless the words lead away from them or to somebody else who is of it. */
const movesOver = (setting: Setting) =>
  turns(setting) || (inNewSentence(setting) && (THAT_SIDE.test(setting.after) || setting.anchor.name !== null));

const standsApart = (setting: Setting) =>
  inNewClause(setting) || setting.anchor.name !== null || TURN_RIGHT_BEFORE.test(setting.lead);

/** 老王那边合同签了二十万小李说…: who was spoken of as a side of their own is left for whoever speaks next. */
const tellsOfNext = ({ between, lead, after }: Setting) =>
  THAT_SIDE.test(between) && lead === between && SPEAKS.test(after) && !BOUND_BEFORE.test(between);
const SPEAKS =
  /^(?:说(?!明)|讲|让我|要我|要(?=[\d一二两三四五六七八九十])|嫌|问我?|催|答应|那边|打电话|来电|回复|反馈)/;
const BOUND_BEFORE =
  /(?:[让叫找给和跟的问由是]|他们|她们|他|她|他们的|介绍|推荐|同事|老板|领导|经理|采购|财务|技术|会计)$/;

/** Another person is another matter after a turn, or as 那边. */
function isOtherPerson(setting: Setting): boolean {
  const { after } = setting;
  if (!saysSomething(setting) || POST_OF_ANCHOR.test(after)) return false;
  if (tellsOfNext(setting) || ANOTHER_CUSTOMER.test(setting.lead)) return true;
  const fresh = inNewSentence(setting) || inNewClause(setting);
  return setting.isRound || (fresh && (THAT_SIDE.test(after) || turns(setting)));
}

/** Named for what it has to do with the first. */
const isRelated = (setting: Setting) =>
  RELATIONS.test(setting.between) && !TURN_RIGHT_BEFORE.test(setting.lead) && !opensVisit(setting);

/** …5400。昨天去朗月家纺见了欧阳总 */
const opensVisit = (setting: Setting) => inNewSentence(setting) && OPENS_VISIT.test(setting.lead.trim());

function startsMatter(setting: Setting): boolean {
  if (setting.hasOwnDay && saysSomething(setting)) return true;
  if (isRelated(setting)) return false;
  if (opensOther(setting)) return true;
  return setting.anchor.company === null ? isOtherPerson(setting) : isOtherCompany(setting);
}

/** The cut goes to the start of the anchor's sentence or clause or, without punctuation, right before the turn that leads to it. */
function cutBefore(setting: Setting): number {
  const { anchor, current, lead, sentence } = setting;
  const at = anchor.place.start;
  if (sentence !== null && !setting.hasOwnDay && opensOther(setting) && !turns(setting)) return at - sentence.length;
  const inClause = at - lead.length;
  if (inClause > current.end && lead.length <= 14) return inClause;
  return at - (TURN_RIGHT_BEFORE.exec(lead)?.[0].length ?? 0);
}

const begins = (start: number): Current => ({ companies: new Set(), names: new Set(), start, end: 0 });

function addTo(current: Current, { company, name, place }: Anchor): void {
  if (company) current.companies.add(company);
  if (name) current.names.add(name);
  current.end = place.end;
}

/** Where separate matters begin in running text. */
export function cutByAnchors(facts: Facts, byDay: boolean): number[] {
  const cuts: number[] = [];
  const [first, ...others] = anchorsOf(facts);
  if (!first) return cuts;
  const fields = findMatterFields(facts.text);
  let current = begins(facts.from);
  addTo(current, first);
  for (const anchor of others) {
    const setting = settingOf({ facts, byDay }, anchor, current);
    // 内容：…: what a field of a form tells is of the customer whom the form names.
    const isOfForm = fields.some((field) => within(anchor.place, field));
    if (!isOfForm && !speaksOf(current, anchor) && startsMatter(setting)) {
      const cut = cutBefore(setting);
      cuts.push(cut);
      current = begins(cut);
    }
    addTo(current, anchor);
  }
  return cuts;
}
