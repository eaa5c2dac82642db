import { Long } from "bson";

const TYPE = { double: 0x01, text: 0x02, document: 0x03, array: 0x04, long: 0x12 } as const;

/** What a cursor command answers with: documents as they lie in the store, without decoding and encoding them again. */
export interface CursorBatch {
  field: "firstBatch" | "nextBatch";
  documents: Buffer[];
  /** 0 when the cursor is exhausted. */
  id: number;
  namespace: string;
}

/** The reply `{cursor: {<field>: [...], id: Int64, ns}, ok: 1}`. */
export function encodeCursorReply(batch: CursorBatch): Buffer {
  const elements = batch.documents.map((document, index) => element(TYPE.document, String(index), document));
  const cursor = encodeDocumentOf([
    element(TYPE.array, batch.field, encodeDocumentOf(elements)),
    // The driver wants an Int64 here: it takes an Int32 for a missing id.
    element(TYPE.long, "id", Buffer.from(Long.fromNumber(batch.id).toBytesLE())),
    element(TYPE.text, "ns", encodeText(batch.namespace)),
  ]);
  return encodeDocumentOf([element(TYPE.document, "cursor", cursor), element(TYPE.double, "ok", encodeDouble(1))]);
}

function element(type: number, name: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(type), Buffer.from(name, "utf8"), Buffer.of(0), value]);
}

function encodeDocumentOf(elements: Buffer[]): Buffer {
  const length = elements.reduce((sum, part) => sum + part.length, 0) + 5;
  const head = Buffer.alloc(4);
  head.writeInt32LE(length);
  return Buffer.concat([head, ...elements, Buffer.of(0)], length);
}

function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text, "utf8");
  const head = Buffer.alloc(4);
  head.writeInt32LE(bytes.length + 1);
  return Buffer.concat([head, bytes, Buffer.of(0)]);
}

function encodeDouble(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}
