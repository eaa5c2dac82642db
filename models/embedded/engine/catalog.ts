import type { Doc } from "../semantics";
import { compileFilter, normalizeFilter } from "../semantics";
import { StoreError } from "../errors";
import { decodeDocument, encodeDocument } from "../storage/documents";
import {
  ID_BUDGET,
  PARTS_BUDGET,
  allCollectionsPrefix,
  collectionKey,
  droppedKey,
  readDroppedKey,
} from "../storage/keyspace";
import { keyText } from "../storage/overlay";
import type { View, WritableView } from "../storage/view";
import { prefixRange } from "../storage/view";

/** An index as its creator asked for it; `number` names its rows and is never used twice. */
export interface IndexSpec {
  number: number;
  name: string;
  key: Record<string, number>;
  unique?: boolean;
  sparse?: boolean;
  hidden?: boolean;
  expireAfterSeconds?: number;
  partialFilterExpression?: Doc;
}

export interface IndexField {
  path: string;
  steps: string[];
  descending: boolean;
}

/** An index ready to use. The `_id_` index has no rows of its own: it is the order of the documents. */
export interface Index extends IndexSpec {
  fields: IndexField[];
  /** Bytes one part of a key may take. */
  budget: number;
  isId: boolean;
  covers: (doc: Doc) => boolean;
}

export interface Collection {
  number: number;
  database: string;
  name: string;
  namespace: string;
  uuid: unknown;
  indexes: Index[];
}

interface StoredCollection {
  number: number;
  uuid: unknown;
  indexes: IndexSpec[];
}

const ID_INDEX: IndexSpec = { number: 0, name: "_id_", key: { _id: 1 } };

/** Collections and their indexes, read from the same view as the data, so that a transaction sees its own. */
export class Catalog {
  readonly #parsed = new Map<string, { bytes: Buffer; collection: Collection }>();
  #nextNumber = 1;

  /** Numbers of dropped collections stay taken until their rows are swept. */
  constructor(view: View) {
    for (const collection of this.list(view)) {
      this.#reserve(collection.number);
      for (const index of collection.indexes) this.#reserve(index.number);
    }
    for (const row of view.range(prefixRange(droppedKey()))) this.#reserve(readDroppedKey(row.key).number);
  }

  #reserve(number: number): void {
    this.#nextNumber = Math.max(this.#nextNumber, number + 1);
  }

  newNumber(): number {
    return this.#nextNumber++;
  }

  find(view: View, database: string, name: string): Collection | undefined {
    const key = collectionKey(database, name);
    const bytes = view.get(key);
    return bytes && this.#parse(key, bytes);
  }

  /** All collections, or those of one database, by name. */
  list(view: View, database?: string): Collection[] {
    const prefix = database === undefined ? allCollectionsPrefix() : collectionKey(database);
    return [...view.range(prefixRange(prefix))].map((row) => this.#parse(row.key, row.value));
  }

  #parse(key: Buffer, bytes: Buffer): Collection {
    const text = keyText(key);
    const known = this.#parsed.get(text);
    if (known?.bytes.equals(bytes)) return known.collection;
    const collection = toCollection(key, decodeDocument(bytes) as unknown as StoredCollection);
    this.#parsed.set(text, { bytes, collection });
    return collection;
  }

  /** Writes a collection's description: a new one, or one with other indexes. */
  save(view: WritableView, collection: { database: string; name: string } & StoredCollection): Collection {
    const key = collectionKey(collection.database, collection.name);
    const stored = { number: collection.number, uuid: collection.uuid, indexes: collection.indexes.map(toSpec) };
    const bytes = encodeDocument(stored as unknown as Doc);
    view.lock(key);
    view.put(key, bytes);
    return this.#parse(key, bytes);
  }

  remove(view: WritableView, collection: Collection): void {
    const key = collectionKey(collection.database, collection.name);
    view.lock(key);
    view.remove(key);
  }
}

export function toIndex(spec: IndexSpec): Index {
  const fields = Object.entries(spec.key).map(([path, direction]) => ({
    path,
    steps: path.split("."),
    descending: direction < 0,
  }));
  const covers = spec.partialFilterExpression
    ? compileFilter(normalizeFilter(spec.partialFilterExpression))
    : () => true;
  const isId = spec.name === "_id_";
  const budget = isId ? ID_BUDGET : Math.floor(PARTS_BUDGET / fields.length);
  return { ...spec, fields, budget, isId, covers };
}

function toSpec(index: IndexSpec): IndexSpec {
  const { number, name, key, unique, sparse, hidden, expireAfterSeconds, partialFilterExpression } = index;
  return { number, name, key, unique, sparse, hidden, expireAfterSeconds, partialFilterExpression };
}

function toCollection(key: Buffer, stored: StoredCollection): Collection {
  const [database = "", name = ""] = key.subarray(2).toString("utf8").split("\u0000");
  return { ...stored, database, name, namespace: `${database}.${name}`, indexes: stored.indexes.map(toIndex) };
}

export function idIndex(): IndexSpec {
  return ID_INDEX;
}

const FORBIDDEN_DATABASE = /[/\\. "$*<>:|?\u0000]/;

/** @throws StoreError 73 for a name MongoDB refuses */
export function checkNamespace(database: string, collection: string): void {
  const invalid =
    database === "" ||
    database.length > 63 ||
    FORBIDDEN_DATABASE.test(database) ||
    collection === "" ||
    collection.startsWith(".") ||
    /[$\u0000]/.test(collection) ||
    Buffer.byteLength(`${database}.${collection}`) > 255;
  if (invalid) throw new StoreError(73, "InvalidNamespace", `Invalid namespace specified '${database}.${collection}'`);
  if (collection.startsWith("system."))
    throw new StoreError(73, "InvalidNamespace", `Invalid system namespace: ${database}.${collection}`);
}
