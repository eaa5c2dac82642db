import type { Grounded, SaidMethod, SaidMood } from "../../../../models/shared/contracts/extraction";
import type { Stage } from "../../../../models/shared/values/stage";
import { KEYWORD_CUES, METHOD_CUES, MOOD_CUES, NEGATED, ON_HOLD, STAGE_CUES } from "../../vocabulary/cues";
import { clauseStart } from "../text/clauses";
import type { Facts } from "../facts";
import { type Place, within, withoutPlaces } from "../text/places";

const wordsOf = (facts: Facts, { start, end }: Place) => facts.text.slice(start, end);
const grounded = <T>(facts: Facts, value: T, place: Place): Grounded<T> => ({
  value,
  source: facts.normal.span(place.start, place.end),
});

/** The tables hold plain patterns; each is made global once. */
const globals = new WeakMap<RegExp, RegExp>();

function globalOf(cue: RegExp): RegExp {
  const known = globals.get(cue) ?? new RegExp(cue.source, `${cue.flags.replace("g", "")}g`);
  globals.set(cue, known);
  return known;
}

/** Every place of a cue in a stretch of the text. */
function placesOf(facts: Facts, frame: Place, cue: RegExp): Place[] {
  const words = wordsOf(facts, frame);
  return [...words.matchAll(globalOf(cue))]
    .filter((match) => match[0] !== "")
    .map((match) => ({ start: frame.start + match.index, end: frame.start + match.index + match[0].length }));
}

/** The way of contact the words name; null when they name none. What is only planned is no contact. */
export function readMethod(facts: Facts, frame: Place): SaidMethod | null {
  for (const [method, cue] of METHOD_CUES) {
    const places = placesOf(facts, frame, cue).filter((place) => !isPlanned(facts, place, frame));
    if (places.length > 0) return method;
  }
  return null;
}

/** 谁说他不要了: asked to deny it. */
const DENIES = /谁说[^,，。;；?？]*$/;

const isNegated = (facts: Facts, place: Place) =>
  DENIES.test(facts.text.slice(Math.max(0, place.start - 16), place.start)) ||
  NEGATED.test(facts.text.slice(Math.max(0, place.start - 6), place.start));

const INTENDED =
  /要|准备|打算|计划|能(?!源)|可以|就(?!是)|(?<!刚)才|再|等|争取|希望|预计|答应|会(?!议)|如果|只要|想|待|催|肯定|应该|快|差不多|马上|即将|让|得|记得|提醒|还没|下一步|什么时候|是否|能否|有没有|帮/;

/** 约好了周四碰面: what was agreed on has not taken place. */
const APPOINTED = /约(?:好|定)?了?[^了过]*$/;

/** 刚微信约的, 约了三次终于见到: it has happened, whatever else the clause plans. */
const JUST_NOW = /(?:[刚已](?:才|刚|经)?.{0,2}|(?:终于|总算|好不容易).{0,10})$/;

/** 帮我记一下 asks for the record, not for the contact. */
const WRITES_DOWN = /刚才|(?:请|麻烦)?帮(?:我|忙)?(?:记|写|录|备注|登记)(?:录|上)?(?:一?下)?/g;

/** A cue behind a time still ahead, or behind a word of intention, has not happened. */
function isPlanned(facts: Facts, place: Place, frame: Place): boolean {
  const start = Math.max(frame.start, clauseStart(facts.text, place.start));
  // 蔺总，到了我给您打电话: said to them of what will be.
  if (/[给跟][您你]们?$/.test(facts.text.slice(0, place.start))) return true;
  if (JUST_NOW.test(facts.text.slice(Math.max(start, place.start - 12), place.start))) return false;
  const ahead = facts.times.some(
    (time) => !time.past && time.start >= start && time.end <= place.start && time.expression.from > facts.today,
  );
  const names = [...facts.people, ...facts.companies];
  const words = withoutPlaces(facts.text, { start, end: place.start }, names)
    .replace(WRITES_DOWN, "")
    .replace(/^\s*就/, "");
  return ahead || APPOINTED.test(words) || INTENDED.test(words.slice(-8).replace(/.*[了过]/, ""));
}

/** The stage the words speak of, the furthest first. Won counts only when it has happened. */
export function readStage(facts: Facts, frame: Place): Grounded<Stage> | undefined {
  for (const [stage, cue] of STAGE_CUES) {
    const place = placesOf(facts, frame, cue).find(
      (found) => !isNegated(facts, found) && !(stage === "won" && isPlanned(facts, found, frame)),
    );
    if (place) return grounded(facts, stage, place);
  }
  return undefined;
}

export function readOnHold(facts: Facts, frame: Place): Grounded<string> | undefined {
  const place = placesOf(facts, frame, ON_HOLD).find((found) => !isNegated(facts, found));
  return place && grounded(facts, wordsOf(facts, place), place);
}

/** 高兴食品, 满意家居: the word is part of a name and tells nothing. */
const isOfName = ({ companies, people }: Facts, place: Place) =>
  [...companies, ...people].some((name) => within(place, name));

export function readMood(facts: Facts, frame: Place): Grounded<SaidMood> | undefined {
  for (const [mood, cue] of MOOD_CUES) {
    const place = placesOf(facts, frame, cue).find((found) => !isNegated(facts, found) && !isOfName(facts, found));
    if (place) return grounded(facts, mood, place);
  }
  return undefined;
}

export function readKeywords(facts: Facts, frame: Place): string[] {
  const words = wordsOf(facts, frame);
  return KEYWORD_CUES.filter(([, cue]) => cue.test(words)).map(([keyword]) => keyword);
}
