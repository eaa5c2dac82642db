import { getField } from "../values/doc";
import type { Doc } from "../values/doc";
import { encodeKey } from "../values/encodeKey";
import { valuesAtPath } from "../values/valuesAtPath";

interface Indexed {
  doc: Doc;
  place: number;
}

export type DocIndex = ReadonlyMap<string, readonly Indexed[]>;

/** Documents by what they hold in a field; an array counts by each element and as a whole. */
export function indexDocs(docs: readonly Doc[], field: string): DocIndex {
  const index = new Map<string, Indexed[]>();
  for (const [place, doc] of docs.entries()) {
    const whole = getField(doc, field);
    const { values } = valuesAtPath(doc, field);
    for (const value of Array.isArray(whole) && whole.length > 0 ? [...values, whole] : values) {
      const key = encodeKey(value);
      const found = index.get(key);
      if (found === undefined) index.set(key, [{ doc, place }]);
      else found.push({ doc, place });
    }
  }
  return index;
}

/** The documents that hold one of the values, in the collection's order, each document once although several of its values may match. */
export function pickDocs(index: DocIndex, values: unknown[]): Doc[] {
  const keys = new Set(values.map(encodeKey));
  if (keys.size === 1) return (index.get([...keys][0] as string) ?? []).map(({ doc }) => doc);
  const found = new Map<number, Doc>();
  for (const key of keys) for (const { doc, place } of index.get(key) ?? []) found.set(place, doc);
  return [...found].sort(([a], [b]) => a - b).map(([, doc]) => doc);
}
