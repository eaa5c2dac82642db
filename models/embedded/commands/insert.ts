import { ObjectId } from "bson";
import { isSubdocument } from "../engine/indexKeys";
import { insertDocument } from "../engine/writeDocument";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { refuseUnsupported } from "../semantics";
import type { Command } from "./command";
import { collectionName, requiredArray } from "./fields";
import { outcomeReply, runStatements } from "./statements";

const MAX_BATCH = 100_000;

export const insert: Command = {
  name: "insert",
  inTransaction: "allowed",
  fields: { documents: "array", ordered: "boolean", bypassDocumentValidation: "boolean" },
  run: async (context, body) => {
    const name = collectionName(body);
    const documents = requiredArray("insert", body, "documents");
    checkBatch(documents.length);
    const outcome = await runStatements(context, {
      count: documents.length,
      ordered: body["ordered"] !== false,
      run: (view, index, result) => {
        const doc = prepareDocument(documents[index]);
        insertDocument(view, context.engine.ensureCollection(view, context.database, name), doc);
        result.n++;
      },
    });
    return outcomeReply(outcome);
  },
};

/** @throws StoreError 16 for an empty batch or too large a one */
export function checkBatch(count: number): void {
  if (count >= 1 && count <= MAX_BATCH) return;
  const message = `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${count} operations.`;
  throw new StoreError(16, "InvalidLength", message);
}

/** The document as it is stored: `_id` first, made up when missing. @throws StoreError for what cannot be stored */
export function prepareDocument(given: unknown): Doc {
  if (!isSubdocument(given))
    throw new StoreError(14, "TypeMismatch", "BSON field 'insert.documents' must hold objects");
  const { _id: id = new ObjectId(), ...rest } = given;
  const doc = { _id: id, ...rest };
  checkId(id);
  refuseUnsupported(doc);
  return doc;
}

/** @throws StoreError 53 for a type no `_id` may have, 52 for a `$` inside it */
export function checkId(id: unknown): void {
  const kind = Array.isArray(id) ? "array" : isRegex(id) ? "regex" : undefined;
  if (kind) throw new StoreError(53, "InvalidIdField", `The '_id' value cannot be of type ${kind}`);
  const dollar = isSubdocument(id) ? Object.keys(id).find((key) => key.startsWith("$")) : undefined;
  if (dollar !== undefined) {
    const message = `_id fields may not contain '$'-prefixed fields: ${dollar} is not valid for storage.`;
    throw new StoreError(52, "DollarPrefixedFieldName", message);
  }
}

function isRegex(value: unknown): boolean {
  return (
    value instanceof RegExp ||
    (typeof value === "object" && value !== null && "pattern" in value && "_bsontype" in value)
  );
}
