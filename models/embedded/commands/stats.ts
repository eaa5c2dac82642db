import type { Collection } from "../engine/catalog";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { documentsPrefix, indexPrefix } from "../storage/keyspace";
import { prefixRange } from "../storage/view";
import type { Command, CommandContext } from "./command";
import { viewOf } from "./command";
import { collectionName } from "./fields";

interface Size {
  count: number;
  bytes: number;
}

/** Reads every row: statistics are for people, not for requests. */
function sizeOf(context: CommandContext, prefix: Buffer): Size {
  const size = { count: 0, bytes: 0 };
  for (const row of viewOf(context).range(prefixRange(prefix))) {
    size.count++;
    size.bytes += row.key.length + row.value.length;
  }
  return size;
}

export function collectionStats(context: CommandContext, name: string): Doc {
  const collection = context.engine.catalog.find(viewOf(context), context.database, name);
  if (!collection) throw new StoreError(26, "NamespaceNotFound", `Collection [${context.database}.${name}] not found.`);
  const stats = describeSize(context, collection);
  return { ns: collection.namespace, localTime: context.now, storageStats: stats, count: stats["count"] };
}

function describeSize(context: CommandContext, collection: Collection): Doc {
  const documents = sizeOf(context, documentsPrefix(collection.number));
  const indexSizes = Object.fromEntries(
    collection.indexes.map((index) => [index.name, index.isId ? 0 : sizeOf(context, indexPrefix(index.number)).bytes]),
  );
  return {
    count: documents.count,
    size: documents.bytes,
    avgObjSize: documents.count === 0 ? 0 : Math.round(documents.bytes / documents.count),
    storageSize: documents.bytes,
    nindexes: collection.indexes.length,
    totalIndexSize: Object.values(indexSizes).reduce((sum, bytes) => sum + bytes, 0),
    indexSizes,
    capped: false,
    scaleFactor: 1,
  };
}

export function indexStats(context: CommandContext, name: string): Doc[] {
  const collection = context.engine.catalog.find(viewOf(context), context.database, name);
  return (collection?.indexes ?? []).map((index) => ({
    name: index.name,
    key: index.key,
    spec: { name: index.name, key: index.key },
  }));
}

export const collStats: Command = {
  name: "collStats",
  aliases: ["collstats"],
  fields: { scale: "number" },
  run: (context, body) => {
    const name = collectionName(body);
    const collection = context.engine.catalog.find(viewOf(context), context.database, name);
    const empty = { count: 0, size: 0, storageSize: 0, totalIndexSize: 0, nindexes: 0, indexSizes: {} };
    return { ns: `${context.database}.${name}`, ...(collection ? describeSize(context, collection) : empty), ok: 1 };
  },
};

export const dbStats: Command = {
  name: "dbStats",
  aliases: ["dbstats"],
  fields: { scale: "number", freeStorage: "number" },
  run: (context) => {
    const collections = context.engine.catalog.list(viewOf(context), context.database);
    const sizes = collections.map((collection) => describeSize(context, collection));
    const total = (field: string) => sizes.reduce((sum, size) => sum + Number(size[field]), 0);
    const objects = total("count");
    return {
      db: context.database,
      collections: collections.length,
      views: 0,
      objects,
      avgObjSize: objects === 0 ? 0 : Math.round(total("size") / objects),
      dataSize: total("size"),
      storageSize: total("storageSize"),
      indexes: total("nindexes"),
      indexSize: total("totalIndexSize"),
      totalSize: total("storageSize") + total("totalIndexSize"),
      scaleFactor: 1,
      ok: 1,
    };
  },
};
