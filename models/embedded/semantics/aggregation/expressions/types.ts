import { ObjectId, calculateObjectSize } from "bson";
import type { Timestamp } from "bson";
import { StoreError } from "../../../errors";
import { bsonTypeOf } from "../../values/bsonType";
import { bytesOf } from "../../values/compareBson";
import { bsonClass, isDoc } from "../../values/doc";
import type { Evaluate } from "../operatorTables";
import { toDateValue } from "./dateValues";
import { isMissing, isTruthy, named, unary } from "./operands";

const typeName = (value: unknown): string => (value === undefined ? "missing" : bsonTypeOf(value).name);

const failure = (value: unknown, target: string): StoreError =>
  new StoreError(
    241,
    "ConversionFailure",
    `Failed to convert '${String(value)}' of type ${typeName(value)} to ${target} in $convert with no onError value`,
  );

function toText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (["string", "number", "boolean"].includes(typeof value) || bsonClass(value) === "ObjectId") return String(value);
  throw failure(value, "string");
}

function toNumber(value: unknown, target: string): number {
  if (typeof value === "boolean") return Number(value);
  if (value instanceof Date && target !== "int") return value.getTime();
  const number = typeof value === "string" && value.trim() === value && value !== "" ? Number(value) : value;
  if (typeof number !== "number" || (Number.isNaN(number) && typeof value === "string")) throw failure(value, target);
  return number;
}

function toWhole(value: unknown, target: "int" | "long"): number {
  const number = toNumber(value, target);
  const limit = target === "int" ? 2 ** 31 : 2 ** 53;
  if (!(number >= -limit && number < limit) || (typeof value === "string" && !Number.isInteger(number))) {
    throw failure(value, target);
  }
  return Math.trunc(number);
}

function toDate(value: unknown): Date {
  const date = typeof value === "number" || typeof value === "string" ? new Date(value) : toDateValue(value);
  if (date === undefined || Number.isNaN(date.getTime())) throw failure(value, "date");
  return date;
}

function toObjectId(value: unknown): unknown {
  if (bsonClass(value) === "ObjectId") return value;
  if (typeof value === "string" && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value);
  throw failure(value, "objectId");
}

const CONVERSIONS: Record<string, (value: unknown) => unknown> = {
  string: toText,
  double: (value) => toNumber(value, "double"),
  decimal: (value) => toNumber(value, "decimal"),
  int: (value) => toWhole(value, "int"),
  long: (value) => toWhole(value, "long"),
  bool: isTruthy,
  date: toDate,
  objectId: toObjectId,
};

const TYPE_CODES: Record<string, string> = {
  1: "double",
  2: "string",
  7: "objectId",
  8: "bool",
  9: "date",
  16: "int",
  18: "long",
  19: "decimal",
};

const converting = (target: string): Evaluate =>
  unary((value) => (isMissing(value) ? null : CONVERSIONS[target]?.(value)));

const convert = named(({ input, to, onError, onNull }, given) => {
  if (isMissing(input)) return onNull ?? null;
  const target = String(isDoc(to) ? to["type"] : to);
  const apply = CONVERSIONS[TYPE_CODES[target] ?? target];
  if (apply === undefined) throw new StoreError(2, "BadValue", `Unknown type name: ${target}`);
  try {
    return apply(input);
  } catch (error) {
    if (error instanceof StoreError && "onError" in given) return onError;
    throw error;
  }
});

const toCased = (change: (text: string) => string): Evaluate =>
  unary((value) => (isMissing(value) ? "" : change(toText(value))));

const timestampPart = (part: "t" | "i"): Evaluate =>
  unary((value) => (bsonClass(value) === "Timestamp" ? (value as Timestamp)[part] : null));

export const types: Record<string, Evaluate> = {
  $type: unary(typeName),
  $isNumber: unary((value) => ["int", "long", "double", "decimal"].includes(typeName(value))),
  $toString: converting("string"),
  $toDouble: converting("double"),
  $toDecimal: converting("decimal"),
  $toInt: converting("int"),
  $toLong: converting("long"),
  $toBool: converting("bool"),
  $toDate: converting("date"),
  $toObjectId: converting("objectId"),
  $convert: convert,
  $toLower: toCased((text) => text.toLowerCase()),
  $toUpper: toCased((text) => text.toUpperCase()),
  $bsonSize: unary((value) => (isMissing(value) ? null : calculateObjectSize(value as Record<string, unknown>))),
  $binarySize: unary((value) => {
    if (isMissing(value)) return null;
    return typeof value === "string" ? Buffer.byteLength(value) : bytesOf(value).bytes.length;
  }),
  $tsSecond: timestampPart("t"),
  $tsIncrement: timestampPart("i"),
};
