import { BSONRegExp, ObjectId } from "bson";
import type { Doc } from "../semantics";
import type { KIND } from "../storage/keyEncoding";
import { isSubdocument } from "./indexKeys";

/** Something a filter demands of a path that an index can answer. All of them hold at once. */
export type Condition =
  | { is: "points"; values: unknown[] }
  | { is: "min"; value: unknown; inclusive: boolean }
  | { is: "max"; value: unknown; inclusive: boolean }
  | { is: "prefix"; text: string };

/** A filter by path. `raw` keeps the expressions as written, to compare with those of partial indexes. */
export interface Conditions {
  byPath: Map<string, Condition[]>;
  raw: Map<string, unknown[]>;
}

/** Everything the filter demands outside `$or`, `$nor`, `$expr` and the like: a necessary, not a sufficient condition. */
export function conditionsOf(filter: Doc): Conditions {
  const found: Conditions = { byPath: new Map(), raw: new Map() };
  collect(found, filter, "");
  return found;
}

function collect(found: Conditions, filter: Doc, prefix: string): void {
  for (const [key, expression] of Object.entries(filter)) {
    if (key === "$and" && Array.isArray(expression)) {
      for (const part of expression) collect(found, part as Doc, prefix);
    } else if (!key.startsWith("$")) {
      collectPath(found, prefix + key, expression);
    }
  }
}

function collectPath(found: Conditions, path: string, expression: unknown): void {
  append(found.raw, path, expression);
  if (!isOperatorObject(expression)) {
    const condition = literal(expression);
    if (condition) append(found.byPath, path, condition);
    return;
  }
  for (const [operator, operand] of Object.entries(expression)) {
    if (operator === "$elemMatch" && isSubdocument(operand) && !isOperatorObject(operand)) {
      collect(found, operand, `${path}.`);
      continue;
    }
    const condition = ofOperator(operator, operand, expression);
    if (condition) append(found.byPath, path, condition);
  }
}

function append<T>(map: Map<string, T[]>, path: string, value: T): void {
  const list = map.get(path);
  if (list) list.push(value);
  else map.set(path, [value]);
}

export function isOperatorObject(value: unknown): value is Doc {
  if (!isSubdocument(value)) return false;
  const first = Object.keys(value)[0];
  return first !== undefined && first.startsWith("$");
}

function literal(value: unknown): Condition | undefined {
  const text = typeof value === "string" ? undefined : regexPrefix(value);
  if (text !== undefined) return { is: "prefix", text };
  return isPoint(value) ? { is: "points", values: [value] } : undefined;
}

function ofOperator(operator: string, operand: unknown, whole: Doc): Condition | undefined {
  switch (operator) {
    case "$eq":
      return isPoint(operand) ? { is: "points", values: [operand] } : undefined;
    case "$in":
      return Array.isArray(operand) && operand.every(isPoint) ? { is: "points", values: operand } : undefined;
    case "$exists":
      return operand === false || operand === 0 ? { is: "points", values: [null] } : undefined;
    case "$gt":
    case "$gte":
      return isRangeable(operand) ? { is: "min", value: operand, inclusive: operator === "$gte" } : undefined;
    case "$lt":
    case "$lte":
      return isRangeable(operand) ? { is: "max", value: operand, inclusive: operator === "$lte" } : undefined;
    case "$regex": {
      const text = regexPrefix(operand, whole["$options"]);
      return text === undefined ? undefined : { is: "prefix", text };
    }
    default:
      return undefined;
  }
}

/** Whether equality with the value can be read from an index: arrays match in two ways, a regex matches others. */
function isPoint(value: unknown): boolean {
  if (value === undefined || Array.isArray(value)) return false;
  return !(value instanceof RegExp) && !(value instanceof BSONRegExp);
}

/** The kind of values a range on `value` runs over, for those whose encoding is in order. */
export function rangeKind(value: unknown): keyof typeof KIND | undefined {
  if (typeof value === "number") return Number.isNaN(value) ? undefined : "number";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "boolean";
  if (value instanceof Date) return "date";
  return value instanceof ObjectId ? "objectId" : undefined;
}

function isRangeable(value: unknown): boolean {
  return rangeKind(value) !== undefined;
}

/** The plain text every match of an anchored regex begins with; undefined when there is none. */
function regexPrefix(value: unknown, options?: unknown): string | undefined {
  const source = typeof options === "string" && options !== "" ? undefined : sourceOf(value);
  // An alternative would escape the anchor: ^a|b.
  if (!source?.startsWith("^") || source.includes("|")) return undefined;
  return plainStart(source.slice(1)) || undefined;
}

/** The characters before the first that means something else; the last is unsure when what follows makes it optional. */
function plainStart(source: string): string {
  const [text = ""] = /^[^\\^$.*+?()[\]{}|]*/.exec(source) ?? [];
  return /^[*?{]/.test(source.slice(text.length)) ? dropLastCharacter(text) : text;
}

function sourceOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (value instanceof RegExp) return value.flags.replace(/[us]/g, "") === "" ? value.source : undefined;
  if (value instanceof BSONRegExp) return value.options === "" ? value.pattern : undefined;
  return undefined;
}

function dropLastCharacter(text: string): string {
  return [...text].slice(0, -1).join("");
}
