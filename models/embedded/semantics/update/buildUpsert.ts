import { StoreError } from "../../errors";
import { normalizeFilter, isElemMatch } from "../filter/normalizeFilter";
import { runUpdateStages } from "../aggregation/runUpdateStages";
import { deepCopy, hasOwn } from "../values/doc";
import type { Doc } from "../values/doc";
import { applyOperators } from "./applyOperators";
import { isOperators, refuseDollarFields, withId } from "./applyUpdate";
import { equalBson } from "../values/compareBson";
import { immutableField } from "../refusals";
import { readAt, writeAt } from "./paths";
import type { UpdateRequest } from "./types";

/**
 * The document that an upsert inserts when nothing matched: the filter's equalities, then the update with
 * `$setOnInsert`; of a replacement's filter only `_id` counts.
 *
 * @throws StoreError as `applyUpdate` does, 54 when the filter gives one field two values
 */
export function buildUpsert(request: UpdateRequest & { newId: () => unknown }): Doc {
  const seed: Doc = {};
  for (const [path, value] of equalities(normalizeFilter(request.filter))) plant(seed, path, value);
  const doc = upserted(seed, request);
  return withId(hasOwn(doc, "_id") ? doc["_id"] : request.newId(), doc);
}

function upserted(seed: Doc, request: UpdateRequest): Doc {
  if (Array.isArray(request.update)) return keepSeedId(seed, runUpdateStages(seed, request.update, request));
  if (isOperators(request.update)) {
    const doc = deepCopy(seed);
    applyOperators(doc, { ...request, isInsert: true });
    return keepSeedId(seed, doc);
  }
  refuseDollarFields(request.update);
  return keepSeedId(seed, deepCopy(request.update));
}

function keepSeedId(seed: Doc, doc: Doc): Doc {
  if (!hasOwn(seed, "_id")) return doc;
  if (!hasOwn(doc, "_id")) return withId(seed["_id"], doc);
  if (equalBson(seed["_id"], doc["_id"])) return doc;
  throw immutableField("Performing an update on the path '_id' would modify the immutable field '_id'");
}

function plant(seed: Doc, path: string, value: unknown): void {
  const parts = path.split(".");
  if (readAt(seed, parts) !== undefined)
    throw new StoreError(
      54,
      "NotSingleValueField",
      `cannot infer query fields to set, path '${path}' is matched twice`,
    );
  writeAt(seed, parts, deepCopy(value));
}

/** Fields that the filter fixes to one value, inside `$and` and an `$or` of one branch too. */
function equalities(filter: Doc): [string, unknown][] {
  return Object.keys(filter).flatMap((key): [string, unknown][] => {
    const operand = filter[key];
    if (key === "$and") return (operand as Doc[]).flatMap(equalities);
    if (key === "$or" && (operand as Doc[]).length === 1) return equalities((operand as Doc[])[0] as Doc);
    if (key.startsWith("$")) return [];
    return fixedValue(operand as Doc).map((value) => [key, value]);
  });
}

function fixedValue(condition: Doc): unknown[] {
  if (hasOwn(condition, "$eq")) return [condition["$eq"]];
  const only = (condition["$in"] ?? condition["$all"]) as unknown[] | undefined;
  if (only?.length !== 1 || only[0] instanceof RegExp || isElemMatch(only[0])) return [];
  return only;
}
