import { encodeKey } from "./values/encodeKey";
import type { Doc } from "./values/doc";
import { EMPTY_ARRAY, valuesAtPath } from "./values/valuesAtPath";

/** The values of `distinct`: arrays opened one level, each value once, missing fields and empty arrays left out. */
export function distinctValues(docs: Iterable<Doc>, key: string): unknown[] {
  const found = new Map<string, unknown>();
  for (const doc of docs) {
    for (const value of valuesAtPath(doc, key).values) {
      if (value !== undefined && value !== EMPTY_ARRAY) found.set(encodeKey(value), value);
    }
  }
  return [...found.values()];
}
