import { KIND, encodeValue } from "./keyEncoding";

/** The first byte of a row's key says what the row is. All live in one lmdb database, so any commit may touch all. */
const SPACE = { catalog: 1, document: 2, index: 3, session: 4 } as const;
const CATALOG = { collection: 0x63, dropped: 0x64, flag: 0x66 } as const;

/** Longest encoded `_id`, and longest encoded index key before it: lmdb takes 1,978 bytes in all. */
export const ID_BUDGET = 260;
export const PARTS_BUDGET = 1600;

/**
 * What an index has met so far. Once true it stays so until the index is dropped, as in MongoDB. A field is told by its position: an
 * array in one says nothing against the order of the others. Plain `multikey` is of stores that did not yet tell which field.
 */
export type IndexFlag = "multikey" | `multikey${number}` | "truncated";

/** The key of a collection's description; `collection` is left out for the prefix of a whole database. */
export function collectionKey(database: string, collection?: string): Buffer {
  const head = Buffer.of(SPACE.catalog, CATALOG.collection);
  return Buffer.concat([head, Buffer.from(`${database}\u0000${collection ?? ""}`, "utf8")]);
}

export function allCollectionsPrefix(): Buffer {
  return Buffer.of(SPACE.catalog, CATALOG.collection);
}

/** Marks numbers whose rows are still to be swept; they must not be given out again before. */
export function droppedKey(space?: "document" | "index", number?: number): Buffer {
  const head = Buffer.of(SPACE.catalog, CATALOG.dropped);
  return space === undefined ? head : Buffer.concat([head, Buffer.of(SPACE[space]), unsigned(number ?? 0)]);
}

/** The prefix of the rows a `droppedKey` speaks of, and the number in it. */
export function readDroppedKey(key: Buffer): { prefix: Buffer; number: number } {
  return { prefix: key.subarray(2), number: key.readUInt32BE(3) };
}

/** The key of a flag; `flag` is left out for the prefix of all flags of an index. */
export function flagKey(index: number, flag: IndexFlag | "" = ""): Buffer {
  return Buffer.concat([Buffer.of(SPACE.catalog, CATALOG.flag), unsigned(index), Buffer.from(flag)]);
}

export function documentsPrefix(collection: number): Buffer {
  return Buffer.concat([Buffer.of(SPACE.document), unsigned(collection)]);
}

/** Bytes of an `_id`: in order for all but very long texts, which keep only their identity. */
export function idBytes(id: unknown): { bytes: Buffer; exact: boolean } {
  return encodeValue(id, ID_BUDGET);
}

export function documentKey(collection: number, id: Buffer): Buffer {
  return Buffer.concat([documentsPrefix(collection), id]);
}

export function indexPrefix(index: number): Buffer {
  return Buffer.concat([Buffer.of(SPACE.index), unsigned(index)]);
}

/** An index row: its key ends with the document's id bytes, its value says where they begin. */
export function indexRow(index: number, parts: Buffer, id: Buffer): { key: Buffer; value: Buffer } {
  const value = Buffer.alloc(2);
  value.writeUInt16BE(5 + parts.length);
  return { key: Buffer.concat([indexPrefix(index), parts, id]), value };
}

/** The id bytes at the end of an index row's key. */
export function idOfIndexRow(row: { key: Buffer; value: Buffer }): Buffer {
  return row.key.subarray(row.value.readUInt16BE(0));
}

export function sessionKey(session?: Buffer): Buffer {
  return Buffer.concat([Buffer.of(SPACE.session), session ?? Buffer.alloc(0)]);
}

function unsigned(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

/** Where the values of one kind begin and end inside a key part. */
export function kindBounds(kind: keyof typeof KIND): { start: Buffer; end: Buffer } {
  return { start: Buffer.of(KIND[kind]), end: Buffer.of(KIND[kind] + 1) };
}
