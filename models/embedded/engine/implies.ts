import { EJSON } from "bson";
import type { Doc } from "../semantics";
import { compareBson, compileFilter, normalizeFilter } from "../semantics";
import type { Index } from "./catalog";
import type { Condition, Conditions } from "./conditions";
import { isOperatorObject, rangeKind } from "./conditions";

/**
 * Whether every document the filter can match has an entry in the index, so that reading the index misses none.
 * When in doubt the answer is no: a scan is slow, a missing document is wrong.
 */
export function impliesCoverage(index: Index, conditions: Conditions): boolean {
  return impliesSparse(index, conditions) && impliesPartial(index, conditions);
}

/** A sparse index leaves out documents that have none of its fields. */
function impliesSparse(index: Index, conditions: Conditions): boolean {
  if (!index.sparse) return true;
  return index.fields.some(({ path }) => (conditions.byPath.get(path) ?? []).some(impliesPresence));
}

function impliesPresence(condition: Condition): boolean {
  return condition.is !== "points" || condition.values.every((value) => value !== null);
}

function impliesPartial(index: Index, conditions: Conditions): boolean {
  if (!index.partialFilterExpression) return true;
  const wanted = normalizeFilter(index.partialFilterExpression);
  return flatten(wanted).every(([path, expression]) => impliesExpression(path, expression, conditions));
}

/** The parts of a partial filter, all of which must hold; a top-level operator other than $and stays whole. */
function flatten(filter: Doc): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, value]): [string, unknown][] => {
    if (key === "$and" && Array.isArray(value)) return value.flatMap((part) => flatten(part as Doc));
    if (!key.startsWith("$") && isOperatorObject(value)) {
      return Object.entries(value).map(([operator, operand]) => [key, { [operator]: operand }]);
    }
    return [[key, value]];
  });
}

function impliesExpression(path: string, expression: unknown, conditions: Conditions): boolean {
  if (path.startsWith("$")) return false;
  const written = (conditions.raw.get(path) ?? []).flatMap((raw) => flatten({ [path]: raw }));
  if (written.some(([, raw]) => sameExpression(raw, expression))) return true;
  return (conditions.byPath.get(path) ?? []).some((condition) => impliedBy(condition, expression));
}

function sameExpression(a: unknown, b: unknown): boolean {
  return EJSON.stringify({ value: a }, { relaxed: false }) === EJSON.stringify({ value: b }, { relaxed: false });
}

function impliedBy(condition: Condition, expression: unknown): boolean {
  if (condition.is === "points") {
    const test = compileFilter(normalizeFilter({ value: expression }));
    // null stands for missing too, which the test cannot see both ways at once.
    return condition.values.every((value) => value !== null && test({ value }));
  }
  if (!isOperatorObject(expression)) return false;
  return Object.entries(expression).every(([operator, operand]) => impliedByRange(condition, operator, operand));
}

function impliedByRange(condition: RangeCondition, operator: string, operand: unknown): boolean {
  if (operator === "$exists") return operand === true;
  if (operator === "$type") return operand === "string" && kindOfRange(condition) === "text";
  return condition.is !== "prefix" && isWithin(condition, operator, operand);
}

/** Whether the range lies inside the one of the operator. */
function isWithin(condition: Exclude<RangeCondition, { is: "prefix" }>, operator: string, operand: unknown): boolean {
  const [strict, inclusive] = condition.is === "min" ? ["$gt", "$gte"] : ["$lt", "$lte"];
  const isComparable = operator === strict || operator === inclusive;
  if (!isComparable || rangeKind(operand) !== rangeKind(condition.value)) return false;
  const order = compareBson(condition.value, operand) * (condition.is === "min" ? 1 : -1);
  return order > 0 || (order === 0 && (operator === inclusive || !condition.inclusive));
}

type RangeCondition = Exclude<Condition, { is: "points" }>;

function kindOfRange(condition: RangeCondition): string | undefined {
  return condition.is === "prefix" ? "text" : rangeKind(condition.value);
}
