import { Timestamp } from "bson";
import { badValue, failedToParse, typeMismatch } from "../refusals";
import { bsonTypeOf } from "../values/bsonType";
import { compareBson } from "../values/compareBson";
import { isDoc } from "../values/doc";
import { addToSet, popFrom, pullAllFrom, pullFrom, pushTo } from "./arrayOperators";
import { describe } from "./describe";
import { KEEP, REMOVE } from "./place";
import type { Place } from "./place";

export type Operator = (operand: unknown, place: Place) => unknown;

const typeName = (value: unknown): string => bsonTypeOf(value).name;

function increment(operand: unknown, place: Place): unknown {
  requireNumber(operand, () => `Cannot increment with non-numeric argument: ${describe({ [place.path]: operand })}`);
  return place.current === undefined ? operand : currentNumber(place, "$inc") + (operand as number);
}

function multiply(operand: unknown, place: Place): unknown {
  requireNumber(operand, () => `Cannot multiply with non-numeric argument: ${describe({ [place.path]: operand })}`);
  return place.current === undefined ? 0 : currentNumber(place, "$mul") * (operand as number);
}

function requireNumber(value: unknown, message: () => string): void {
  if (typeof value !== "number") throw typeMismatch(message());
}

function currentNumber({ current, path, id }: Place, operator: string): number {
  requireNumber(
    current,
    () =>
      `Cannot apply ${operator} to a value of non-numeric type. ${describe({ _id: id })} has the field ` +
      `'${path.split(".").at(-1)}' of non-numeric type ${typeName(current)}`,
  );
  return current as number;
}

const keepBetter =
  (direction: 1 | -1): Operator =>
  (operand, { current }) =>
    current === undefined || compareBson(operand, current) * direction > 0 ? operand : KEEP;

function currentDate(operand: unknown, { now }: Place): unknown {
  const type = isDoc(operand) ? operand["$type"] : operand;
  if (type === true || type === false || type === "date") return now;
  if (type === "timestamp") return new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 });
  throw badValue(
    `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
  );
}

const BITWISE: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

function bitwise(operand: unknown, { current, path, id }: Place): unknown {
  if (!isDoc(operand)) throw badValue(`The $bit modifier is not compatible with a ${typeName(operand)}.`);
  if (current !== undefined && !Number.isSafeInteger(current)) {
    throw badValue(
      `Cannot apply $bit to a value of non-integral type.${describe({ _id: id })} has the field ${path} of non-integer type ${typeName(current)}`,
    );
  }
  let bits = BigInt((current as number | undefined) ?? 0);
  for (const name of Object.keys(operand)) bits = combineBits(bits, name, operand[name]);
  return Number(bits);
}

function combineBits(bits: bigint, name: string, mask: unknown): bigint {
  const combine = BITWISE[name];
  if (combine === undefined) throw badValue(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
  if (!Number.isSafeInteger(mask))
    throw badValue(`The $bit modifier field must be an Integer(32/64 bit); a '${typeName(mask)}' is not supported`);
  return combine(bits, BigInt(mask as number));
}

/** `$rename` touches two paths and `$setOnInsert` depends on the command; both are dealt with before this table. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["$set", (operand) => operand],
  ["$unset", (_operand, { current }) => (current === undefined ? KEEP : REMOVE)],
  ["$inc", increment],
  ["$mul", multiply],
  ["$min", keepBetter(-1)],
  ["$max", keepBetter(1)],
  ["$currentDate", currentDate],
  ["$bit", bitwise],
  ["$push", pushTo],
  ["$addToSet", addToSet],
  ["$pull", pullFrom],
  ["$pullAll", pullAllFrom],
  ["$pop", popFrom],
]);

/** @throws StoreError 9 for a modifier that MongoDB does not know */
export function requireKnown(operator: string): void {
  if (OPERATORS.has(operator) || operator === "$rename" || operator === "$setOnInsert") return;
  throw failedToParse(
    `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
  );
}
