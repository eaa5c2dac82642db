import { located, pathNotViable } from "../refusals";
import { arrayIndex } from "../values/valuesAtPath";
import { getField, isDoc, setField } from "../values/doc";
import type { Doc } from "../values/doc";
import { describe } from "./describe";

/** A gap this wide in an array is a mistake, not a wish. */
const MAX_PADDING = 1_500_000;

/** The value at a concrete path: arrays are entered by position only. */
export function readAt(doc: Doc, parts: readonly string[]): unknown {
  let value: unknown = doc;
  for (const part of parts) value = child(value, part);
  return value;
}

function child(value: unknown, part: string): unknown {
  if (isDoc(value)) return getField(value, part);
  const index = Array.isArray(value) ? arrayIndex(part) : undefined;
  return index === undefined ? undefined : (value as unknown[])[index];
}

/**
 * Writes a value, making the documents on the way and filling an array's gap with nulls.
 *
 * @throws StoreError 28 where the way leads through a value that has no fields
 */
export function writeAt(doc: Doc, parts: readonly string[], value: unknown): void {
  let holder: unknown = doc;
  for (let i = 0; i < parts.length - 1; i++) {
    const part = parts[i] as string;
    const next = child(holder, part);
    if (next !== undefined) holder = next;
    else holder = place(holder, parts.slice(0, i + 1), {});
  }
  place(holder, parts, value);
}

function place(holder: unknown, parts: readonly string[], value: unknown): unknown {
  const part = parts.at(-1) as string;
  if (isDoc(holder)) setField(holder, part, value);
  else placeInArray(holder, parts, value);
  return value;
}

function placeInArray(holder: unknown, parts: readonly string[], value: unknown): void {
  const part = parts.at(-1) as string;
  const index = arrayIndex(part);
  if (!Array.isArray(holder) || index === undefined) {
    const element = describe({ [parts.at(-2) ?? ""]: holder });
    throw pathNotViable(`Cannot create field '${part}' in element ${element}`);
  }
  if (index - holder.length > MAX_PADDING) {
    throw located(51024, `The array index is too far beyond the array's end: ${parts.join(".")}`);
  }
  while (holder.length < index) holder.push(null);
  holder[index] = value;
}

/** Removes a field; an array keeps its length and gets a null. */
export function removeAt(doc: Doc, parts: readonly string[]): void {
  const holder = readAt(doc, parts.slice(0, -1));
  const part = parts.at(-1) as string;
  if (isDoc(holder)) delete holder[part];
  const index = Array.isArray(holder) ? arrayIndex(part) : undefined;
  if (index !== undefined && index < (holder as unknown[]).length) (holder as unknown[])[index] = null;
}

/** @throws StoreError 28 when the way to a path is closed by a value without fields, rather than only not made yet */
export function refuseBlocked(doc: Doc, parts: readonly string[]): void {
  let holder: unknown = doc;
  for (const [depth, part] of parts.entries()) {
    if (holder === undefined) return;
    const isOpen = isDoc(holder) || (Array.isArray(holder) && arrayIndex(part) !== undefined);
    if (!isOpen) {
      const element = describe({ [parts[depth - 1] ?? ""]: holder });
      throw pathNotViable(`Cannot use the part (${part}) of (${parts.join(".")}) to traverse the element (${element})`);
    }
    holder = child(holder, part);
  }
}
