import type { Reading, TimeExpression } from "../../../../models/shared/contracts/extraction";
import { dayOf } from "../../../../models/shared/values/day";
import { CONTACT } from "../../vocabulary/intents";
import { resolveTimes } from "../times/resolveTimes";
import { ARRIVED, ARRIVED_ALONE, GOES_TO_SEE, NEARBY, ONLY_ARRANGES, VISIT_STATS } from "../../vocabulary/visits";

/** A sentence about going to customers rather than about one of them. */
export type VisitTalk = { about: "arrival"; name: string | null } | { about: "nearby" } | { about: "stats" };

/** Whether something to do is to go and see the customer. */
export const goesToSee = (text: string): boolean => GOES_TO_SEE.test(text) && !ONLY_ARRANGES.test(text);

/** Null for talk about anything else. A name is only words: whether somebody is called so is for the caller to find out. */
export function readVisitTalk(text: string): VisitTalk | null {
  if (ARRIVED_ALONE.test(text)) return { about: "arrival", name: null };
  for (const pattern of ARRIVED) {
    const name = pattern.exec(text)?.groups?.name;
    if (name) return { about: "arrival", name };
  }
  if (NEARBY.test(text)) return { about: "nearby" };
  return VISIT_STATS.test(text) ? { about: "stats" } : null;
}

const FILLERS = /[\s\p{P}\p{S}的去见和跟]/gu;

const without = (text: string, parts: readonly (string | undefined)[]) =>
  parts.reduce<string>((left, part) => (part ? left.replace(part, "") : left), text).trim();

export interface VisitPlan {
  /** The time ahead; null where the words tell of something that was. */
  due: TimeExpression | null;
  /** What is said besides names and time. */
  words: string;
}

/** What stands behind `/拜访`: nothing but names before a time ahead agrees a visit, 王总同意试用，周五回访 tells of one. */
export function readVisitPlan({ rest, matters }: Pick<Reading, "rest" | "matters">, now: Date): VisitPlan {
  const people = matters.flatMap(({ customers }) => customers);
  const names = people.flatMap(({ company, name, title }) => [company?.value, name?.value, title?.value]);
  const [due] = resolveTimes(rest, now);
  const isAhead = due && due.to >= dayOf(now) && !due.contradiction;
  const before = due ? without(rest.slice(0, due.source.start), names).replace(FILLERS, "") : "";
  if (!isAhead || before !== "" || CONTACT.test(rest)) {
    return { due: null, words: without(rest, names).replace(FILLERS, "") };
  }
  return { due, words: without(rest, [...names, due.source.text]).replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "") };
}
