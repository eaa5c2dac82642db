import { EJSON } from "bson";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { normalizeFilter } from "../semantics";
import type { IndexSpec } from "./catalog";
import { isSubdocument } from "./indexKeys";

/** The format number clients expect to read. */
export const SERVED_INDEX_VERSION = 2;
const MAX_FIELDS = 32;
/** Options that say nothing in this store, or are the server's own bookkeeping. */
const HARMLESS = new Set(["v", "background", "ns", "collation"]);
const UNDERSTOOD = new Set([
  "key",
  "name",
  "unique",
  "sparse",
  "hidden",
  "expireAfterSeconds",
  "partialFilterExpression",
]);
const PARTIAL_OPERATORS = new Set(["$and", "$or", "$in", "$eq", "$exists", "$gt", "$gte", "$lt", "$lte", "$type"]);

/** An index definition from a client. @throws StoreError 67, 72, 197 or 238 for one this store cannot keep */
export function readIndexSpec(given: Doc): Omit<IndexSpec, "number"> {
  refuseOptions(given);
  const { key, name } = given;
  if (!isSubdocument(key) || Object.keys(key).length === 0) throw cannotCreate("Index keys cannot be empty.");
  if (typeof name !== "string" || name === "")
    throw new StoreError(9, "FailedToParse", "The 'name' field is a required property of an index specification");
  checkKey(key);
  return {
    name,
    key: key as Record<string, number>,
    ...flag(given, "unique"),
    ...flag(given, "sparse"),
    ...flag(given, "hidden"),
    ...readExpiry(given, key),
    ...readPartial(given),
  };
}

function refuseOptions(given: Doc): void {
  const { collation } = given;
  if (isSubdocument(collation) && collation["locale"] !== "simple") {
    throw new StoreError(238, "NotImplemented", "an index collation is not supported by the embedded store");
  }
  const unknown = Object.keys(given).find((option) => !UNDERSTOOD.has(option) && !HARMLESS.has(option));
  if (unknown === undefined) return;
  const message = `The field '${unknown}' is not valid for an index specification of the embedded store. Specification: ${EJSON.stringify(given)}`;
  throw new StoreError(197, "InvalidIndexSpecificationOption", message);
}

function checkKey(key: Doc): void {
  const entries = Object.entries(key);
  if (entries.length > MAX_FIELDS) throw new StoreError(13103, "Location13103", "too many compound keys");
  for (const [path, direction] of entries) {
    if (typeof direction === "string") {
      throw cannotCreate(`Unknown index plugin '${direction}': the embedded store has no text, hashed or geo indexes`);
    }
    if (typeof direction !== "number" || direction === 0 || Number.isNaN(direction)) {
      throw cannotCreate(`Values in v:2 index key pattern must be numbers other than 0, got ${String(direction)}`);
    }
    checkPath(path);
  }
}

function checkPath(path: string): void {
  const steps = path.split(".");
  if (steps.some((step) => step === "")) throw cannotCreate("Index keys cannot contain an empty field.");
  if (steps.includes("$**")) throw cannotCreate("the embedded store has no wildcard indexes");
  if (steps.some((step) => step.startsWith("$")))
    throw cannotCreate(`Index key contains an illegal field name: ${path}`);
}

function flag(given: Doc, name: "unique" | "sparse" | "hidden"): Partial<IndexSpec> {
  return given[name] === true || given[name] === 1 ? { [name]: true } : {};
}

function readExpiry(given: Doc, key: Doc): Partial<IndexSpec> {
  const { expireAfterSeconds: seconds } = given;
  if (seconds === undefined) return {};
  if (typeof seconds !== "number" || seconds < 0 || seconds > 2 ** 31 - 1) {
    throw cannotCreate("TTL index 'expireAfterSeconds' option must be a number within 0 and 2147483647");
  }
  if (Object.keys(key).length > 1)
    throw cannotCreate("TTL indexes are single-field indexes, compound indexes do not support TTL.");
  return { expireAfterSeconds: seconds };
}

function readPartial(given: Doc): Partial<IndexSpec> {
  const { partialFilterExpression: partial } = given;
  if (partial === undefined) return {};
  if (!isSubdocument(partial)) throw cannotCreate("'partialFilterExpression' for an index is not a document");
  if (given["sparse"] === true) throw cannotCreate("cannot mix 'partialFilterExpression' and 'sparse' options");
  const refused = operatorsOf(partial).find((operator) => !PARTIAL_OPERATORS.has(operator));
  if (refused) throw cannotCreate(`Expression not supported in partial index: ${refused}`);
  normalizeFilter(partial);
  return { partialFilterExpression: partial };
}

function operatorsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(operatorsOf);
  if (!isSubdocument(value)) return [];
  const own = Object.keys(value).filter((key) => key.startsWith("$"));
  return [...own, ...Object.values(value).flatMap(operatorsOf)];
}

function cannotCreate(message: string): StoreError {
  return new StoreError(67, "CannotCreateIndex", message);
}

/** Whether two definitions agree in the given properties; an absent flag is a false one. */
export function sameDefinition(
  a: Omit<IndexSpec, "number">,
  b: Omit<IndexSpec, "number">,
  properties: (keyof Omit<IndexSpec, "number">)[],
): boolean {
  return properties.every(
    (property) => EJSON.stringify({ value: a[property] ?? null }) === EJSON.stringify({ value: b[property] ?? null }),
  );
}
