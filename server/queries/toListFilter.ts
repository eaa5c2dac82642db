import type { Entity } from "../../models/shared/defineEntity";
import { addDays, instantOf } from "../../models/shared/values/day";

type Filter = Record<string, unknown>;

/** An instant asked for by day means any moment of that day in Shanghai. */
const onDay = (day: string): Filter => ({ $gte: instantOf(day), $lt: instantOf(addDays(day, 1)) });

/** The filter parameters of a list query; `owner` narrows the reader's scope, never widens it. */
export function toListFilter(entity: Entity, query: Record<string, unknown>): Filter[] {
  const filters: Filter[] = query.owner === undefined ? [] : [{ owner: query.owner }];
  for (const [name, field] of Object.entries(entity.fields)) {
    const asked = query[name];
    if (!field.filter || asked === undefined) continue;
    filters.push({ [name]: field.kind === "instant" ? onDay(String(asked)) : asked });
  }
  return filters;
}
