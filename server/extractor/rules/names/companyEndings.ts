import * as words from "../../vocabulary/companies";
import { longestFirst } from "../text/longestFirst";

export const INVENTED_ONLY = new Set(words.TRADES_OF_INVENTED_NAMES.split("|"));
const ENDINGS = longestFirst([...words.COMPANY_ENDINGS.split("|"), ...INVENTED_ONLY]);
export const ENDING = new RegExp(ENDINGS.join("|"), "g");
export const STICKY_ENDING = new RegExp(ENDINGS.filter((ending) => ending.length > 1).join("|"), "y");
export const WEAK = new Set([...words.WEAK_ENDINGS.split("|"), ...INVENTED_ONLY]);
export const ALL_ENDINGS = new Set(ENDINGS);

/** The words before `at` end like a company, with some name before the ending. */
export function endsLikeCompany(text: string, at: number): boolean {
  return [2, 3, 4].some((length) => at - length >= 2 && ALL_ENDINGS.has(text.slice(at - length, at)));
}

/** An ending stands right here: the words before it are part of a company, not a person (康师傅食品). */
export function leadsToEnding(text: string, at: number): boolean {
  STICKY_ENDING.lastIndex = at;
  return STICKY_ENDING.test(text);
}

/** Something is left without the endings: 泰和 in 泰和食品. */
export const hasBody = (body: string) => body.replace(ENDING, "") !== "";

/** What it ends in is an ordinary word as well: 维保, 中央空调. */
export const endsWeakly = (body: string) => [2, 3, 4].every((length) => !isStrongEnding(body.slice(-length)));
const isStrongEnding = (ending: string) => ALL_ENDINGS.has(ending) && !WEAK.has(ending);
