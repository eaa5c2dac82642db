import { COLLECTIONS } from "../../../models/shared/entities/collections";
import type { EntityName } from "../../../models/shared/entities";
import { methodNames, stageNames } from "../../../models/shared/text/zhCN/fields";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { formatDay, type Day } from "../../../models/shared/values/day";
import { formatFen } from "../../../models/shared/values/money";
import { readRange } from "../../../models/shared/values/range";

export const entityOf = (collection: string): EntityName | null =>
  (Object.keys(COLLECTIONS) as EntityName[]).find((entity) => COLLECTIONS[entity] === collection) ?? null;

type Words = (value: string, today: Day) => string;

const days: Words = (value, today) => {
  const { from, to } = readRange(value);
  const shown = (day: Day) => formatDay(day, today);
  if (from && to) return t.rows.between(shown(from), shown(to));
  return from ? t.rows.from(shown(from)) : t.rows.until(shown(to ?? today));
};

const named = (names: Record<string, string>) => (value: string) => names[value] ?? "";

/** What a list is narrowed to, in words; parameters that are not here say nothing to a reader. */
const FILTER_WORDS: Record<string, Words> = {
  happenedAt: days,
  createdAt: days,
  expectedCloseOn: days,
  remindAt: days,
  updatedAt: days,
  dueTo: days,
  plannedOn: days,
  visitedOn: days,
  lastContactAt: (value, today) => t.rows.since(formatDay(readRange(value).to ?? today, today)),
  stageChangedAt: (value, today) =>
    value.startsWith("..") ? t.rows.stoodSince(formatDay(readRange(value).to ?? today, today)) : days(value, today),
  stage: (value) => (value.includes(",") ? t.rows.open : (named(stageNames)(value) ?? "")),
  state: named(t.rows.states),
  method: named(methodNames),
  level: (value) => t.customers.level(value),
  amount: (value) => {
    const { from, to } = readRange(value);
    return from ? t.rows.atLeast(formatFen(Number(from))) : t.rows.atMost(formatFen(Number(to ?? 0)));
  },
};

/** `本月 · 赢单`, for the line above a list. */
export const filterWords = (query: Record<string, string>, today: Day): string =>
  Object.entries(query)
    .map(([name, value]) => FILTER_WORDS[name]?.(value, today) ?? "")
    .filter(Boolean)
    .join(" · ");
