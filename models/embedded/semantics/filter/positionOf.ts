import { isDoc } from "../values/doc";
import type { Doc } from "../values/doc";
import { compileFilter } from "./compileFilter";
import type { Matcher } from "./compileFilter";
import { normalizeFilter } from "./normalizeFilter";

/**
 * The position that `$` stands for: the first element of the array at `arrayPath` that meets all the filter's
 * conditions on it, or, when they are met by different elements, the one that meets the last of them.
 *
 * @returns undefined when the filter says nothing about the array's elements
 */
export function positionOf(doc: Doc, filter: Doc, arrayPath: string): number | undefined {
  const items = arrayAt(doc, arrayPath);
  const tests = elementTests(doc, normalizeFilter(filter), arrayPath);
  if (items === undefined || tests.length === 0) return undefined;
  const common = items.findIndex((item) => tests.every((test) => test({ item } as Doc)));
  if (common >= 0) return common;
  const positions = tests.map((test) => items.findIndex((item) => test({ item } as Doc)));
  return positions.reverse().find((position) => position >= 0);
}

function arrayAt(doc: Doc, path: string): unknown[] | undefined {
  let value: unknown = doc;
  for (const part of path.split(".")) value = isDoc(value) || Array.isArray(value) ? (value as Doc)[part] : undefined;
  return Array.isArray(value) ? value : undefined;
}

/** One test per condition on the array; each sees a document that holds an element as `item`. */
function elementTests(doc: Doc, filter: Doc, arrayPath: string): Matcher[] {
  return Object.keys(filter).flatMap((key) => {
    if (key === "$and") return (filter[key] as Doc[]).flatMap((branch) => elementTests(doc, branch, arrayPath));
    if (key === "$or") return branchTests(doc, filter[key] as Doc[], arrayPath);
    if (key === arrayPath) return compileElement("item", filter[key] as Doc);
    if (key.startsWith(`${arrayPath}.`))
      return compileElement(`item${key.slice(arrayPath.length)}`, filter[key] as Doc);
    return [];
  });
}

function branchTests(doc: Doc, branches: Doc[], arrayPath: string): Matcher[] {
  const branch = branches.find((candidate) => compileFilter(candidate)(doc));
  return branch === undefined ? [] : elementTests(doc, branch, arrayPath);
}

const NEGATIVE = new Set(["$ne", "$nin", "$not", "$exists", "$size", "$type"]);

/** A condition that some element must meet; a negative one is met by all elements together and points at none. */
function compileElement(path: string, condition: Doc): Matcher[] {
  const names = Object.keys(condition).filter((name) => !NEGATIVE.has(name));
  return names.map((name) => {
    const matcher = compileFilter({ [path]: { [name]: condition[name] } });
    return path === "item" ? (doc) => matcher({ item: [doc["item"]] }) : matcher;
  });
}
