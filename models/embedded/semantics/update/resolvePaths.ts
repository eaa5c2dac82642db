import { badValue, located } from "../refusals";
import { positionOf } from "../filter/positionOf";
import type { Doc } from "../values/doc";
import type { ArrayFilters } from "./arrayFilters";
import { describe } from "./describe";
import { readAt } from "./paths";

export interface PathContext {
  doc: Doc;
  filter: Doc;
  arrayFilters: ArrayFilters;
}

/**
 * The concrete paths that a path with `$`, `$[]` or `$[x]` stands for in this document.
 *
 * @throws StoreError 2 when the query gives `$` no position, or an array that must exist does not
 */
export function resolvePaths(path: string, context: PathContext): string[][] {
  const parts = path.split(".");
  if (parts.some((part) => part === "")) {
    throw located(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  }
  return parts.reduce<string[][]>(
    (bases, part) => bases.flatMap((base) => resolvePart(base, part, { ...context, path })),
    [[]],
  );
}

function resolvePart(base: string[], part: string, context: PathContext & { path: string }): string[][] {
  if (part === "$") return [[...base, matchedPosition(base, context)]];
  const identifier = /^\$\[(.*)\]$/.exec(part)?.[1];
  if (identifier === undefined) return [[...base, part]];
  const items = arrayAt(base, context);
  const test = identifier === "" ? () => true : context.arrayFilters.testFor(identifier, context.path);
  return items.flatMap((item, index) => (test(item) ? [[...base, String(index)]] : []));
}

function matchedPosition(base: string[], { doc, filter }: PathContext): string {
  const position = base.length === 0 ? undefined : positionOf(doc, filter, base.join("."));
  if (position !== undefined) return String(position);
  throw badValue("The positional operator did not find the match needed from the query.");
}

function arrayAt(base: string[], { doc }: PathContext): unknown[] {
  const value = readAt(doc, base);
  const path = base.join(".");
  if (value === undefined) {
    throw badValue(`The path '${path}' must exist in the document in order to apply array updates.`);
  }
  if (Array.isArray(value)) return value;
  throw badValue(`Cannot apply array updates to non-array element ${base.at(-1)}: ${describe(value)}`);
}
