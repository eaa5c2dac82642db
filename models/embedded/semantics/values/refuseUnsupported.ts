import { badValue } from "../refusals";
import { bsonClass, isDoc } from "./doc";

/**
 * Refuses numbers that this store cannot compute with, before they are stored: Decimal128, and integers that
 * JavaScript cannot hold exactly.
 *
 * @throws StoreError 2 naming the value
 */
export function refuseUnsupported(value: unknown): void {
  if (Array.isArray(value)) value.forEach(refuseUnsupported);
  else if (isDoc(value)) for (const key of Object.keys(value)) refuseUnsupported(value[key]);
  else refuseScalar(value);
}

function refuseScalar(value: unknown): void {
  if (bsonClass(value) === "Decimal128") {
    throw badValue(`The embedded store holds no Decimal128 (${String(value)}): use a number, or a MongoDB server`);
  }
  const isWide = bsonClass(value) === "Long" || typeof value === "bigint";
  if (isWide && !Number.isSafeInteger(Number(value))) {
    throw badValue(`The embedded store holds no integer beyond 2^53 (${String(value)}): use a MongoDB server`);
  }
}
