import { OBJECTS_OF_TRADE, SERVICES } from "../../vocabulary/topics";
import { longestFirst } from "../text/longestFirst";
import { THING_ENDING } from "../text/thingWords";
import { isCoined } from "../text/words";
import { ALL_ENDINGS } from "./companyEndings";

const OBJECT = new RegExp(`(?:${longestFirst(OBJECTS_OF_TRADE.split("|")).join("|")})$`);
const SERVICE = new RegExp(`(?<=..)(?:${SERVICES})$`);
/** 瑞安, 宝钢 end like a thing as well: of one character the word needs two more in front of it. */
const LEAST_OF_ONE = 3;
const ENDING_LENGTHS = [5, 4, 3, 2];

/** The words before the trade: 超声 of 超声设备; all of them where no trade stands behind. */
export function bodyOf(word: string): string {
  const length = ENDING_LENGTHS.find((count) => word.length > count && ALL_ENDINGS.has(word.slice(-count)));
  return length === undefined ? word : word.slice(0, -length);
}

/** A trade stands behind a name of two characters at least: 津门机床. */
export const hasTrade = (word: string) => bodyOf(word) !== word && bodyOf(word).length >= 2;

/** 星辉 in 星辉舞台: in front of a thing an invented name makes a house of it. */
const isInvented = (words: string) =>
  words.length >= 2 &&
  isCoined(words) &&
  !ALL_ENDINGS.has(words) &&
  !isWholly(words, OBJECT) &&
  !isWholly(words, THING_ENDING);
const isWholly = (words: string, pattern: RegExp) => pattern.exec(words)?.[0] === words;

/** Words that tell what is bought or worked on. */
export function isThing(words: string): boolean {
  const body = words.replace(SERVICE, "");
  const [object = THING_ENDING.exec(body)?.[0] ?? ""] = OBJECT.exec(body) ?? [];
  if (object === "" || (object.length === 1 && body.length < LEAST_OF_ONE)) return false;
  return !isInvented(body.slice(0, -object.length));
}
