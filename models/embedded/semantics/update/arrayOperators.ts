import { badValue, failedToParse, typeMismatch } from "../refusals";
import { compileFilter } from "../filter/compileFilter";
import { isOperatorDoc } from "../filter/normalizeFilter";
import { isRegex } from "../filter/regex";
import { compileSort } from "../sort/compileSort";
import { bsonTypeOf } from "../values/bsonType";
import { compareBson } from "../values/compareBson";
import { encodeKey } from "../values/encodeKey";
import { isDoc } from "../values/doc";
import type { Doc } from "../values/doc";
import { describe } from "./describe";
import { KEEP } from "./place";
import type { Place } from "./place";

const typeName = (value: unknown): string => bsonTypeOf(value).name;

const PUSH_CLAUSES = ["$each", "$position", "$slice", "$sort"];

export function pushTo(operand: unknown, place: Place): unknown {
  const clauses = pushClauses(operand);
  const items = currentArray(place, () => {
    const type = typeName(place.current);
    return `The field '${place.path}' must be an array but is of type ${type} in document ${describe({ _id: place.id })}`;
  });
  const start = insertionPoint(clauses["$position"], items.length);
  const joined = [...items.slice(0, start), ...(clauses["$each"] as unknown[]), ...items.slice(start)];
  return cut(sorted(joined, clauses["$sort"]), clauses["$slice"]);
}

function pushClauses(operand: unknown): Doc {
  if (!isDoc(operand) || !("$each" in operand)) return { $each: [operand] };
  const unknown = Object.keys(operand).find((name) => !PUSH_CLAUSES.includes(name));
  if (unknown !== undefined) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  requireEach("$push", operand["$each"]);
  return operand;
}

function requireEach(operator: string, each: unknown): asserts each is unknown[] {
  if (Array.isArray(each)) return;
  const type = typeName(each);
  if (operator === "$addToSet")
    throw typeMismatch(`The argument to $each in $addToSet must be an array but it was of type ${type}`);
  throw badValue(`The argument to $each in $push must be an array but it was of type: ${type}`);
}

function currentArray({ current }: Place, message: () => string): unknown[] {
  if (current === undefined) return [];
  if (Array.isArray(current)) return current;
  throw badValue(message());
}

function insertionPoint(position: unknown, length: number): number {
  if (position === undefined) return length;
  if (typeof position !== "number" || !Number.isInteger(position)) {
    throw badValue(`The value for $position must be an integer value, not of type: ${typeName(position)}`);
  }
  return position < 0 ? Math.max(length + position, 0) : Math.min(position, length);
}

function sorted(items: unknown[], order: unknown): unknown[] {
  if (order === undefined) return items;
  if (order === 1 || order === -1) return items.sort((a, b) => compareBson(a, b) * order);
  if (!isDoc(order))
    throw badValue("The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields");
  const compare = compileSort(order);
  return items.sort((a, b) => compare(isDoc(a) ? a : {}, isDoc(b) ? b : {}));
}

function cut(items: unknown[], count: unknown): unknown[] {
  if (count === undefined) return items;
  if (typeof count !== "number" || !Number.isInteger(count)) {
    throw badValue(`The value for $slice must be an integer value but was given type: ${typeName(count)}`);
  }
  if (count === 0) return [];
  return count < 0 ? items.slice(count) : items.slice(0, count);
}

export function addToSet(operand: unknown, place: Place): unknown {
  const isEach = isDoc(operand) && Object.keys(operand)[0] === "$each";
  const additions = isEach ? operand["$each"] : [operand];
  requireEach("$addToSet", additions);
  const items = currentArray(place, () => {
    const type = typeName(place.current);
    return `Cannot apply $addToSet to non-array field. Field named '${place.path}' has non-array type ${type}`;
  });
  const known = new Set(items.map(encodeKey));
  const fresh = additions.filter((item) => {
    const key = encodeKey(item);
    return !known.has(key) && Boolean(known.add(key));
  });
  return fresh.length === 0 && place.current !== undefined ? KEEP : [...items, ...fresh];
}

export function pullFrom(operand: unknown, place: Place): unknown {
  const test = pullTest(operand);
  return filterCurrent(place, "$pull", (item) => !test(item));
}

function pullTest(operand: unknown): (item: unknown) => boolean {
  if (isOperatorDoc(operand) || isRegex(operand)) {
    const matcher = compileFilter({ items: isRegex(operand) ? operand : { $elemMatch: operand } });
    return (item) => matcher({ items: [item] });
  }
  if (!isDoc(operand)) return (item) => compareBson(item, operand) === 0;
  const matcher = compileFilter(operand);
  return (item) => isDoc(item) && matcher(item);
}

export function pullAllFrom(operand: unknown, place: Place): unknown {
  if (!Array.isArray(operand))
    throw badValue(`$pullAll requires an array argument but was given a ${typeName(operand)}`);
  const keys = new Set(operand.map(encodeKey));
  return filterCurrent(place, "$pullAll", (item) => !keys.has(encodeKey(item)));
}

function filterCurrent({ current }: Place, operator: string, isKept: (item: unknown) => boolean): unknown {
  if (current === undefined) return KEEP;
  if (!Array.isArray(current)) throw badValue(`Cannot apply ${operator} to a non-array value`);
  const kept = current.filter(isKept);
  return kept.length === current.length ? KEEP : kept;
}

export function popFrom(operand: unknown, { current, path }: Place): unknown {
  if (operand !== 1 && operand !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${describe(operand)}`);
  if (current === undefined) return KEEP;
  if (!Array.isArray(current)) {
    throw typeMismatch(`Path '${path}' contains an element of non-array type '${typeName(current)}'`);
  }
  return operand === 1 ? current.slice(0, -1) : current.slice(1);
}
