import { BEFORE_THAT_SIDE, NOT_A_TRADE } from "../../vocabulary/slots";
import { DEPARTMENT_BEFORE } from "../../vocabulary/turns";
import { findThings } from "./things";
import { wordsIn } from "../text/words";
import { isBrand } from "../names/brands";

/** They stand for somebody, and behind a name for that one's side. */
const OF_A_NAME = /^(?:那[边家]|[他她]们)/;
const wholeOf = (word: string) => ({ start: 0, end: word.length });
const RUN = /\p{Script=Han}{1,8}$/u;

/**
 * 星湖那边, 老恒和他们: the side of whoever is named in front, known to us or not, and nobody of the talk so far.
 * 跟那边, 样品他们, 采购那边 name nobody.
 */
export function isSideOfNamed(text: string, at: number): boolean {
  const [run] = RUN.exec(text.slice(0, at)) ?? [];
  if (!run || !OF_A_NAME.test(text.slice(at)) || DEPARTMENT_BEFORE.test(run)) return false;
  const word = wordsIn(run).at(-1) ?? "";
  if (word.length > 1)
    return isBrand(word) && !NOT_A_TRADE.test(word) && findThings(word, wholeOf(word), []).length === 0;
  return run.length > 1 && !BEFORE_THAT_SIDE.test(run);
}
