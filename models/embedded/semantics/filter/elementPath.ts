import { getField, isDoc } from "../values/doc";
import type { Doc } from "../values/doc";

export type Test = (value: unknown) => boolean;

/** Whether a test also sees the elements of an array at the end of the path, or only the array itself. */
export type Leaf = "elements" | "whole";

export interface Reach {
  parts: readonly string[];
  leaf: Leaf;
  test: Test;
}

/**
 * Whether any value the path reaches passes the test, by MongoDB's rules: arrays on the way are opened one level and
 * only their documents are entered; a number in the path is also a position; nothing there is tested as undefined,
 * but the elements of an array that are no documents count for nothing.
 */
export function anyAt(doc: Doc, reach: Reach, at = 0): boolean {
  const value = getField(doc, reach.parts[at] as string);
  if (at === reach.parts.length - 1) return testLeaf(value, reach);
  if (isDoc(value)) return anyAt(value, reach, at + 1);
  if (Array.isArray(value)) return anyInArray(value, reach, at + 1);
  return reach.test(undefined);
}

function testLeaf(value: unknown, { leaf, test }: Reach): boolean {
  if (leaf === "elements" && Array.isArray(value) && value.some((item) => test(item))) return true;
  return test(value);
}

function anyInArray(items: unknown[], reach: Reach, at: number): boolean {
  for (const item of items) if (isDoc(item) && anyAt(item, reach, at)) return true;
  return anyAtPosition(items, reach, at);
}

function anyAtPosition(items: unknown[], reach: Reach, at: number): boolean {
  const part = reach.parts[at] as string;
  const index = Number(part);
  if (!(index < items.length) || String(index) !== part) return false;
  const item = items[index];
  if (at === reach.parts.length - 1) return reach.test(item);
  if (isDoc(item)) return anyAt(item, reach, at + 1);
  return Array.isArray(item) && anyInArray(item, reach, at + 1);
}
