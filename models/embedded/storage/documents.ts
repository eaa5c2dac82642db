import { BSONError, deserialize, onDemand, serialize } from "bson";
import type { DeserializeOptions, SerializeOptions } from "bson";
import type { Doc } from "../semantics";
import { StoreError } from "../errors";

/** Numbers come as JS numbers, the only ones mingo knows; what stays a Long is beyond 2^53. */
const DECODING: DeserializeOptions = {
  promoteValues: true,
  promoteLongs: true,
  promoteBuffers: false,
  bsonRegExp: true,
};
const ENCODING: SerializeOptions = { ignoreUndefined: true };
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

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

/** The names of top-level fields, ready to be compared with those in a document. */
export type FieldNames = readonly Buffer[];

export const toFieldNames = (names: Iterable<string>): FieldNames => [...names].map((name) => Buffer.from(name));

/**
 * A document with these of its fields only. What is left out is skipped without being read, which for a row with many search keys is
 * most of the work.
 * @throws StoreError 22 when the bytes are no BSON
 */
export function decodeFields(bytes: Buffer, names: FieldNames): Doc {
  const kept = Buffer.allocUnsafe(bytes.length);
  let length = 4;
  for (const [, nameAt, nameLength, valueAt, valueLength] of elementsOf(bytes)) {
    const isAsked = names.some((name) => isNamed(bytes, { at: nameAt, length: nameLength }, name));
    // An element begins one byte before its name, with its type.
    if (isAsked) length += bytes.copy(kept, length, nameAt - 1, valueAt + valueLength);
  }
  kept[length++] = 0;
  kept.writeInt32LE(length, 0);
  return decodeDocument(kept.subarray(0, length));
}

const isNamed = (bytes: Buffer, place: { at: number; length: number }, name: Buffer): boolean =>
  name.length === place.length &&
  name[0] === bytes[place.at] &&
  bytes.compare(name, 0, name.length, place.at, place.at + place.length) === 0;

/** @throws StoreError 22 */
function elementsOf(bytes: Buffer): ReturnType<typeof onDemand.parseToElements> {
  try {
    return onDemand.parseToElements(bytes);
  } catch (error) {
    if (error instanceof BSONError) throw new StoreError(22, "InvalidBSON", error.message);
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
