import type { Entity } from "../../models/shared/defineEntity";
import type { Field } from "../../models/shared/fields";
import { addDays, instantOf } from "../../models/shared/values/day";
import { UNOWNED } from "../../models/shared/values/owner";
import { readRange, UNSET, type Range } from "../../models/shared/values/range";

type Filter = Record<string, unknown>;

const between = <T>({ from, to }: Range, read: (end: string) => T): Filter => ({
  ...(from === null ? {} : { $gte: read(from) }),
  ...(to === null ? {} : { $lte: read(to) }),
});

/** Instants asked for by day mean any moment of those days in Shanghai. */
export const onDays = ({ from, to }: Range): Filter => ({
  ...(from === null ? {} : { $gte: instantOf(from) }),
  ...(to === null ? {} : { $lt: instantOf(addDays(to, 1)) }),
});

const oneOf = (choices: string): unknown => (choices.includes(",") ? { $in: choices.split(",") } : choices);

const oneOfOrNot = (words: string): unknown =>
  words.startsWith("!") ? { $nin: words.slice(1).split(",") } : oneOf(words);

function toCondition(kind: Field["kind"], asked: string): unknown {
  switch (kind) {
    case "instant":
      return asked === UNSET ? null : onDays(readRange(asked));
    case "day":
      return asked === UNSET ? null : between(readRange(asked), String);
    case "money":
      return between(readRange(asked), Number);
    case "choice":
      return oneOf(asked);
    case "text":
      return oneOfOrNot(asked);
    case "number":
    case "time":
    case "ref":
    case "list":
    case "personal":
      return asked;
  }
}

function toOwner(asked: unknown): unknown {
  if (asked === UNOWNED) return null;
  return asked === `!${UNOWNED}` ? { $ne: null } : asked;
}

const BASE_FIELDS = { createdAt: "instant", updatedAt: "instant" } as const;

/** The filter parameters of a list query; `owner` narrows the reader's scope, never widens it. */
export function toListFilter(entity: Entity, query: Record<string, unknown>): Filter[] {
  const filters: Filter[] = query.owner === undefined ? [] : [{ owner: toOwner(query.owner) }];
  const own = Object.entries(entity.fields).flatMap(([name, field]) =>
    field.filter ? [[name, field.kind] as const] : [],
  );
  for (const [name, kind] of [...Object.entries(BASE_FIELDS), ...own]) {
    const asked = query[name];
    if (asked !== undefined) filters.push({ [name]: toCondition(kind, String(asked)) });
  }
  return filters;
}
