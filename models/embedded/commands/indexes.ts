import type { Collection, Index, IndexSpec } from "../engine/catalog";
import { toIndex } from "../engine/catalog";
import { indexDocument } from "../engine/writeDocument";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { decodeDocument } from "../storage/documents";
import { documentsPrefix, droppedKey } from "../storage/keyspace";
import type { View, WritableView } from "../storage/view";
import { prefixRange } from "../storage/view";
import { SERVED_INDEX_VERSION, readIndexSpec, sameDefinition } from "../engine/indexSpec";
import type { Command, CommandContext } from "./command";
import { viewOf } from "./command";
import { collectionName, requiredArray } from "./fields";
import { listCursor } from "./listCursor";

export const createIndexes: Command = {
  name: "createIndexes",
  inTransaction: "allowed",
  fields: { indexes: "array", commitQuorum: "any", ignoreUnknownIndexOptions: "boolean" },
  run: async (context, body) => {
    const name = collectionName(body);
    const specs = requiredArray("createIndexes", body, "indexes").map((given) => readIndexSpec(given as Doc));
    if (specs.length === 0) throw new StoreError(2, "BadValue", "Must specify at least one index to create");
    const outcome = await context.engine.write(context.transaction, (view) =>
      createAll(view, { context, name, specs }),
    );
    if (outcome instanceof StoreError) throw outcome;
    return outcome;
  },
};

interface Creation {
  context: CommandContext;
  name: string;
  specs: Omit<IndexSpec, "number">[];
}

function createAll(view: WritableView, { context, name, specs }: Creation): Doc | StoreError {
  const { engine, database } = context;
  const known = engine.catalog.find(view, database, name);
  const collection = engine.ensureCollection(view, database, name);
  const added = newIndexes(collection, specs).map((spec) => toIndex({ ...spec, number: engine.catalog.newNumber() }));
  const failure = added.length > 0 ? buildIndexes(view, { context, collection, added }) : undefined;
  if (failure) return failure;
  return {
    numIndexesBefore: collection.indexes.length,
    numIndexesAfter: collection.indexes.length + added.length,
    createdCollectionAutomatically: known === undefined,
    ...(added.length === 0 ? { note: "all indexes already exist" } : {}),
    ok: 1,
  };
}

/** Those that are not there yet. @throws StoreError 85 or 86 when a name or a key is taken by another index */
function newIndexes(collection: Collection, specs: Omit<IndexSpec, "number">[]): Omit<IndexSpec, "number">[] {
  const list: Omit<IndexSpec, "number">[] = [...collection.indexes];
  const added: Omit<IndexSpec, "number">[] = [];
  for (const spec of specs) {
    if (isKnown(list, spec)) continue;
    list.push(spec);
    added.push(spec);
  }
  return added;
}

function isKnown(list: Omit<IndexSpec, "number">[], spec: Omit<IndexSpec, "number">): boolean {
  const sameKey = list.find((index) => sameDefinition(index, spec, ["key", "partialFilterExpression"]));
  if (sameKey && sameKey.name === "_id_") return true;
  const sameName = list.find((index) => index.name === spec.name);
  if (sameName && sameDefinition(sameName, spec, ["key", "unique", "sparse", "partialFilterExpression"])) {
    if (sameDefinition(sameName, spec, ["expireAfterSeconds"])) return true;
    throw conflict(
      85,
      "IndexOptionsConflict",
      `An equivalent index already exists with different options: ${spec.name}`,
    );
  }
  if (sameName) {
    throw conflict(
      86,
      "IndexKeySpecsConflict",
      `An existing index has the same name as the requested index: ${spec.name}`,
    );
  }
  if (sameKey) {
    throw conflict(85, "IndexOptionsConflict", `Index already exists with a different name: ${sameKey.name}`);
  }
  return false;
}

function conflict(code: number, codeName: string, message: string): StoreError {
  return new StoreError(code, codeName, message);
}

/** Fills the new indexes; when a document does not fit, what was written is left to the sweeper and the error handed back. */
function buildIndexes(
  view: WritableView,
  { context, collection, added }: { context: CommandContext; collection: Collection; added: Index[] },
): StoreError | undefined {
  const { engine } = context;
  try {
    for (const row of view.range(prefixRange(documentsPrefix(collection.number)))) {
      const doc = decodeDocument(row.value);
      for (const index of added) indexDocument(view, { collection, index }, doc);
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    for (const index of added) view.put(droppedKey("index", index.number), Buffer.of(1));
    return error;
  }
  engine.catalog.save(view, { ...collection, indexes: [...collection.indexes, ...added] });
  return undefined;
}

export const dropIndexes: Command = {
  name: "dropIndexes",
  aliases: ["deleteIndexes"],
  fields: { index: "any" },
  run: async (context, body) => {
    const name = collectionName(body);
    const before = await context.engine.write(undefined, (view) => {
      const collection = mustFind(context, view, name);
      const dropped = selectIndexes(collection, body["index"]);
      for (const index of dropped) view.put(droppedKey("index", index.number), Buffer.of(1));
      const indexes = collection.indexes.filter((index) => !dropped.includes(index));
      context.engine.catalog.save(view, { ...collection, indexes });
      return collection.indexes.length;
    });
    return { nIndexesWas: before, ok: 1 };
  },
};

function mustFind(context: CommandContext, view: View, name: string): Collection {
  const collection = context.engine.catalog.find(view, context.database, name);
  if (collection) return collection;
  throw new StoreError(26, "NamespaceNotFound", `ns not found ${context.database}.${name}`);
}

/** @throws StoreError 27 for an unknown index, 72 for `_id_` */
function selectIndexes(collection: Collection, wanted: unknown): Index[] {
  const droppable = collection.indexes.filter((index) => !index.isId);
  if (wanted === "*") return droppable;
  const list = Array.isArray(wanted) ? wanted : [wanted];
  return list.map((one: unknown) => {
    const text = typeof one === "string" ? one : JSON.stringify(one);
    const found = collection.indexes.find((index) => index.name === text || JSON.stringify(index.key) === text);
    if (!found) throw new StoreError(27, "IndexNotFound", `index not found with name [${text}]`);
    if (found.isId) throw new StoreError(72, "InvalidOptions", "cannot drop _id index");
    return found;
  });
}

export const listIndexes: Command = {
  name: "listIndexes",
  fields: { cursor: "object", includeBuildUUIDs: "boolean", includeIndexBuildInfo: "boolean" },
  run: (context, body) => {
    const name = collectionName(body);
    const collection = context.engine.catalog.find(viewOf(context), context.database, name);
    if (!collection) throw new StoreError(26, "NamespaceNotFound", `ns does not exist: ${context.database}.${name}`);
    return listCursor(context, body, { namespace: collection.namespace, docs: collection.indexes.map(describeIndex) });
  },
};

/** An index as `listIndexes` shows it: what was not asked for is left out. */
export function describeIndex(index: IndexSpec): Doc {
  const { name, key, unique, sparse, hidden, expireAfterSeconds, partialFilterExpression } = index;
  return { v: SERVED_INDEX_VERSION, key, name, unique, sparse, hidden, expireAfterSeconds, partialFilterExpression };
}
