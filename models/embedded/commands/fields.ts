import { Binary } from "bson";
import { StoreError } from "../errors";
import { isSubdocument } from "../engine/indexKeys";
import type { Doc } from "../semantics";

/** `any` leaves the check to whoever reads the field. */
export type FieldType =
  "object" | "array" | "string" | "number" | "boolean" | "objectOrString" | "objectOrArray" | "any";
export type FieldTypes = Record<string, FieldType>;

/** Fields of every command, from the driver or for the server's eyes only. */
const COMMON: FieldTypes = {
  $db: "string",
  $readPreference: "object",
  $clusterTime: "object",
  lsid: "object",
  txnNumber: "number",
  autocommit: "boolean",
  startTransaction: "boolean",
  readConcern: "object",
  writeConcern: "object",
  comment: "any",
  maxTimeMS: "number",
  collation: "object",
  apiVersion: "string",
  apiStrict: "boolean",
  apiDeprecationErrors: "boolean",
};

const TYPE_TESTS: Record<FieldType, (value: unknown) => boolean> = {
  object: isSubdocument,
  array: Array.isArray,
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean" || typeof value === "number",
  objectOrString: (value) => typeof value === "string" || isSubdocument(value),
  objectOrArray: (value) => Array.isArray(value) || isSubdocument(value),
  any: () => true,
};

/** @throws StoreError 40415 for an unknown field, 14 for a wrong type, 238 for a collation */
export function checkCommandFields(name: string, body: Doc, types: FieldTypes): void {
  const [first] = Object.keys(body);
  const ofCommand = (field: string) => (field === first ? "any" : typeIn(COMMON, field));
  checkEach(name, body, (field) => typeIn(types, field) ?? ofCommand(field));
  refuseCollation(body);
}

const typeIn = (types: FieldTypes, field: string): FieldType | undefined =>
  Object.hasOwn(types, field) ? types[field] : undefined;

/** @throws StoreError 40415 or 14 */
export const checkFields = (place: string, value: Doc, types: FieldTypes): void =>
  checkEach(place, value, (field) => typeIn(types, field));

function checkEach(place: string, value: Doc, typeOf: (field: string) => FieldType | undefined): void {
  for (const [field, given] of Object.entries(value)) {
    const type = typeOf(field);
    if (type === undefined) {
      throw new StoreError(40415, "Location40415", `BSON field '${place}.${field}' is an unknown field.`);
    }
    if (given === null || given === undefined || TYPE_TESTS[type](given)) continue;
    const message = `BSON field '${place}.${field}' is the wrong type '${typeName(given)}', expected type '${type}'`;
    throw new StoreError(14, "TypeMismatch", message);
  }
}

/** Comparing text by a language's rules would need tables this store does not have; a silent binary order would be wrong. */
export function refuseCollation(value: Doc): void {
  const { collation } = value;
  if (!isSubdocument(collation) || collation["locale"] === "simple" || Object.keys(collation).length === 0) return;
  const message = "collation is not supported by the embedded store; use a MongoDB server (MONGODB_URI) for it";
  throw new StoreError(238, "NotImplemented", message);
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (value instanceof Date) return "date";
  if (value instanceof Binary) return "binData";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "double";
  if (typeof value === "object" && value !== null && "_bsontype" in value) return String(value._bsontype);
  return typeof value === "boolean" ? "bool" : typeof value;
}

/** A field that has passed its check. */
export function optionalNumber(body: Doc, field: string): number | undefined {
  const value = body[field];
  return typeof value === "number" ? value : undefined;
}

export function optionalDoc(body: Doc, field: string): Doc | undefined {
  const value = body[field];
  return isSubdocument(value) ? value : undefined;
}

/** @throws StoreError 40414 when it is missing */
export function requiredDoc(place: string, body: Doc, field: string): Doc {
  const value = optionalDoc(body, field);
  if (value) return value;
  throw new StoreError(40414, "Location40414", `BSON field '${place}.${field}' is missing but a required field`);
}

/** @throws StoreError 40414 when it is missing */
export function requiredArray(place: string, body: Doc, field: string): unknown[] {
  const value = body[field];
  if (Array.isArray(value)) return value;
  throw new StoreError(40414, "Location40414", `BSON field '${place}.${field}' is missing but a required field`);
}

/** The collection a command names with its first field. @throws StoreError 73 when that is no name */
export function collectionName(body: Doc): string {
  const [name, value] = Object.entries(body)[0] ?? [];
  if (typeof value === "string" && value !== "") return value;
  throw new StoreError(73, "InvalidNamespace", `collection name has invalid type in '${name}'`);
}
