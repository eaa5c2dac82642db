import { bsonClass, isDoc } from "../values/doc";

/** A value as MongoDB's messages print it: `{ a: "x" }`, `ObjectId('…')`. */
export function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[ ${value.map(describe).join(", ")} ]`;
  if (isDoc(value)) return describeDoc(value);
  return bsonClass(value) === "ObjectId" ? `ObjectId('${String(value)}')` : String(value);
}

function describeDoc(doc: Record<string, unknown>): string {
  const keys = Object.keys(doc);
  return keys.length === 0 ? "{}" : `{ ${keys.map((key) => `${key}: ${describe(doc[key])}`).join(", ")} }`;
}
