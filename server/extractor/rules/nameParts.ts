import { AFTER_NAME, BEFORE_NAME } from "../vocabulary/edges";
import * as names from "../vocabulary/names";

export const COMMON = new Set(names.COMMON_SURNAMES);
export const RARE = new Set(names.RARE_SURNAMES);
export const COMPOUND = new Set(names.COMPOUND_SURNAMES.split("|"));
export const GIVEN = new Set(names.GIVEN_NAME_CHARACTERS);

/** A name may begin here. */
export const strongLeft = (text: string, at: number) =>
  at <= 0 || BEFORE_NAME.test(text.slice(Math.max(0, at - 4), at));
/** A name may be over here. */
export const rightEdge = (text: string, at: number) => AFTER_NAME.test(text.slice(at, at + 3));
