import { located } from "../../refusals";
import { compileFilter } from "../../filter/compileFilter";
import { sortDocs } from "../../sort/compileSort";
import { isDoc } from "../../values/doc";
import type { Doc } from "../../values/doc";
import type { ExpressionOptions } from "../compileExpression";
import type { Stage } from "../context";
import { assign } from "../addFields";

export function* match(source: Iterable<Doc>, spec: unknown, { variables, now }: ExpressionOptions): Iterable<Doc> {
  if (!isDoc(spec)) throw located(15959, "the match filter must be an expression in an object");
  const matcher = compileFilter(spec, { variables, now });
  for (const doc of source) if (matcher(doc)) yield doc;
}

export function* sort(source: Iterable<Doc>, spec: unknown): Iterable<Doc> {
  yield* sortDocs(source, sortSpec(spec));
}

export function sortSpec(spec: unknown): Doc {
  if (!isDoc(spec)) throw located(15973, "the $sort key specification must be an object");
  if (Object.keys(spec).length > 0) return spec;
  throw located(15976, "$sort stage must have at least one sort key");
}

export function limitCount(spec: unknown): number {
  if (typeof spec !== "number" || !Number.isInteger(spec))
    throw located(2107201, "invalid argument to $limit stage: Expected an integer");
  if (spec <= 0) throw located(15958, "the limit must be positive");
  return spec;
}

export function skipCount(spec: unknown): number {
  if (typeof spec === "number" && Number.isInteger(spec) && spec >= 0) return spec;
  throw located(5107200, `invalid argument to $skip stage: Expected a non-negative number in: $skip: ${String(spec)}`);
}

/** Stops pulling as soon as it has enough. */
export function* limit(source: Iterable<Doc>, spec: unknown): Iterable<Doc> {
  const count = limitCount(spec);
  let taken = 0;
  for (const doc of source) {
    yield doc;
    if (++taken >= count) return;
  }
}

export function* skip(source: Iterable<Doc>, spec: unknown): Iterable<Doc> {
  const count = skipCount(spec);
  let passed = 0;
  for (const doc of source) if (++passed > count) yield doc;
}

/** Counting nothing gives no document. */
export function* count(source: Iterable<Doc>, spec: unknown): Iterable<Doc> {
  if (typeof spec !== "string" || spec === "" || /^\$|\./.test(spec)) {
    throw located(40156, "the count field must be a non-empty string, not starting with '$' and without '.'");
  }
  let total = 0;
  for (const doc of source) total += Number(isDoc(doc));
  if (total > 0) yield { [spec]: total };
}

/** Without replacement: each document at most once. */
export function* sample(source: Iterable<Doc>, spec: unknown): Iterable<Doc> {
  const size = isDoc(spec) ? spec["size"] : undefined;
  if (typeof size !== "number" || !(size >= 0))
    throw located(28746, "the size argument to $sample must be a non-negative number");
  const docs = [...source];
  for (let i = 0; i < Math.min(size, docs.length); i++) {
    const pick = i + Math.floor(Math.random() * (docs.length - i));
    const doc = docs[pick] as Doc;
    docs[pick] = docs[i] as Doc;
    yield doc;
  }
}

interface Unwind {
  path: string;
  indexField?: string;
  keepsEmpty: boolean;
}

function parseUnwind(spec: unknown): Unwind {
  const given = isDoc(spec) ? spec : { path: spec };
  const path = given["path"];
  if (typeof path !== "string" || !path.startsWith("$") || path.length < 2) {
    throw located(28818, `path option to $unwind stage should be prefixed with a '$': ${String(path)}`);
  }
  return {
    path: path.slice(1),
    indexField: given["includeArrayIndex"] as string | undefined,
    keepsEmpty: given["preserveNullAndEmptyArrays"] === true,
  };
}

export const unwind: Stage = function* (source, spec) {
  const { path, indexField, keepsEmpty } = parseUnwind(spec);
  const parts = path.split(".");
  const withIndex = (doc: Doc, index: number | null): Doc =>
    indexField === undefined ? doc : assign(doc, indexField.split("."), index);
  for (const doc of source) {
    const value = parts.reduce<unknown>((holder, part) => (isDoc(holder) ? holder[part] : undefined), doc);
    if (Array.isArray(value) && value.length > 0) {
      for (const [index, item] of value.entries()) yield withIndex(assign(doc, parts, item), index);
    } else if (Array.isArray(value)) {
      if (keepsEmpty) yield withIndex(assign(doc, parts, undefined), null);
    } else if (keepsEmpty || (value !== undefined && value !== null)) {
      yield withIndex(doc, null);
    }
  }
};
