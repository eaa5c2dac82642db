import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { encodeValue, invert } from "../storage/keyEncoding";
import { keyText } from "../storage/overlay";
import type { Index, IndexField } from "./catalog";

/** One row an index holds for a document: its encoded parts, and the values they were made of. */
export interface IndexEntry {
  parts: Buffer;
  values: unknown[];
}

export interface IndexEntries {
  /** By the text of their parts: a document has each entry once. */
  entries: Map<string, IndexEntry>;
  /** Positions of the fields that are arrays, or lie in one. */
  multikey: number[];
  truncated: boolean;
}

interface FieldValues {
  values: unknown[];
  present: boolean;
  /** How many steps lead to the first array on the way; undefined when there is none. */
  arrayDepth: number | undefined;
}

export function isSubdocument(value: unknown): value is Doc {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !(value instanceof Date) && !(value instanceof RegExp) && !("_bsontype" in value);
}

/**
 * The entries of a document in an index: none when the index is sparse or partial and leaves it out.
 * @throws StoreError 171 when two fields of the index are arrays of their own
 */
export function indexEntries(index: Index, doc: Doc): IndexEntries {
  const found: IndexEntries = { entries: new Map(), multikey: [], truncated: false };
  if (!index.covers(doc)) return found;
  const fields = index.fields.map((field) => fieldValues(doc, field.steps));
  if (index.sparse && !fields.some((field) => field.present)) return found;
  found.multikey = fields.flatMap((field, position) => (field.arrayDepth === undefined ? [] : [position]));
  for (const values of tuples(index, doc, fields)) addEntry(found, index, values);
  return found;
}

function addEntry(found: IndexEntries, index: Index, values: unknown[]): void {
  const parts: Buffer[] = [];
  for (const [position, field] of index.fields.entries()) {
    const encoded = encodePart(index, field, values[position]);
    if (!encoded.exact) found.truncated = true;
    parts.push(encoded.bytes);
  }
  const joined = Buffer.concat(parts);
  found.entries.set(keyText(joined), { parts: joined, values });
}

/** One value as a part of an index key, inverted where the index descends. */
export function encodePart(index: Index, field: IndexField, value: unknown): { bytes: Buffer; exact: boolean } {
  const encoded = encodeValue(value, index.budget);
  return field.descending ? { ...encoded, bytes: invert(encoded.bytes) } : encoded;
}

function tuples(index: Index, doc: Doc, fields: FieldValues[]): unknown[][] {
  const several = fields.flatMap((field, position) => (field.arrayDepth === undefined ? [] : [position]));
  if (several.length < 2) return product(fields.map((field) => field.values));
  const root = sharedArray(index, fields, several);
  const elements = root.reduce<unknown>((value, step) => (value as Doc)[step], doc) as unknown[];
  // An empty array still has its one entry, of missing values.
  if (elements.length === 0) return product(fields.map((field) => field.values));
  return elements.flatMap((element) => {
    // Fields of the same array belong together element by element: {x, y} of one element, never x of one and y of another.
    const values = fields.map((field, position) => {
      if (field.arrayDepth === undefined) return field.values;
      return fieldValues(element, index.fields[position]?.steps.slice(root.length) ?? []).values;
    });
    return product(values);
  });
}

/** The path of the one array several fields of an index run through. */
function sharedArray(index: Index, fields: FieldValues[], several: number[]): string[] {
  const paths = several.map((position) => index.fields[position]?.steps.slice(0, fields[position]?.arrayDepth) ?? []);
  const first = paths[0] ?? [];
  if (paths.some((path) => path.join(".") !== first.join("."))) {
    const names = paths.map((path) => `[${path.at(-1)}]`).reverse();
    throw new StoreError(171, "CannotIndexParallelArrays", `cannot index parallel arrays ${names.join(" ")}`);
  }
  return first;
}

function product(lists: unknown[][]): unknown[][] {
  return lists.reduce<unknown[][]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]]);
}

function fieldValues(value: unknown, steps: string[]): FieldValues {
  const found: FieldValues = { values: [], present: false, arrayDepth: undefined };
  collect(found, value, { steps, depth: 0 });
  if (found.values.length === 0) found.values.push(undefined);
  return found;
}

function collect(found: FieldValues, value: unknown, at: { steps: string[]; depth: number }): void {
  const step = at.steps[at.depth];
  if (Array.isArray(value)) {
    found.arrayDepth ??= at.depth;
    if (step === undefined) collectLeaves(found, value);
    else collectElements(found, value, at);
    return;
  }
  if (step === undefined) {
    found.present ||= value !== undefined;
    found.values.push(value);
    return;
  }
  const next = isSubdocument(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  if (next === undefined) found.values.push(undefined);
  else collect(found, next, { steps: at.steps, depth: at.depth + 1 });
}

function collectLeaves(found: FieldValues, array: unknown[]): void {
  found.present = true;
  // An empty array has an entry of its own, before null.
  if (array.length === 0) found.values.push([]);
  for (const element of array) found.values.push(element);
}

function collectElements(found: FieldValues, array: unknown[], at: { steps: string[]; depth: number }): void {
  const position = Number(at.steps[at.depth]);
  if (Number.isInteger(position) && position < array.length) {
    collect(found, array[position], { steps: at.steps, depth: at.depth + 1 });
  }
  for (const element of array) {
    // An array directly inside an array is not entered without a position, as in MongoDB.
    if (isSubdocument(element)) collect(found, element, at);
    else found.values.push(undefined);
  }
}
