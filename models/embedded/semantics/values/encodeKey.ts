import type { ObjectId, Timestamp } from "bson";
import { RANK, rankOf } from "./bsonType";
import { bytesOf, patternOf, toNumeric } from "./compareBson";
import type { Doc } from "./doc";

/**
 * A text that two values share exactly when MongoDB calls them equal: for sets of `$in`, groups and distinct values.
 * Missing shares null's, -0 shares 0's; every part says its length, so no value can imitate another.
 */
export function encodeKey(value: unknown): string {
  if (typeof value === "string") return `s${value.length}:${value}`;
  if (typeof value === "number") return `n${value === 0 ? 0 : value}`;
  if (value === null || value === undefined) return "z";
  const encode = BY_RANK.get(rankOf(value)) as ((value: unknown) => string) | undefined;
  return encode === undefined ? "z" : encode(value);
}

const BY_RANK = new Map<number, (value: never) => string>([
  [RANK.number, (value: unknown) => `n${toNumeric(value)}`],
  [RANK.string, (value: unknown) => encodeKey(String(value))],
  [RANK.objectId, (value: ObjectId) => `o${value.toHexString()}`],
  [RANK.date, (value: Date) => `d${value.getTime()}`],
  [RANK.bool, (value: boolean) => (value ? "t" : "f")],
  [RANK.array, (value: unknown[]) => `[${value.length}:${value.map(encodeKey).join("")}]`],
  [RANK.object, encodeDoc],
  [RANK.binData, encodeBinary],
  [RANK.timestamp, (value: Timestamp) => `T${value.toString()}`],
  [RANK.regex, encodeRegex],
  [RANK.minKey, () => "<"],
  [RANK.maxKey, () => ">"],
  [RANK.javascript, (value: { code: string }) => `c${encodeKey(value.code)}`],
]);

function encodeDoc(doc: Doc): string {
  const keys = Object.keys(doc).filter((key) => doc[key] !== undefined);
  let text = `{${keys.length}:`;
  for (const key of keys) text += `${key.length}:${key}${encodeKey(doc[key])}`;
  return text;
}

function encodeBinary(value: unknown): string {
  const { bytes, subtype } = bytesOf(value);
  return `b${subtype}:${encodeKey(Buffer.from(bytes).toString("latin1"))}`;
}

function encodeRegex(value: unknown): string {
  const { pattern, options } = patternOf(value);
  return `r${encodeKey(pattern)}${encodeKey(options)}`;
}
