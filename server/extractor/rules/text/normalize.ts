import type { Span } from "../../../../models/shared/contracts/extraction";
import { toSimplified } from "../../vocabulary/traditional";
import type { Place } from "./places";

/** A message in one spelling, with the way back to the offsets of the original. */
export interface NormalText {
  readonly original: string;
  readonly text: string;
  /** The original words behind `text.slice(start, end)`. */
  span(start: number, end: number): Span;
  /** A stretch of it as a text of its own, with the same way back. */
  part(from: number, to: number): NormalText;
}

const INVISIBLE = /^[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]$/;
const CONTROL = /^[\u0000-\u0009\u000b-\u001f\u007f-\u009f]$/;
const DASH = /^[\u2010-\u2015\u2212\ufe63\uff0d]$/;
const CIRCLED = /^[\u2460-\u2473\u2776-\u277f]$/;
const TILDE = /^[\u301c\uff5e\u223c]$/;

export const simplify = (text: string) => Array.from(text, (one) => toSimplified.get(one) ?? one).join("");

function normalCharacter(character: string): string {
  if (INVISIBLE.test(character)) return "";
  if (CONTROL.test(character)) return " ";
  if (DASH.test(character)) return "-";
  if (TILDE.test(character)) return "~";
  const simple = toSimplified.get(character);
  if (simple) return simple;
  // ① opens a list item and must not become a plain 1.
  return CIRCLED.test(character) ? character : character.normalize("NFKC");
}

const SPOKEN_DIGITS: Readonly<Record<string, string>> = {
  零: "0", 〇: "0", 洞: "0", 幺: "1", 么: "1", 一: "1", 二: "2", 两: "2", 三: "3", 四: "4", 五: "5", 六: "6", 七: "7", 拐: "7",
  八: "8", 九: "9", 勾: "9",
}; // prettier-ignore
const SPOKEN_RUN = /[0-9零〇洞幺么一二两三四五六七拐八九勾](?:[ -]?[0-9零〇洞幺么一二两三四五六七拐八九勾]){6,}/g;

/** Numbers read out digit by digit (幺三八…) become digits, one to one so that offsets stay. */
function writeSpokenDigits(text: string): string {
  return text.replace(SPOKEN_RUN, (run) => Array.from(run, (c) => SPOKEN_DIGITS[c] ?? c).join(""));
}

/** Blanks that say nothing: at both ends, and all but one of a run. */
const isIdle = (text: string, next: string) => /^[ \t]$/.test(next) && (text === "" || /[ \t\n]$/.test(text));

export function normalize(original: string): NormalText {
  const places: Place[] = [];
  let text = "";
  let offset = 0;
  for (const character of original) {
    const normal = character <= "\u007e" && character >= " " ? character : normalCharacter(character);
    const place = { start: offset, end: offset + character.length };
    offset = place.end;
    if (isIdle(text, normal)) continue;
    for (let i = 0; i < normal.length; i++) places.push(place);
    text += normal;
  }
  return build(original, writeSpokenDigits(text.trimEnd()), places);
}

function build(original: string, text: string, places: readonly Place[]): NormalText {
  return {
    original,
    text,
    span(start, end) {
      const from = places[start]?.start ?? original.length;
      const to = end > start ? (places[end - 1]?.end ?? original.length) : from;
      return { text: original.slice(from, to), start: from, end: to };
    },
    part: (from, to) => build(original, text.slice(from, to), places.slice(from, to)),
  };
}
