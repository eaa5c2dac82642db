import { badValue, located } from "../refusals";
import { compareBson, toNumeric } from "../values/compareBson";
import { RANK, rankOf } from "../values/bsonType";
import { getField, isDoc } from "../values/doc";
import type { Doc } from "../values/doc";
import { EMPTY_ARRAY, valuesAtPath } from "../values/valuesAtPath";

export type Comparator = (a: Doc, b: Doc) => number;

interface SortPart {
  path: string;
  isPlain: boolean;
  direction: 1 | -1;
}

/**
 * The order of a sort document. An array stands for its smallest element, or descending for its largest.
 *
 * @throws StoreError 15975 for a direction other than 1 and -1, 2 for `$meta`
 */
export function compileSort(spec: Doc): Comparator {
  const parts = parseSort(spec);
  return (a, b) => {
    for (const part of parts) {
      const difference = compareSortValues(sortValue(a, part), sortValue(b, part));
      if (difference !== 0) return difference * part.direction;
    }
    return 0;
  };
}

/** Sorts by values read once per document; ties keep their order. With a limit only that many are kept at hand. */
export function sortDocs(docs: Iterable<Doc>, spec: Doc, limit = Infinity): Doc[] {
  const parts = parseSort(spec);
  const compareRows = (a: Row, b: Row): number => {
    for (let i = 0; i < parts.length; i++) {
      const difference = compareSortValues(a.keys[i], b.keys[i]);
      if (difference !== 0) return difference * (parts[i] as SortPart).direction;
    }
    return a.place - b.place;
  };
  let rows: Row[] = [];
  let place = 0;
  for (const doc of docs) {
    rows.push({ doc, keys: parts.map((part) => sortValue(doc, part)), place: place++ });
    if (rows.length >= 2 * limit + 1000) rows = rows.sort(compareRows).slice(0, limit);
  }
  rows.sort(compareRows);
  return rows.slice(0, limit).map((row) => row.doc);
}

interface Row {
  doc: Doc;
  keys: unknown[];
  /** Where the document came in, so that equal ones stay in order. */
  place: number;
}

function parseSort(spec: Doc): SortPart[] {
  return Object.keys(spec).map((path) => {
    if (path === "") throw located(40352, "FieldPath cannot be constructed with empty string");
    return { path, isPlain: !path.includes("."), direction: toDirection(spec[path]) };
  });
}

function toDirection(value: unknown): 1 | -1 {
  if (isDoc(value)) throw badValue("$meta sort is not supported by the embedded store");
  const direction = rankOf(value) === RANK.number ? Math.trunc(Number(toNumeric(value))) : NaN;
  if (direction !== 1 && direction !== -1) {
    throw located(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
  }
  return direction;
}

function sortValue(doc: Doc, { path, isPlain, direction }: SortPart): unknown {
  const plain = isPlain ? getField(doc, path) : undefined;
  if (isPlain && !Array.isArray(plain)) return plain;
  const { values, isMultikey } = valuesAtPath(doc, path);
  if (!isMultikey) return values[0];
  return values.reduce((best, value) => (compareSortValues(value, best) * direction < 0 ? value : best));
}

/** An empty array has no element to sort by: it comes before null. */
function compareSortValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === EMPTY_ARRAY) return rankOf(b) === RANK.minKey ? 1 : -1;
  if (b === EMPTY_ARRAY) return rankOf(a) === RANK.minKey ? -1 : 1;
  return compareBson(a, b);
}
