import type { Doc } from "../semantics";
import { equalBson } from "../semantics";
import { StoreError } from "../errors";
import { encodeDocument } from "../storage/documents";
import type { IndexFlag } from "../storage/keyspace";
import { collectionKey, documentKey, flagKey, idBytes, idOfIndexRow, indexPrefix, indexRow } from "../storage/keyspace";
import type { WritableView } from "../storage/view";
import { prefixRange } from "../storage/view";
import type { Collection, Index } from "./catalog";
import { Draft } from "./draft";
import type { IndexEntry } from "./indexKeys";
import { indexEntries } from "./indexKeys";

const FLAG_SET = Buffer.of(1);

/** A document as it lies in the store. */
export interface StoredDocument {
  key: Buffer;
  doc: Doc;
}

/** @throws StoreError 11000 for a taken `_id` or unique key */
export function insertDocument(view: WritableView, collection: Collection, doc: Doc): void {
  const draft = new Draft(view);
  const id = idBytes(doc["_id"]);
  const key = documentKey(collection.number, id.bytes);
  draft.lock(key);
  draft.depend(collectionKey(collection.database, collection.name));
  if (draft.get(key)) throw duplicateKey(collection, { name: "_id_", key: { _id: 1 } }, [doc["_id"]]);
  if (!id.exact) setFlag(draft, collection.number, "truncated");
  draft.put(key, encodeDocument(doc));
  for (const index of secondaryIndexes(collection)) {
    addEntries(draft, { collection, index, id: id.bytes, entries: entriesOf(draft, index, doc) });
  }
  draft.apply();
}

/** Stores `after` in the place of a document with the same `_id`. */
export function replaceDocument(
  view: WritableView,
  collection: Collection,
  change: StoredDocument & { after: Doc },
): void {
  const draft = new Draft(view);
  const id = idBytes(change.doc["_id"]).bytes;
  draft.lock(change.key);
  draft.depend(collectionKey(collection.database, collection.name));
  draft.put(change.key, encodeDocument(change.after));
  for (const index of secondaryIndexes(collection)) {
    if (!isTouched(index, change)) continue;
    const before = indexEntries(index, change.doc).entries;
    const after = entriesOf(draft, index, change.after);
    removeEntries(draft, { collection, index, id, entries: without(before, after) });
    addEntries(draft, { collection, index, id, entries: without(after, before) });
  }
  draft.apply();
}

export function removeDocument(view: WritableView, collection: Collection, removed: StoredDocument): void {
  const draft = new Draft(view);
  const id = idBytes(removed.doc["_id"]).bytes;
  draft.lock(removed.key);
  draft.depend(collectionKey(collection.database, collection.name));
  draft.remove(removed.key);
  for (const index of secondaryIndexes(collection)) {
    removeEntries(draft, { collection, index, id, entries: indexEntries(index, removed.doc).entries });
  }
  draft.apply();
}

/** Adds one stored document to an index that is being built. */
export function indexDocument(view: WritableView, target: { collection: Collection; index: Index }, doc: Doc): void {
  const draft = new Draft(view);
  const id = idBytes(doc["_id"]).bytes;
  addEntries(draft, { ...target, id, entries: entriesOf(draft, target.index, doc) });
  draft.apply();
}

/** Whether a change can move a document in an index: most changes leave the many entries of a list as they are. */
function isTouched(index: Index, { doc, after }: { doc: Doc; after: Doc }): boolean {
  if (index.partialFilterExpression) return true;
  return index.fields.some(({ steps: [step = ""] }) => !isSame(doc[step], after[step]));
}

const isSame = (before: unknown, after: unknown): boolean =>
  before === after || (before !== undefined && after !== undefined && equalBson(before, after));

function secondaryIndexes(collection: Collection): Index[] {
  return collection.indexes.filter((index) => !index.isId);
}

function entriesOf(draft: Draft, index: Index, doc: Doc): Map<string, IndexEntry> {
  const found = indexEntries(index, doc);
  for (const position of found.multikey) setFlag(draft, index.number, `multikey${position}`);
  if (found.truncated) setFlag(draft, index.number, "truncated");
  return found.entries;
}

function setFlag(draft: Draft, index: number, flag: IndexFlag): void {
  const key = flagKey(index, flag);
  if (!draft.get(key)) draft.put(key, FLAG_SET);
}

function without<T>(entries: Map<string, T>, others: Map<string, unknown>): Map<string, T> {
  return new Map([...entries].filter(([text]) => !others.has(text)));
}

interface EntryChange {
  collection: Collection;
  index: Index;
  id: Buffer;
  entries: Map<string, IndexEntry>;
}

function addEntries(draft: Draft, change: EntryChange): void {
  for (const entry of change.entries.values()) {
    if (change.index.unique) checkUnique(draft, change, entry);
    const row = indexRow(change.index.number, entry.parts, change.id);
    draft.put(row.key, row.value);
  }
}

function checkUnique(draft: Draft, change: EntryChange, entry: IndexEntry): void {
  const prefix = Buffer.concat([indexPrefix(change.index.number), entry.parts]);
  draft.lockPrefix(prefix);
  for (const row of draft.range(prefixRange(prefix))) {
    if (!idOfIndexRow(row).equals(change.id)) throw duplicateKey(change.collection, change.index, entry.values);
  }
}

function removeEntries(draft: Draft, change: EntryChange): void {
  for (const entry of change.entries.values()) {
    const row = indexRow(change.index.number, entry.parts, change.id);
    if (change.index.unique) draft.lockPrefix(Buffer.concat([indexPrefix(change.index.number), entry.parts]));
    draft.remove(row.key);
  }
}

function duplicateKey(collection: Collection, index: Pick<Index, "name" | "key">, values: unknown[]): StoreError {
  const keyValue = Object.fromEntries(Object.keys(index.key).map((path, position) => [path, values[position] ?? null]));
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${showValue(value)}`);
  const message = `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: { ${shown.join(", ")} }`;
  return new StoreError(11000, "DuplicateKey", message, { keyPattern: index.key, keyValue });
}

/** A value as MongoDB's messages write it. */
function showValue(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (typeof value === "object" && "_bsontype" in value && value._bsontype === "ObjectId")
    return `ObjectId('${String(value)}')`;
  return JSON.stringify(value);
}
