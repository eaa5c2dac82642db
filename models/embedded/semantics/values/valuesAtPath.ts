import { encodeKey } from "./encodeKey";
import { getField, isDoc } from "./doc";
import type { Doc } from "./doc";

/** What an empty array at the end of a path holds: itself, told by identity from an empty array inside an array. */
export const EMPTY_ARRAY: readonly never[] = Object.freeze([]);

export interface PathValues {
  /** Never empty: `[undefined]` when nothing is there, `[EMPTY_ARRAY]` for an empty array at the end of the path. */
  values: unknown[];
  /** Whether an array was opened on the way, so that one document may own several entries. */
  isMultikey: boolean;
}

/** What an index holds for a path: arrays opened one level, each distinct value once, missing as undefined. */
export function valuesAtPath(doc: Doc, path: string): PathValues {
  const found: PathValues = { values: [], isMultikey: false };
  collect(doc, path.split("."), found);
  return found.isMultikey ? { values: distinct(found.values), isMultikey: true } : found;
}

function collect(doc: Doc, parts: readonly string[], found: PathValues): void {
  const value = getField(doc, parts[0] as string);
  if (parts.length === 1) collectLeaf(value, found);
  else descend(value, parts.slice(1), found);
}

function collectLeaf(value: unknown, found: PathValues): void {
  if (!Array.isArray(value)) {
    found.values.push(value);
    return;
  }
  found.isMultikey = true;
  if (value.length === 0) found.values.push(EMPTY_ARRAY);
  for (const item of value) found.values.push(item);
}

function descend(value: unknown, rest: readonly string[], found: PathValues): void {
  if (isDoc(value)) collect(value, rest, found);
  else if (Array.isArray(value)) descendArray(value, rest, found);
  else found.values.push(undefined);
}

function descendArray(items: unknown[], rest: readonly string[], found: PathValues): void {
  found.isMultikey = true;
  const index = arrayIndex(rest[0] as string);
  if (index !== undefined && index < items.length) {
    const item: unknown = items[index];
    if (rest.length === 1) found.values.push(item);
    else descend(item, rest.slice(1), found);
    return;
  }
  if (items.length === 0) found.values.push(undefined);
  for (const item of items) {
    if (isDoc(item)) collect(item, rest, found);
    else found.values.push(undefined);
  }
}

function distinct(values: unknown[]): unknown[] {
  const seen = new Map<string, unknown>();
  for (const value of values) {
    const key = encodeKey(value);
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}

/** The position a path part names in an array: canonical digits only, "01" is a field name. */
export function arrayIndex(part: string): number | undefined {
  return /^(0|[1-9]\d*)$/.test(part) ? Number(part) : undefined;
}
