import { BSONError, deserialize, serialize } from "bson";
import type { DeserializeOptions, SerializeOptions } from "bson";
import type { Doc } from "../semantics";
import { StoreError } from "../errors";
import { keyText } from "./overlay";

/** Numbers come as JS numbers, the only ones mingo knows; what stays a Long is beyond 2^53. */
const DECODING: DeserializeOptions = {
  promoteValues: true,
  promoteLongs: true,
  promoteBuffers: false,
  bsonRegExp: true,
};
const ENCODING: SerializeOptions = { ignoreUndefined: true };
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** A decoded document takes about twice its BSON size in heap, plus some for the bookkeeping. */
const HEAP_PER_BYTE = 2;
const HEAP_PER_DOCUMENT = 200;

/** @throws StoreError 22 when the bytes are no BSON */
export function decodeDocument(bytes: Uint8Array): Doc {
  try {
    return deserialize(bytes, DECODING);
  } catch (error) {
    if (error instanceof BSONError || error instanceof RangeError)
      throw new StoreError(22, "InvalidBSON", error.message);
    throw error;
  }
}

/** @throws StoreError 10334 when the document is larger than 16 MB */
export function encodeDocument(doc: Doc): Buffer {
  const bytes = serialize(doc, ENCODING);
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    const message = `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`;
    throw new StoreError(10334, "BSONObjectTooLarge", message);
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Decoded documents, least recently used first out, bounded by their estimated heap size. An entry counts only while the row's bytes are
 * the very bytes it was decoded from, so it is right for every view and needs no invalidation.
 */
export class DocumentCache {
  readonly #entries = new Map<string, { bytes: Buffer; doc: Doc; size: number }>();
  #size = 0;

  /** @param limit heap bytes */
  constructor(readonly limit: number) {}

  /** The decoded row. It is shared: nobody may change it. */
  decode(key: Buffer, bytes: Buffer): Doc {
    const text = keyText(key);
    const known = this.#entries.get(text);
    if (known) this.#forget(text, known.size);
    const doc = known?.bytes.equals(bytes) ? known.doc : decodeDocument(bytes);
    this.#remember(text, bytes, doc);
    return doc;
  }

  #remember(text: string, bytes: Buffer, doc: Doc): void {
    const size = bytes.length * (1 + HEAP_PER_BYTE) + HEAP_PER_DOCUMENT;
    if (size > this.limit / 8) return;
    this.#entries.set(text, { bytes, doc, size });
    this.#size += size;
    for (const [oldest, entry] of this.#entries) {
      if (this.#size <= this.limit) return;
      this.#forget(oldest, entry.size);
    }
  }

  #forget(text: string, size: number): void {
    this.#entries.delete(text);
    this.#size -= size;
  }
}
