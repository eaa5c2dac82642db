import { UUID } from "bson";
import type { Collection } from "../engine/catalog";
import { checkNamespace, idIndex } from "../engine/catalog";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { compileFilter, normalizeFilter } from "../semantics";
import { droppedKey } from "../storage/keyspace";
import type { WritableView } from "../storage/view";
import type { Command, CommandContext } from "./command";
import { viewOf } from "./command";
import { collectionName, optionalDoc } from "./fields";
import { describeIndex } from "./indexes";
import { listCursor } from "./listCursor";

/** Options of `create` that would change what a collection does, and that this store does not have. */
const REFUSED_OPTIONS = ["capped", "size", "max", "timeseries", "viewOn", "pipeline", "validator", "clusteredIndex"];
const IGNORED_WHEN_EMPTY = ["validationLevel", "validationAction", "storageEngine", "indexOptionDefaults", "idIndex"];

export const create: Command = {
  name: "create",
  inTransaction: "allowed",
  fields: Object.fromEntries([
    ...REFUSED_OPTIONS.map((name) => [name, "any"]),
    ...IGNORED_WHEN_EMPTY.map((name) => [name, "any"]),
    ["autoIndexId", "boolean"],
    ["expireAfterSeconds", "any"],
    ["changeStreamPreAndPostImages", "any"],
    ["encryptedFields", "any"],
    ["flags", "any"],
    ["temp", "any"],
  ]),
  run: async (context, body) => {
    const name = collectionName(body);
    checkNamespace(context.database, name);
    refuseOptions(body);
    await context.engine.write(context.transaction, (view) => {
      // The same options again are fine, and there are no others.
      if (!context.engine.catalog.find(view, context.database, name)) {
        context.engine.ensureCollection(view, context.database, name);
      }
    });
    return { ok: 1 };
  },
};

function refuseOptions(body: Doc): void {
  const refused = [...REFUSED_OPTIONS, "expireAfterSeconds", "changeStreamPreAndPostImages", "encryptedFields"];
  const option = refused.find((field) => body[field] !== undefined && body[field] !== false);
  if (option === undefined) return;
  throw new StoreError(72, "InvalidOptions", `create option '${option}' is not supported by the embedded store`);
}

export const drop: Command = {
  name: "drop",
  fields: {},
  run: async (context, body) => {
    const name = collectionName(body);
    const dropped = await context.engine.write(undefined, (view) => {
      const collection = context.engine.catalog.find(view, context.database, name);
      if (collection) dropCollection(view, context, collection);
      return collection;
    });
    if (!dropped) return { ok: 1 };
    return { nIndexesWas: dropped.indexes.length, ns: dropped.namespace, ok: 1 };
  },
};

/** Takes the collection out of the catalog; its rows, which nobody can reach any more, are swept later. */
export function dropCollection(view: WritableView, context: CommandContext, collection: Collection): void {
  context.engine.catalog.remove(view, collection);
  view.put(droppedKey("document", collection.number), Buffer.of(1));
  for (const index of collection.indexes) {
    if (!index.isId) view.put(droppedKey("index", index.number), Buffer.of(1));
  }
}

export const dropDatabase: Command = {
  name: "dropDatabase",
  fields: {},
  run: async (context) => {
    const count = await context.engine.write(undefined, (view) => {
      const collections = context.engine.catalog.list(view, context.database);
      for (const collection of collections) dropCollection(view, context, collection);
      return collections.length;
    });
    return count > 0 ? { dropped: context.database, ok: 1 } : { ok: 1 };
  },
};

export const renameCollection: Command = {
  name: "renameCollection",
  fields: { to: "string", dropTarget: "boolean" },
  run: async (context, body) => {
    const from = splitNamespace(body["renameCollection"]);
    const to = splitNamespace(body["to"]);
    checkNamespace(to.database, to.name);
    await context.engine.write(undefined, (view) =>
      rename(view, context, { from, to, dropTarget: body["dropTarget"] === true }),
    );
    return { ok: 1 };
  },
};

interface Namespace {
  database: string;
  name: string;
}

function splitNamespace(namespace: unknown): Namespace {
  const [database = "", ...rest] = String(namespace).split(".");
  return { database, name: rest.join(".") };
}

function rename(
  view: WritableView,
  context: CommandContext,
  { from, to, dropTarget }: { from: Namespace; to: Namespace; dropTarget: boolean },
): void {
  const { catalog } = context.engine;
  const source = catalog.find(view, from.database, from.name);
  if (!source)
    throw new StoreError(26, "NamespaceNotFound", `Source collection ${from.database}.${from.name} does not exist`);
  if (from.database === to.database && from.name === to.name) {
    throw new StoreError(20, "IllegalOperation", "Can't rename a collection to itself");
  }
  const target = catalog.find(view, to.database, to.name);
  if (target && !dropTarget) throw new StoreError(48, "NamespaceExists", "target namespace exists");
  if (target) dropCollection(view, context, target);
  catalog.remove(view, source);
  catalog.save(view, { ...source, ...to });
}

export const listCollections: Command = {
  name: "listCollections",
  fields: { filter: "object", cursor: "object", nameOnly: "boolean", authorizedCollections: "boolean" },
  run: (context, body) => {
    const matches = compileFilter(normalizeFilter(optionalDoc(body, "filter") ?? {}));
    const described = context.engine.catalog
      .list(viewOf(context), context.database)
      .map((collection) => describeCollection(collection, body["nameOnly"] === true));
    return listCursor(context, body, {
      namespace: `${context.database}.$cmd.listCollections`,
      docs: described.filter(matches),
    });
  },
};

function describeCollection(collection: Collection, nameOnly: boolean): Doc {
  const base = { name: collection.name, type: "collection" };
  if (nameOnly) return base;
  return {
    ...base,
    options: {},
    info: { readOnly: false, uuid: collection.uuid ?? new UUID() },
    idIndex: describeIndex(idIndex()),
  };
}

export const listDatabases: Command = {
  name: "listDatabases",
  fields: { filter: "object", nameOnly: "boolean", authorizedDatabases: "boolean" },
  run: (context, body) => {
    const matches = compileFilter(normalizeFilter(optionalDoc(body, "filter") ?? {}));
    const nameOnly = body["nameOnly"] === true;
    const names = new Set(context.engine.catalog.list(viewOf(context)).map((collection) => collection.database));
    const totalSize = context.engine.environment.sizeOnDisk();
    const share = Math.round(totalSize / Math.max(names.size, 1));
    const databases = [...names]
      .map((name) => (nameOnly ? { name } : { name, sizeOnDisk: share, empty: false }))
      .filter(matches);
    return nameOnly
      ? { databases, ok: 1 }
      : { databases, totalSize, totalSizeMb: Math.round(totalSize / 2 ** 20), ok: 1 };
  },
};
