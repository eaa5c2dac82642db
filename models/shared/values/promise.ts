import { promiseText } from "../text/zhCN/promises";
import { formatDay, type Day } from "./day";

/** Who bound themselves to what, by when. Kept on its note as one line of text each. */
export interface KeptPromise {
  by: "us" | "them";
  /** Who of them, as said. */
  who: string | null;
  what: string;
  until: Day | null;
}

const SEPARATOR = "|";

export const writePromise = ({ by, who, what, until }: KeptPromise): string =>
  [by, until ?? "", (who ?? "").replaceAll(SEPARATOR, " "), what].join(SEPARATOR);

/** Null for text that is none. */
export function readPromise(line: string): KeptPromise | null {
  const [by, until, who, ...what] = line.split(SEPARATOR);
  if ((by !== "us" && by !== "them") || what.length === 0) return null;
  return { by, until: until || null, who: who || null, what: what.join(SEPARATOR) };
}

/** 王经理答应：月底前付尾款（09-30 周三前） */
export const sayPromise = ({ by, who, what, until }: KeptPromise): string =>
  promiseText.said(by === "us" ? promiseText.us : (who ?? promiseText.them), what, until && formatDay(until));

/** How long after its day, or after it was said without one, a promise may still be open. */
const OPEN_DAYS = 30;

/** @param age whole days since it was said */
export const isOpenPromise = ({ until }: KeptPromise, { today, age }: { today: Day; age: number }): boolean =>
  until === null ? age <= 2 * OPEN_DAYS : until >= today || age <= OPEN_DAYS;
