import { badValue, failedToParse } from "../refusals";
import { compileFilter } from "../filter/compileFilter";
import type { Matcher } from "../filter/compileFilter";
import { isDoc } from "../values/doc";
import type { Doc } from "../values/doc";
import { describe } from "./describe";

export interface ArrayFilters {
  /** The test behind `$[identifier]`. @throws StoreError 2 when no filter has that name */
  testFor(identifier: string, path: string): (element: unknown) => boolean;
  /** @throws StoreError 9 when a filter was never asked for */
  refuseUnused(update: Doc): void;
}

/** @throws StoreError 9 when a filter names no element, or two */
export function parseArrayFilters(filters: readonly Doc[] = []): ArrayFilters {
  const matchers = new Map<string, Matcher>();
  for (const filter of filters) {
    const identifier = identifierOf(filter);
    if (matchers.has(identifier)) {
      throw failedToParse(`Found multiple array filters with the same top-level field name ${identifier}`);
    }
    matchers.set(identifier, compileFilter(filter));
  }
  const used = new Set<string>();
  return {
    testFor(identifier, path) {
      const matcher = matchers.get(identifier);
      if (matcher === undefined)
        throw badValue(`No array filter found for identifier '${identifier}' in path '${path}'`);
      used.add(identifier);
      return (element) => matcher({ [identifier]: element });
    },
    refuseUnused(update) {
      const unused = [...matchers.keys()].find((identifier) => !used.has(identifier));
      if (unused === undefined) return;
      throw failedToParse(`The array filter for identifier '${unused}' was not used in the update ${describe(update)}`);
    },
  };
}

function identifierOf(filter: Doc): string {
  const names = [...new Set(rootsOf(filter))];
  if (names.length === 1) return names[0] as string;
  if (names.length === 0)
    throw failedToParse("Cannot use an expression without a top-level field name in arrayFilters");
  throw failedToParse(
    `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${names[0]}' and '${names[1]}'`,
  );
}

function rootsOf(filter: unknown): string[] {
  if (!isDoc(filter)) throw failedToParse("an array filter has to be a document");
  return Object.keys(filter).flatMap((key) => {
    const branches = filter[key];
    if (["$and", "$or", "$nor"].includes(key) && Array.isArray(branches)) return branches.flatMap(rootsOf);
    return key.startsWith("$") ? [] : [key.split(".")[0] as string];
  });
}
