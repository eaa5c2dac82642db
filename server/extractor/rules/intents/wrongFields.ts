import type { Correction } from "../../../../models/shared/contracts/extraction";
import { FIELD_ALONE, FIELD_NAMES } from "../../vocabulary/corrections";
import type { Facts } from "../facts";
import type { Place } from "../text/places";

/** What 不是 stands before is no new value. */
const DENIED = /(?<!是)不是\s?(?:说)?(?:跟|给|和|去|在|找|约)?\s?$/;
const OPENS_DENIAL = /^\s*(?:(?:不对|错了|说错了?|写错了?|记错了?|搞错了?)[,，。\s]*)?不是/;
/** Nothing new is said behind: 不是海川的那个. */
const ENDS = /^(?:的|[那这][个边家位])*(?:项目|单子)?[啊吧呢了]?[。.!！]*\s*$/;

const isDenied = ({ text }: Facts, { start }: Place) => DENIED.test(text.slice(Math.max(0, start - 6), start));

/** The facts without what the words deny. */
export function affirmed(facts: Facts): Facts {
  const kept = <T extends Place>(finds: readonly T[]) => finds.filter((find) => !isDenied(facts, find));
  const { money, times, people, companies, phones } = facts;
  return {
    ...facts,
    money: kept(money),
    times: kept(times),
    people: kept(people),
    companies: kept(companies),
    phones: kept(phones),
  };
}

/** 不是海川的: which of the kinds it is that was denied last. */
function deniedField(facts: Facts): Correction["field"] | null {
  if (!OPENS_DENIAL.test(facts.text.slice(facts.from))) return null;
  const kinds = [
    ["name", facts.people],
    ["company", facts.companies],
    ["amount", facts.money],
    ["due", facts.times],
    ["phone", facts.phones],
  ] as const;
  const isLast = (find: Place) => isDenied(facts, find) && ENDS.test(facts.text.slice(find.end));
  return kinds.find(([, finds]) => finds.some(isLast))?.[0] ?? null;
}

/** 电话, 改电话, 电话错了: a field by its name and nothing else. */
function fieldAlone(words: string): Correction["field"] | null {
  const { what = "" } = FIELD_ALONE.exec(words.trim())?.groups ?? {};
  return FIELD_NAMES[what] ?? null;
}

/** Whether words without a command open a correction by naming a field: 改电话, 电话错了. */
export const callsFieldWrong = (words: string): boolean =>
  !Object.hasOwn(FIELD_NAMES, words.trim()) && fieldAlone(words) !== null;

/** The field that is called wrong where nothing says what is right: /改 电话, 电话错了, 不是海川的. */
export const readWrongField = (facts: Facts): Correction["field"] | null =>
  fieldAlone(facts.text.slice(facts.from)) ?? deniedField(facts);
