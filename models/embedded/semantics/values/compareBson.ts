import type { BSONRegExp, Binary, Decimal128, Long, ObjectId, Timestamp } from "bson";
import { RANK, rankOf } from "./bsonType";
import { bsonClass, isDoc } from "./doc";
import type { Doc } from "./doc";

const order = (a: number | bigint, b: number | bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * MongoDB's order over all values: types first, then values. Missing equals null, -0 equals 0, NaN is the
 * smallest number, text goes by UTF-8 bytes, documents field by field in their own order.
 *
 * @returns negative, 0 or positive
 */
export function compareBson(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  if (typeof a === "number" && typeof b === "number") return compareNumbers(a, b);
  const rank = sortRank(a);
  const other = sortRank(b);
  return rank === other ? compareSameRank(a, b, rank) : order(rank, other);
}

/** Missing (and the deprecated undefined) sorts together with null. */
function sortRank(value: unknown): number {
  const rank = rankOf(value);
  return rank === RANK.missing ? RANK.null : rank;
}

const BY_RANK = new Map<number, (a: never, b: never) => number>([
  [RANK.number, (a: unknown, b: unknown) => compareNumbers(toNumeric(a), toNumeric(b))],
  [RANK.string, (a: unknown, b: unknown) => compareText(String(a), String(b))],
  [RANK.object, compareDocs],
  [RANK.array, compareArrays],
  [RANK.binData, compareBinary],
  [RANK.objectId, compareObjectIds],
  [RANK.bool, (a: boolean, b: boolean) => Number(a) - Number(b)],
  [RANK.date, (a: Date, b: Date) => compareNumbers(a.getTime(), b.getTime())],
  [RANK.timestamp, (a: Timestamp, b: Timestamp) => a.compare(b)],
  [RANK.regex, compareRegexes],
  [RANK.javascript, (a: { code: string }, b: { code: string }) => compareText(a.code, b.code)],
]);

function compareSameRank(a: unknown, b: unknown, rank: number): number {
  const compare = BY_RANK.get(rank) as ((a: unknown, b: unknown) => number) | undefined;
  return compare === undefined ? 0 : compare(a, b);
}

/** The bytes of an ObjectId are rebuilt on every access, its `equals` is free. */
function compareObjectIds(a: ObjectId, b: ObjectId): number {
  return a.equals(b) ? 0 : a.toHexString() < b.toHexString() ? -1 : 1;
}

function compareNumbers(a: number | bigint, b: number | bigint): number {
  const isNan = Number.isNaN(a);
  if (isNan || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(isNan);
  return order(a, b);
}

/** Any of BSON's numbers as something JavaScript compares exactly. */
export function toNumeric(value: unknown): number | bigint {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (bsonClass(value) === "Long") return (value as Long).toBigInt();
  if (bsonClass(value) === "Decimal128") return Number((value as Decimal128).toString());
  return Number((value as { valueOf(): unknown }).valueOf());
}

/** UTF-16 units compared as UTF-8 bytes would be: only surrogates are out of place, so they move to the end. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return utf8Place(x) - utf8Place(y);
  }
  return a.length - b.length;
}

const utf8Place = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

function compareDocs(a: Doc, b: Doc): number {
  const left = asDoc(a);
  const right = asDoc(b);
  const leftKeys = presentKeys(left);
  const rightKeys = presentKeys(right);
  const length = Math.min(leftKeys.length, rightKeys.length);
  for (let i = 0; i < length; i++) {
    const difference = compareFields([leftKeys[i] as string, left], [rightKeys[i] as string, right]);
    if (difference !== 0) return difference;
  }
  return leftKeys.length - rightKeys.length;
}

/** An expression that found nothing leaves its key with undefined, which is never stored. */
const presentKeys = (doc: Doc): string[] => Object.keys(doc).filter((key) => doc[key] !== undefined);

/** MongoDB looks at a field's type before its name, and at its name before its value. */
function compareFields([leftKey, left]: [string, Doc], [rightKey, right]: [string, Doc]): number {
  const x = left[leftKey];
  const y = right[rightKey];
  return order(sortRank(x), sortRank(y)) || compareText(leftKey, rightKey) || compareBson(x, y);
}

/** DBRef is the one class that bson makes of a plain document. */
function asDoc(value: unknown): Doc {
  if (isDoc(value)) return value;
  const reference = value as { toJSON?: () => Doc };
  return typeof reference.toJSON === "function" ? reference.toJSON() : (value as Doc);
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = compareBson(a[i], b[i]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

interface Bytes {
  bytes: Uint8Array;
  subtype: number;
}

export function bytesOf(value: unknown): Bytes {
  if (value instanceof Uint8Array) return { bytes: value, subtype: 0 };
  const binary = value as Binary;
  return { bytes: binary.buffer.subarray(0, binary.position), subtype: binary.sub_type };
}

function compareBinary(a: unknown, b: unknown): number {
  const left = bytesOf(a);
  const right = bytesOf(b);
  return (
    left.bytes.length - right.bytes.length || left.subtype - right.subtype || Buffer.compare(left.bytes, right.bytes)
  );
}

interface Pattern {
  pattern: string;
  options: string;
}

export function patternOf(value: unknown): Pattern {
  if (value instanceof RegExp) return { pattern: value.source, options: value.flags };
  const regex = value as BSONRegExp;
  return { pattern: regex.pattern, options: regex.options };
}

function compareRegexes(a: unknown, b: unknown): number {
  const left = patternOf(a);
  const right = patternOf(b);
  return compareText(left.pattern, right.pattern) || compareText(left.options, right.options);
}

export const equalBson = (a: unknown, b: unknown): boolean => compareBson(a, b) === 0;
