import {
  CONTACT_AGAIN,
  WENT_ROUND,
  JOINERS,
  JUST_NOW,
  OPENS_VISIT,
  POST_OF_ANCHOR,
  RELATIONS,
  THAT_SIDE,
  TURN,
  TURN_RIGHT_BEFORE,
} from "../vocabulary/turns";
import type { Facts } from "./facts";
import type { Place } from "./places";

/** Somebody named; a person with the company in front counts as one. */
interface Anchor {
  place: Place;
  company: string | null;
  name: string | null;
}

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

/** The matter read so far: whom it names, and where the last of them ends. */
interface Current {
  companies: Set<string>;
  names: Set<string>;
  end: number;
}

/** 张总 and then 华星的张总 are one. */
function speaksOf({ companies, names }: Current, { company, name }: Anchor): boolean {
  const isNamed = name !== null && names.has(name);
  return company === null || companies.size === 0 ? isNamed : companies.has(company);
}

/** How an anchor stands in its text. */
interface Setting {
  anchor: Anchor;
  current: Current;
  /** The words in front of the anchor, back to the last one named. */
  between: string;
  /** The words of its own clause in front of it. */
  lead: string;
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

function settingOf({ facts, byDay }: Talk, anchor: Anchor, current: Current): Setting {
  const between = facts.text.slice(current.end, anchor.place.start);
  const lead = between.split(SIGN).at(-1) ?? "";
  const own = facts.times.filter((time) => time.start >= current.end && time.end <= anchor.place.start).at(-1);
  const hasOwnDay = byDay && own !== undefined && facts.times.some((time) => time.end <= current.end);
  const after = facts.text.slice(anchor.place.end, anchor.place.end + 16);
  return {
    anchor,
    current,
    between,
    lead: hasOwnDay ? facts.text.slice(own.start, anchor.place.start) : lead,
    after,
    hasOwnDay,
    isRound: WENT_ROUND.test(facts.text),
  };
}

const saysSomething = ({ between }: Setting) =>
  (between.replace(TURN_RIGHT_BEFORE, "").match(WORD)?.length ?? 0) >= LEAST_WORDS;
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

/** Another person is another matter after a turn, as 那边, or in a new sentence with a contact of their own. */
function isOtherPerson(setting: Setting): boolean {
  const { current, after, lead } = setting;
  if (!saysSomething(setting) || POST_OF_ANCHOR.test(after)) return false;
  const fresh = inNewSentence(setting) || inNewClause(setting);
  if (setting.isRound || (fresh && (THAT_SIDE.test(after) || turns(setting)))) return true;
  if (!inNewSentence(setting)) return false;
  return current.companies.size === 0 ? CONTACT_AGAIN.test(after.slice(0, 8)) : JUST_NOW.test(lead.trim());
}

/** …5400。昨天去朗月家纺见了欧阳总 */
const opensVisit = (setting: Setting) => inNewSentence(setting) && OPENS_VISIT.test(setting.lead.trim());

function startsMatter(setting: Setting): boolean {
  if (setting.hasOwnDay && saysSomething(setting)) return true;
  if (RELATIONS.test(setting.between) && !TURN_RIGHT_BEFORE.test(setting.lead) && !opensVisit(setting)) return false;
  return setting.anchor.company === null ? isOtherPerson(setting) : isOtherCompany(setting);
}

/** The cut goes to the start of the anchor's clause or, without punctuation, right before the turn that leads to it. */
function cutBefore({ anchor, current, lead }: Setting): number {
  const at = anchor.place.start;
  const inClause = at - lead.length;
  if (inClause > current.end && lead.length <= 14) return inClause;
  return at - (TURN_RIGHT_BEFORE.exec(lead)?.[0].length ?? 0);
}

/** Where separate matters begin in running text. */
export function cutByAnchors(facts: Facts, byDay: boolean): number[] {
  const cuts: number[] = [];
  let current: Current | null = null;
  for (const anchor of anchorsOf(facts)) {
    const setting: Setting | null = current && settingOf({ facts, byDay }, anchor, current);
    if (current && setting && !speaksOf(current, anchor) && startsMatter(setting)) {
      cuts.push(cutBefore(setting));
      current = null;
    }
    current ??= { companies: new Set(), names: new Set(), end: 0 };
    if (anchor.company) current.companies.add(anchor.company);
    if (anchor.name) current.names.add(anchor.name);
    current.end = anchor.place.end;
  }
  return cuts;
}
