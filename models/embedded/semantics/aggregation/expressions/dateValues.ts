import type { ObjectId, Timestamp } from "bson";
import { located } from "../../refusals";
import { bsonTypeOf } from "../../values/bsonType";
import { bsonClass } from "../../values/doc";
import { isMissing } from "./operands";

/** What MongoDB reads as a date: dates, and the time inside an ObjectId or a timestamp; undefined for the rest. */
export function toDateValue(value: unknown): Date | undefined {
  if (value instanceof Date) return value;
  if (bsonClass(value) === "ObjectId") return (value as ObjectId).getTimestamp();
  return bsonClass(value) === "Timestamp" ? new Date((value as Timestamp).t * 1000) : undefined;
}

/** @throws StoreError 16006 for a value that is no date; null stays null */
export function requireDate(value: unknown): Date | null {
  if (isMissing(value)) return null;
  const date = toDateValue(value);
  if (date !== undefined) return date;
  throw located(16006, `can't convert from BSON type ${bsonTypeOf(value).name} to Date`);
}
