import { BEFORE_THING, COUNTED, IN_USE, NO_THING, NO_WORD_OF_A_THING } from "../../vocabulary/things";
import { clauseEnd, clauseStart, splitClauses } from "../text/clauses";
import { overlaps, type Place } from "../text/places";
import { isRegion } from "../text/regions";
import { THING_ENDING } from "../text/thingWords";
import { wordsIn } from "../text/words";

const OWN_CHARACTERS = /^[\u4e00-\u9fa5A-Za-z0-9-]+$/;
/** Longer words are a sentence, or two things. */
const LONGEST = 9;

/** The words of a clause with their places. */
function placedWords(text: string, { start, end }: Place): Place[] {
  let at = start;
  const words = wordsIn(text.slice(start, end)).flatMap((word) => (CAN.test(word) ? Array.from(word) : [word]));
  return words.map((word) => ({ start: at, end: (at += word.length) }));
}

/** 注塑机能早10天发吗: a word of the dictionary, and none here. */
const CAN = /^[机器泵阀板膜管床车]能$/;

interface Around {
  words: readonly Place[];
  /** What is known to be something else. */
  taken: readonly Place[];
}

/** How far to the left of its last word the name of a thing reaches: as long as words go on that name and do nothing. */
function growLeft(text: string, ending: Place, { words, taken }: Around): number {
  const { end } = ending;
  let { start } = ending;
  for (const word of words.filter((one) => one.start < ending.start).reverse()) {
    if (end - word.start > LONGEST || taken.some((place) => overlaps(place, { start: word.start, end }))) break;
    const said = text.slice(word.start, word.end);
    if (!OWN_CHARACTERS.test(said) || /^[\d一二两三四五六七八九十百千万]/.test(said) || BEFORE_THING.test(said)) break;
    start = word.start;
  }
  return start;
}

/** 冷|库: the ending may be more than the last word of the dictionary, and less. */
function endingAt(text: string, from: number, word: Place): Place | null {
  const [ending] = THING_ENDING.exec(text.slice(Math.max(from, word.end - LONGEST), word.end)) ?? [];
  return ending === undefined ? null : { start: Math.min(word.start, word.end - ending.length), end: word.end };
}

/** Things named in a stretch of the text, each told by its last word: 护理床, 地坪漆. `taken` is what is known to be something else. */
export function findThings(text: string, frame: Place, taken: readonly Place[]): Place[] {
  return splitClauses(text, frame.start, frame.end).flatMap((clause) => {
    const words = placedWords(text, clause);
    return words.flatMap((word, index) => {
      const next = words[index + 1];
      const ending = endingAt(text, clause.start, word);
      if (!ending || (next && endingAt(text, next.start, next) && isThing(text, next))) return [];
      const place = { start: growLeft(text, ending, { words, taken }), end: word.end };
      return isThing(text, place) && !IN_USE.test(text.slice(clause.start, place.start)) ? [place] : [];
    });
  });
}

const isThing = (text: string, { start, end }: Place) =>
  end - start >= 2 &&
  // 看了东莞的样板车间: a place is nothing one sells.
  !isRegion(text.slice(start, end)) &&
  !NO_THING.test(text.slice(start, end)) &&
  !/^[\d\s.-]+$/.test(text.slice(start, end));

/** What stands where a thing is named, without the count in front. Null where its words are no name: 价格能不能再降, 投影仪又. */
export function asThing(text: string, place: Place): Place | null {
  const clause = { start: clauseStart(text, place.start), end: clauseEnd(text, place.end) };
  const words = placedWords(text, clause);
  const counted = COUNTED.exec(text.slice(place.start, place.end))?.[0].length ?? 0;
  const thing = { start: place.start + counted, end: place.end };
  const isCut = words.some((word) => word.start < thing.end && thing.end < word.end);
  const inside = words.filter((word) => word.start >= thing.start && word.end <= thing.end);
  if (isCut || inside.some((word) => NO_WORD_OF_A_THING.test(text.slice(word.start, word.end)))) return null;
  return isThing(text, thing) ? thing : null;
}
