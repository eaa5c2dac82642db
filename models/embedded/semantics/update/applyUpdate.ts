import { serialize } from "bson";
import { dollarPrefixed, failedToParse, immutableField } from "../refusals";
import { runUpdateStages } from "../aggregation/runUpdateStages";
import { equalBson } from "../values/compareBson";
import { deepCopy, hasOwn, setField } from "../values/doc";
import type { Doc } from "../values/doc";
import { applyOperators } from "./applyOperators";
import { describe } from "./describe";
import type { UpdateRequest } from "./types";

export interface Updated {
  doc: Doc;
  /** Whether the stored bytes differ: a reordered subdocument is a change. */
  changed: boolean;
}

/**
 * The document after an update; the one given is left as it is.
 *
 * @throws StoreError 2, 9, 14, 28, 40, 52, 66 as MongoDB would
 */
export function applyUpdate(doc: Doc, request: UpdateRequest): Updated {
  const after = updated(doc, request);
  return { doc: after, changed: !sameBytes(doc, after) };
}

function updated(doc: Doc, request: UpdateRequest): Doc {
  if (Array.isArray(request.update)) return keepId(doc, runUpdateStages(doc, request.update, request));
  if (!isOperators(request.update)) return replace(doc, request.update);
  const copy = deepCopy(doc);
  applyOperators(copy, request);
  refuseIdChange(doc, copy, "Performing an update on the path '_id' would modify the immutable field '_id'");
  return copy;
}

/**
 * Whether an update document holds operators; an empty one is a replacement.
 *
 * @throws StoreError 9 when it mixes operators with plain fields
 */
export function isOperators(update: Doc): boolean {
  const keys = Object.keys(update);
  if (!keys[0]?.startsWith("$")) return false;
  const plain = keys.find((key) => !key.startsWith("$"));
  if (plain === undefined) return true;
  throw failedToParse(
    `Unknown modifier: ${plain}. Expected a valid update modifier or pipeline-style update specified as an array`,
  );
}

/** The replacement under the document's own `_id`, which comes first. */
function replace(doc: Doc, replacement: Doc): Doc {
  refuseDollarFields(replacement);
  return keepId(doc, deepCopy(replacement));
}

/** @throws StoreError 52 for a `$` at the start of a replacement's own field */
export function refuseDollarFields(replacement: Doc): void {
  const field = Object.keys(replacement).find((key) => key.startsWith("$"));
  if (field === undefined) return;
  throw dollarPrefixed(
    `The dollar ($) prefixed field '${field}' in '${field}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
  );
}

function keepId(before: Doc, after: Doc): Doc {
  if (!hasOwn(before, "_id")) return after;
  if (hasOwn(after, "_id")) {
    refuseIdChange(
      before,
      after,
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${describe(after["_id"])}`,
    );
  }
  return withId(before["_id"], after);
}

/** A document with this `_id` in front. */
export function withId(id: unknown, doc: Doc): Doc {
  const result: Doc = { _id: id };
  for (const key of Object.keys(doc)) if (key !== "_id") setField(result, key, doc[key]);
  return result;
}

function refuseIdChange(before: Doc, after: Doc, message: string): void {
  if (!hasOwn(before, "_id") || equalBson(before["_id"], after["_id"])) return;
  throw immutableField(message);
}

function sameBytes(a: Doc, b: Doc): boolean {
  return Buffer.compare(toBytes(a), toBytes(b)) === 0;
}

const toBytes = (doc: Doc): Uint8Array => serialize(doc, { ignoreUndefined: true });
