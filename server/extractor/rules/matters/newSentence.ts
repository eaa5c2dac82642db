import {
  CONTACT_WITH,
  DEPARTMENT_BEFORE,
  OWN_DEAL,
  POST_OF_ANCHOR,
  SHARES_IT,
  STAYS,
  SUBORDINATE,
  THAT_SIDE,
  TURN,
  WENT_THERE,
} from "../../vocabulary/turns";
import type { Current, Setting } from "./anchors";
import { sentenceEnd } from "../text/clauses";
import type { Facts } from "../facts";
import { type Place, within } from "../text/places";

const BREAK = /[。;；!！?？\n✅❌]/;
const WORD = /[\u4e00-\u9fa5A-Za-z0-9]/g;
/** A name alone tells nothing; 去了 does. */
const LEAST_TOLD = 2;
/** As much may stand in front of a name before its clause is one that goes on with what was said. */
const LONGEST_LEAD = 14;

/** The words of a sentence in front of its first name, or null where none begins in between. */
export const sentenceBefore = (between: string) =>
  BREAK.test(between) ? (between.split(BREAK).at(-1) ?? "").trimStart() : null;

const wordsIn = (text: string) => text.match(WORD)?.length ?? 0;

/** Where the sentence of the anchor begins. */
const sentenceStart = ({ anchor, sentence }: Setting) => anchor.place.start - (sentence ?? "").length;

/** What was said of the matter so far, its names left out. */
function toldBefore(setting: Setting): number {
  const { facts, current } = setting;
  const frame = { start: current.start, end: sentenceStart(setting) };
  const names = [...facts.people, ...facts.companies].filter((find) => within(find, frame));
  const named = names.reduce((sum, { start, end }) => sum + wordsIn(facts.text.slice(start, end)), 0);
  return wordsIn(facts.text.slice(frame.start, frame.end)) - named;
}

/** The first clause names somebody, or leads up to them: 要是能压到30万以内，裘工说…, 签了!星辉舞台的合同…. */
function leadsUp(sentence: string): boolean {
  return sentence.length <= LONGEST_LEAD || !/[,，]/.test(sentence) || SUBORDINATE.test(sentence);
}

const hasMoney = ({ money }: Facts, frame: Place) => money.some((find) => within(find, frame));

/** Only a company was named so far, so who comes next is theirs, unless the words say that it is another deal or talk. */
function leavesCompany(setting: Setting): boolean {
  const { facts, current, anchor, after } = setting;
  const start = sentenceStart(setting);
  const before = { start: current.start, end: start };
  if (THAT_SIDE.test(after) || TURN.test(setting.sentence ?? "") || OWN_DEAL.test(after)) return true;
  if (hasMoney(facts, before) && hasMoney(facts, { start, end: sentenceEnd(facts.text, anchor.place.end) }))
    return true;
  return CONTACT_WITH.test(setting.sentence ?? "") && !WENT_THERE.test(facts.text.slice(before.start, before.end));
}

const namesOnlyCompany = ({ companies, names }: Current) => companies.size > 0 && names.size === 0;

/** The words around the name tie it to whom was named before. */
const stays = ({ after }: Setting, sentence: string) =>
  STAYS.test(sentence) || POST_OF_ANCHOR.test(after) || SHARES_IT.test(after);

/** A person without a company: theirs where only a company was named so far, or as one of its departments. */
const leaves = (setting: Setting, sentence: string) =>
  !DEPARTMENT_BEFORE.test(sentence) && (!namesOnlyCompany(setting.current) || leavesCompany(setting));

/**
 * A new sentence that tells of somebody else: another matter, since nothing says that they belong to whom was named
 * before, and what is guessed would be written down with the wrong customer.
 */
export function opensOther(setting: Setting): boolean {
  const { anchor, facts, sentence } = setting;
  if (sentence === null || facts.isCommand || !leadsUp(sentence) || stays(setting, sentence)) return false;
  if (toldBefore(setting) < LEAST_TOLD) return false;
  return anchor.company !== null || leaves(setting, sentence);
}
