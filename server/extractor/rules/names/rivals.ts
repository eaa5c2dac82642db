import type { Grounded } from "../../../../models/shared/contracts/extraction";
import * as words from "../../vocabulary/rivals";
import { isBrand, isPlace } from "./brands";
import { isPhrase } from "./companyNames";
import { cutLeft } from "./cutWords";
import type { Facts } from "../facts";
import { longestFirst } from "../text/longestFirst";
import { overlaps, type Place, within } from "../text/places";
import { bodyOf, hasTrade, isThing } from "./tradeThings";
import { isCoined } from "../text/words";

const KNOWN = new RegExp(`(?<![A-Za-z])(?:${longestFirst(words.RIVALS.split("|")).join("|")})(?![A-Za-z])`, "g");

/** A vendor of the list is a rival where the words around it say that it competes or is in use. */
function findListed(text: string): Place[] {
  return [...text.matchAll(KNOWN)].flatMap((match) => {
    const place = { start: match.index, end: match.index + match[0].length };
    const before = text.slice(Math.max(0, place.start - 8), place.start);
    const after = text.slice(place.end, place.end + 8);
    const competes = words.RIVAL_BEFORE.test(before) || words.RIVAL_AFTER.test(after);
    const joined = words.JOINS_BEFORE.test(before) && words.TAKES_AFTER.test(after);
    return competes || joined ? [place] : [];
  });
}

/** Anybody the words call a rival, or the product in use. */
function findSaid(text: string): Place[] {
  return words.SAID_RIVALS.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const name = match.groups?.name ?? "";
      const start = match.index + match[0].indexOf(name);
      const named =
        name !== "" &&
        !words.NOBODY_IN_PARTICULAR.test(name) &&
        !isPhrase(name) &&
        !words.ON_PAPER_BEFORE.test(text.slice(Math.max(0, match.index - 6), match.index));
      return named ? [{ start, end: start + name.length }] : [];
    }),
  );
}

/** A coined word where only the name of what they use or took stands: 现在用的是蔡司, 定了蔡司的. */
function findCoined(text: string): Place[] {
  return [...words.USED_BRANDS, ...words.SELLS_THE_SAME].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const name = match.groups?.name ?? "";
      const start = match.index + match[0].lastIndexOf(name);
      return isCoined(name) && !words.NOBODY_IN_PARTICULAR.test(name) ? [{ start, end: start + name.length }] : [];
    }),
  );
}

/** 海川在比价，华瑞报了16万: whoever quotes beside a customer, or beside words of comparing. */
function findQuoting(text: string, taken: readonly Place[]): Place[] {
  if (taken.length === 0 && !words.COMPARES.test(text)) return [];
  return [...text.matchAll(words.QUOTED)].flatMap((match) => {
    const name = match.groups?.name ?? "";
    const start = match.index + match[0].lastIndexOf(name);
    const isPricedByUnit = UNIT_PRICE.test(text.slice(start + name.length, start + name.length + 20));
    return couldQuote(name) && !isPricedByUnit ? [{ start, end: start + name.length }] : [];
  });
}

const placesOf = (text: string, pattern: RegExp): Place[] =>
  [...text.matchAll(pattern)].map((match) => {
    const name = match.groups?.name ?? "";
    const end = match.index + match[0].indexOf(name) + name.length;
    const from = end - name.length + (/^.*[说讲称]/.exec(name)?.[0].length ?? 0);
    const trade = name.length - bodyOf(name).length;
    return { start: cutLeft(text, from, end - trade), end };
  });

/** A house by its trade, 冰河冷链; where the deal is known to be lost, by an invented name alone, 洁雅. */
function couldBeHouse(name: string, isLost: boolean): boolean {
  const body = bodyOf(name);
  if (words.NOBODY_IN_PARTICULAR.test(name) || isThing(body) || isPhrase(body) || !(isBrand(body) || isPlace(body)))
    return false;
  return hasTrade(name) || (isLost && isCoined(name) && name.length <= LONGEST_COINED);
}
const LONGEST_COINED = 4;

/** Who took our place, or is held up against us: with a customer named before, since a house alone may be the customer. */
function findOthers(text: string, taken: readonly Place[], houses: readonly Place[]): Place[] {
  const isLost = words.LOST_TO_OTHERS.test(text);
  const said = [
    ...placesOf(text, words.TAKEN_INSTEAD),
    ...[words.IN_USE_NOW, words.CHEAPER, words.COMPARED].flatMap((pattern) =>
      placesOf(text, pattern).filter(({ start, end }) => hasTrade(text.slice(start, end))),
    ),
  ];
  return said.filter(
    (place) =>
      [...taken, ...houses].some(({ end }) => end < place.start) &&
      couldBeHouse(text.slice(place.start, place.end), isLost),
  );
}

/** 黄芪报价48元一公斤: what has a price by the unit is a thing. */
const UNIT_PRICE =
  /^的?报?价?了?(?:到|是)?\s?[\d.一二两三四五六七八九十百千]+\s?(?:元|块钱?)?\s?(?:一|每|\/)\s?(?:公斤|斤|千克|kg|克|吨|米|平|瓦|度|方|升)/i;

/** 螺旋桨报了7万, 德胜机械报价50万: a thing is quoted for, and a house named with its trade is a customer. */
const couldQuote = (name: string) =>
  isCoined(name) &&
  isBrand(name) &&
  !isThing(name) &&
  !ENDS_OTHERWISE.test(name) &&
  !words.QUOTED_TO.test(name) &&
  !words.NOBODY_IN_PARTICULAR.test(name) &&
  !isPhrase(name);

const ENDS_OTHERWISE = /(?:[先前后再]|机械|科技|电子|食品|建材|物流|包装|印刷|化工|家具|服装|[厂局院店])$/;

/**
 * Rivals named in the text; they are no customers of ours. `taken` are names that are surely somebody else, `houses` may be
 * rivals themselves.
 */
export function findRivals(text: string, taken: readonly Place[], houses: readonly Place[]): Place[] {
  const found: Place[] = [];
  const said = [...findListed(text), ...findSaid(text), ...findCoined(text)];
  for (const place of [...said, ...findQuoting(text, taken), ...findOthers(text, taken, houses)]) {
    if (![...found, ...taken].some((other) => overlaps(other, place))) found.push(place);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The rivals of a stretch of the text. */
export function readCompetitors(facts: Facts, frame: Place): Grounded<string>[] {
  return facts.rivals
    .filter((place) => within(place, frame))
    .map((place) => {
      const source = facts.normal.span(place.start, place.end);
      return { value: source.text, source };
    });
}
