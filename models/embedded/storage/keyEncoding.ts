import { createHash } from "node:crypto";
import { BSONRegExp, BSONSymbol, Binary, MaxKey, MinKey, ObjectId, Timestamp, serialize } from "bson";

/** First byte of an encoded value: the order MongoDB sorts types in. Missing and null share one. */
export const KIND = {
  minKey: 0x08,
  emptyArray: 0x0c,
  null: 0x10,
  number: 0x18,
  text: 0x20,
  object: 0x28,
  array: 0x30,
  binary: 0x38,
  objectId: 0x40,
  boolean: 0x48,
  date: 0x50,
  timestamp: 0x58,
  regex: 0x60,
  other: 0x68,
  maxKey: 0x70,
} as const;

/**
 * An encoded value; `exact` is false when it is fit for equality, not for order: it was too long and its tail became a hash, or it is
 * an object or an array, whose bytes begin with their length while MongoDB compares field by field.
 */
export interface EncodedValue {
  bytes: Buffer;
  exact: boolean;
}

const HASH_LENGTH = 20;
const WITHOUT_ORDER: ReadonlySet<number | undefined> = new Set([KIND.object, KIND.array, KIND.other]);

/** Bytes whose order is MongoDB's order of the values. `budget` bounds their number. */
export function encodeValue(value: unknown, budget: number): EncodedValue {
  const bytes = encodeWhole(value);
  if (bytes.length <= budget) return { bytes, exact: !WITHOUT_ORDER.has(bytes[0]) };
  const head = bytes.subarray(0, budget - HASH_LENGTH * 2);
  // The hash is written in hex: it must hold no 00, which would end a text part early.
  const hash = createHash("sha1")
    .update(bytes)
    .digest("hex")
    .slice(0, HASH_LENGTH * 2 - 2);
  return { bytes: Buffer.concat([trimPair(head), Buffer.from(hash), Buffer.of(0, 1)]), exact: false };
}

/** A cut must not fall between the two bytes of an escaped 00. */
function trimPair(head: Buffer): Buffer {
  return head.at(-1) === 0 ? head.subarray(0, -1) : head;
}

/** The part of a long value's encoding that is in order, for a range bound; undefined when it is short enough. */
export function truncatedHead(value: unknown, budget: number): Buffer | undefined {
  const bytes = encodeWhole(value);
  return bytes.length <= budget ? undefined : trimPair(bytes.subarray(0, budget - HASH_LENGTH * 2));
}

/** A descending part of a key sorts backwards when every byte is inverted. */
export function invert(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => 255 - byte));
}

function encodeWhole(value: unknown): Buffer {
  if (value === null || value === undefined) return Buffer.of(KIND.null);
  if (typeof value === "number") return encodeNumber(value);
  if (typeof value === "string") return encodeText(KIND.text, value);
  if (typeof value === "boolean") return Buffer.of(KIND.boolean, value ? 1 : 0);
  return typeof value === "object" ? encodeObject(value) : encodeBytes(KIND.other, serialize({ value }));
}

function encodeObject(value: object): Buffer {
  if (value instanceof Date) return encodeDate(value);
  if (value instanceof ObjectId) return Buffer.concat([Buffer.of(KIND.objectId), value.id]);
  if (Array.isArray(value)) return encodeArray(value);
  if ("_bsontype" in value) return encodeBson(value);
  if (value instanceof RegExp) return encodeText(KIND.regex, `${value.source}\u0000${value.flags}`);
  return encodeBytes(KIND.object, serialize(value, { ignoreUndefined: true }));
}

function encodeArray(value: unknown[]): Buffer {
  if (value.length === 0) return Buffer.of(KIND.emptyArray);
  return encodeBytes(KIND.array, serialize({ value }));
}

function encodeBson(value: object): Buffer {
  if (value instanceof MinKey) return Buffer.of(KIND.minKey);
  if (value instanceof MaxKey) return Buffer.of(KIND.maxKey);
  if (value instanceof Binary) return encodeBinary(value);
  if (value instanceof Timestamp) return encodeTimestamp(value);
  if (value instanceof BSONSymbol) return encodeText(KIND.text, value.value);
  if (value instanceof BSONRegExp) return encodeText(KIND.regex, `${value.pattern}\u0000${value.options}`);
  return encodeBytes(KIND.other, serialize({ value }));
}

/** IEEE bytes order like the numbers once the sign bit is flipped, and every bit of a negative one. NaN is smallest. */
function encodeNumber(value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = KIND.number;
  if (Number.isNaN(value)) return bytes;
  bytes.writeDoubleBE(value === 0 ? 0 : value, 1);
  const negative = (bytes[1] ?? 0) >= 0x80;
  for (let index = 1; index < 9; index++)
    bytes[index] = (bytes[index] ?? 0) ^ (negative ? 0xff : index === 1 ? 0x80 : 0);
  return bytes;
}

function encodeDate(value: Date): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = KIND.date;
  bytes.writeBigInt64BE(BigInt(value.getTime()), 1);
  bytes[1] = (bytes[1] ?? 0) ^ 0x80;
  return bytes;
}

function encodeTimestamp(value: Timestamp): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = KIND.timestamp;
  bytes.writeUInt32BE(value.t, 1);
  bytes.writeUInt32BE(value.i, 5);
  return bytes;
}

/** BSON orders binary by length, then subtype, then bytes. */
function encodeBinary(value: Binary): Buffer {
  const head = Buffer.alloc(6);
  head[0] = KIND.binary;
  head.writeUInt32BE(value.position, 1);
  head[5] = value.sub_type;
  return encodeEscaped(head, Buffer.from(value.value()));
}

function encodeText(kind: number, text: string): Buffer {
  return encodeEscaped(Buffer.of(kind), Buffer.from(text, "utf8"));
}

function encodeBytes(kind: number, bytes: Uint8Array): Buffer {
  return encodeEscaped(Buffer.of(kind), Buffer.from(bytes));
}

/** 00 becomes 00 FF and the end is 00 01: with a single closing 00 a descending part would sort wrong. */
function encodeEscaped(head: Buffer, bytes: Buffer): Buffer {
  if (!bytes.includes(0)) return Buffer.concat([head, bytes, Buffer.of(0, 1)]);
  const parts: number[] = [];
  for (const byte of bytes) parts.push(...(byte === 0 ? [0, 0xff] : [byte]));
  return Buffer.concat([head, Buffer.from(parts), Buffer.of(0, 1)]);
}
