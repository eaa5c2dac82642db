import type { ObjectId } from "bson";
import { badValue } from "../refusals";
import { RANK, bsonTypeNamed, bsonTypeOf, rankOf } from "../values/bsonType";
import { compareBson, patternOf, toNumeric } from "../values/compareBson";
import { encodeKey } from "../values/encodeKey";
import type { Test } from "./elementPath";
import { isRegex } from "./regex";

const isNan = (value: unknown): boolean => rankOf(value) === RANK.number && Number.isNaN(toNumeric(value));

/** Equality with the operand; null stands for missing as well. */
export function equals(operand: unknown): Test {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  if (typeof operand === "string" || typeof operand === "boolean") return (value) => value === operand;
  if (rankOf(operand) === RANK.objectId) return equalsObjectId(operand as ObjectId);
  if (operand instanceof Date) return (value) => value instanceof Date && value.getTime() === operand.getTime();
  const rank = rankOf(operand);
  return (value) => value === operand || (rankOf(value) === rank && compareBson(value, operand) === 0);
}

function equalsObjectId(operand: ObjectId): Test {
  return (value) => rankOf(value) === RANK.objectId && operand.equals(value as ObjectId);
}

export type Order = "$lt" | "$lte" | "$gt" | "$gte";

const ACCEPTS: Record<Order, (difference: number) => boolean> = {
  $lt: (difference) => difference < 0,
  $lte: (difference) => difference <= 0,
  $gt: (difference) => difference > 0,
  $gte: (difference) => difference >= 0,
};

/** A comparison sees values of the operand's own type only; MinKey and MaxKey see every type. */
export function compares(order: Order, operand: unknown): Test {
  const accepts = ACCEPTS[order];
  const rank = rankOf(operand);
  if (rank === RANK.minKey || rank === RANK.maxKey) return (value) => accepts(compareBson(value, operand));
  if (operand === null || operand === undefined) return accepts(0) ? equals(null) : () => false;
  if (isNan(operand)) return accepts(0) ? isNan : () => false;
  if (operand instanceof Date) return (value) => value instanceof Date && accepts(value.getTime() - operand.getTime());
  return (value) => rankOf(value) === rank && !isNan(value) && accepts(compareBson(value, operand));
}

/** Membership by a set of keys, so that a long list costs what a short one does. */
export function isIn(operand: unknown[]): Test {
  const patterns = operand.filter((item) => item instanceof RegExp).map(matches);
  const keys = new Set(operand.filter((item) => !(item instanceof RegExp)).map(encodeKey));
  if (patterns.length === 0) return (value) => keys.has(encodeKey(value));
  return (value) => keys.has(encodeKey(value)) || patterns.some((test) => test(value));
}

/** A pattern matches text, and a stored pattern of the same source. */
export function matches(pattern: RegExp): Test {
  return (value) => {
    if (typeof value === "string") return pattern.test(value);
    return isRegex(value) && patternOf(value).pattern === pattern.source;
  };
}

export function hasModulo([divisor, remainder]: number[]): Test {
  return (value) =>
    typeof value === "number" && Number.isFinite(value) && Math.trunc(value) % (divisor as number) === remainder;
}

/** 5L and 1.0 are decoded to plain numbers, so an integer beyond int32 may have been either of long and double. */
export function hasType(operand: unknown): Test {
  const names = (Array.isArray(operand) ? operand : [operand]).map(typeName);
  return (value) => {
    if (value === undefined) return false;
    const { name, rank } = bsonTypeOf(value);
    if (names.includes(name) || (rank === RANK.number && names.includes("number"))) return true;
    return name === "double" && Number.isInteger(value) && names.includes("long");
  };
}

function typeName(operand: unknown): string {
  if (operand === "number") return "number";
  const type = bsonTypeNamed(operand);
  if (type !== undefined) return type.name;
  if (typeof operand === "string") throw badValue(`Unknown type name alias: ${operand}`);
  throw badValue(`Invalid numerical type code: ${String(operand)}`);
}
