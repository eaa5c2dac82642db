import { badValue } from "../refusals";
import { compileExpression } from "../aggregation/compileExpression";
import type { ExpressionOptions } from "../aggregation/compileExpression";
import { isDoc } from "../values/doc";
import type { Doc } from "../values/doc";
import { hasBits } from "./bits";
import type { BitTest } from "./bits";
import { anyAt } from "./elementPath";
import type { Leaf, Test } from "./elementPath";
import { isElemMatch, isValueElemMatch, normalizeFilter } from "./normalizeFilter";
import { compares, equals, hasModulo, hasType, isIn, matches } from "./tests";
import type { Order } from "./tests";

/** What `$expr` may read besides the document. */
export type FilterOptions = ExpressionOptions;

export type Matcher = (doc: Doc) => boolean;

/**
 * A filter as a function of a document.
 *
 * @throws StoreError 2 as `normalizeFilter` does
 */
export function compileFilter(filter: Doc, options: FilterOptions = {}): Matcher {
  return compileNormal(normalizeFilter(filter), options);
}

function compileNormal(filter: Doc, options: FilterOptions): Matcher {
  const matchers = Object.keys(filter).map((key) => compileEntry(key, filter[key], options));
  if (matchers.length === 1) return matchers[0] as Matcher;
  return (doc) => matchers.every((matcher) => matcher(doc));
}

function compileEntry(key: string, operand: unknown, options: FilterOptions): Matcher {
  switch (key) {
    case "$and":
      return every(compileAll(operand, options));
    case "$or":
      return some(compileAll(operand, options));
    case "$nor":
      return not(some(compileAll(operand, options)));
    case "$expr":
      return isTruthyExpression(operand, options);
    default:
      return compileCondition({ parts: key.split("."), options }, operand as Doc);
  }
}

const compileAll = (operand: unknown, options: FilterOptions): Matcher[] =>
  (operand as Doc[]).map((branch) => compileNormal(branch, options));

const every =
  (matchers: Matcher[]): Matcher =>
  (doc) =>
    matchers.every((matcher) => matcher(doc));
const some =
  (matchers: Matcher[]): Matcher =>
  (doc) =>
    matchers.some((matcher) => matcher(doc));
const not =
  (matcher: Matcher): Matcher =>
  (doc) =>
    !matcher(doc);

function isTruthyExpression(expression: unknown, options: FilterOptions): Matcher {
  const evaluate = compileExpression(expression, options);
  return (doc) => {
    const value = evaluate(doc);
    return value !== undefined && value !== null && value !== false && value !== 0;
  };
}

/** Where a condition looks: at a path of the document, or, with no parts, at one array element itself. */
interface Place {
  parts: readonly string[];
  options: FilterOptions;
}

function compileCondition(place: Place, operators: Doc): Matcher {
  return every(Object.keys(operators).map((name) => compileOperator(place, name, operators[name])));
}

function compileOperator(place: Place, name: string, operand: unknown): Matcher {
  switch (name) {
    case "$ne":
      return not(reaching(place, equals(operand)));
    case "$nin":
      return not(reaching(place, isIn(operand as unknown[])));
    case "$not":
      return not(compileCondition(place, operand as Doc));
    case "$all":
      return compileAllOf(place, operand as unknown[]);
    case "$exists":
      return operand === true ? reaching(place, exists, "whole") : not(reaching(place, exists, "whole"));
    case "$size":
      return reaching(place, (value) => Array.isArray(value) && value.length === operand, "whole");
    case "$elemMatch":
      return reaching(place, anyElement(operand as Doc, place.options), "whole");
    default:
      return reaching(place, compileTest(name, operand));
  }
}

const exists: Test = (value) => value !== undefined;

function reaching({ parts }: Place, test: Test, leaf: Leaf = "elements"): Matcher {
  if (parts.length === 0) return test;
  const reach = { parts, leaf, test };
  return (doc) => anyAt(doc, reach);
}

function compileAllOf(place: Place, items: unknown[]): Matcher {
  if (items.length === 0) return () => false;
  return every(
    items.map((item) => {
      if (isElemMatch(item)) return compileCondition(place, item);
      return reaching(place, item instanceof RegExp ? matches(item) : equals(item));
    }),
  );
}

function anyElement(operand: Doc, options: FilterOptions): Test {
  const test = isValueElemMatch(operand)
    ? compileCondition({ parts: [], options }, operand)
    : compileNormal(operand, options);
  const isByValue = isValueElemMatch(operand);
  return (value) =>
    Array.isArray(value) &&
    value.some((item: unknown) => (isByValue ? test(item as Doc) : isEnterable(item) && test(asDoc(item))));
}

const isEnterable = (item: unknown): item is Doc | unknown[] => isDoc(item) || Array.isArray(item);

/** An array inside an array is entered by its positions. */
const asDoc = (item: Doc | unknown[]): Doc => (Array.isArray(item) ? { ...item } : item);

function compileTest(name: string, operand: unknown): Test {
  const build = TESTS.get(name);
  if (build === undefined) throw badValue(`unknown operator: ${name}`);
  return build(operand);
}

const TESTS = new Map<string, (operand: unknown) => Test>([
  ["$eq", equals],
  ["$in", (operand) => isIn(operand as unknown[])],
  ["$regex", (operand) => matches(operand as RegExp)],
  ["$mod", (operand) => hasModulo(operand as number[])],
  ["$type", hasType],
  ...(["$lt", "$lte", "$gt", "$gte"] satisfies Order[]).map(
    (order) => [order, (operand: unknown) => compares(order, operand)] as const,
  ),
  ...(["$bitsAllSet", "$bitsAllClear", "$bitsAnySet", "$bitsAnyClear"] satisfies BitTest[]).map(
    (name) => [name, (operand: unknown) => hasBits(name, operand)] as const,
  ),
]);
