import { isBrand } from "./brands";
import type { CompanyFind } from "./companies";
import { ENDING, WEAK } from "./companyEndings";
import type { PersonFind } from "./people";
import type { Closed } from "../text/places";

const IN_BRACKETS =
  /^\s?[(（]\s?(?<name>[\u4e00-\u9fa5]{2,8}|[A-Z][A-Za-z&.'-]*(?: [A-Za-z&.'-]+){0,3} ?[\u4e00-\u9fa5]{2,4})\s?[)）,，/]/u;
const LONGEST = 40;

/** Bluebay 贸易: Latin words with a trade behind them. */
const isMixed = (name: string) => {
  const trade = /[\u4e00-\u9fa5]+$/u.exec(name)?.[0] ?? "";
  return trade !== name && (WEAK.has(trade) || (trade.match(ENDING) ?? []).join("") === trade);
};

/** 翁院长(康健), Grace(Bluebay 贸易): right behind somebody, brackets hold where they work. */
export function findBracketed(text: string, people: readonly PersonFind[], closed: Closed): CompanyFind[] {
  return people.flatMap(({ end }) => {
    const name = IN_BRACKETS.exec(text.slice(end, end + LONGEST))?.groups?.name ?? "";
    const start = text.indexOf(name, end);
    const named = name !== "" && (isBrand(name) || isMixed(name)) && !closed(start, start + name.length);
    return named ? [{ start, end: start + name.length, by: "beside" as const }] : [];
  });
}
