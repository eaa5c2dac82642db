import { BSON, type Binary } from "bson";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

/**
 * A backup is a gzip of BSON documents, one after another: a head, then rows and pieces of files, then an end that says how many.
 * A file that was cut off has no end.
 */
export interface Head {
  format: typeof FORMAT;
  version: typeof VERSION;
  madeAt: Date;
  /** A word sealed by the vault: tells before anything is written whether the key is the right one. */
  sealedCheck: string;
}
export type Frame =
  | { kind: "row"; collection: string; row: Binary }
  | { kind: "piece"; file: string; bytes: Binary }
  | { kind: "end"; frames: number };

export const FORMAT = "yiju-crm backup";
export const VERSION = 1;
export const CHECK_WORD = "yiju-crm";
const LENGTH_BYTES = 4;

export class ArchiveError extends Error {
  override name = "ArchiveError";
}

async function* documents(path: string): AsyncGenerator<Buffer> {
  const source = createReadStream(path);
  const plain = source.pipe(createGunzip());
  source.once("error", (error) => plain.destroy(error));
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of plain as AsyncIterable<Buffer>) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    while (held.length >= LENGTH_BYTES && held.length >= held.readInt32LE(0)) {
      const length = held.readInt32LE(0);
      yield held.subarray(0, length);
      held = held.subarray(length);
    }
  }
  if (held.length > 0) throw new ArchiveError("the file is cut off");
}

/** @throws ArchiveError when it is no backup of ours, or is not whole */
export async function readHead(path: string): Promise<Head> {
  for await (const document of readDocuments(path)) return toHead(document);
  throw new ArchiveError("the file is empty");
}

/** The rows and pieces of a backup, in order. @throws ArchiveError when it is no backup of ours, or is not whole */
export async function* readFrames(path: string): AsyncGenerator<Exclude<Frame, { kind: "end" }>> {
  let count = -1;
  let isWhole = false;
  // Read on after the end: only then has gunzip compared its checksum.
  for await (const document of readDocuments(path)) {
    count += 1;
    if (count === 0) toHead(document);
    else {
      const frame = document as unknown as Frame;
      if (frame.kind !== "end") yield frame;
      else isWhole = frame.frames === count - 1;
    }
  }
  if (!isWhole) throw new ArchiveError("the file is cut off");
}

async function* readDocuments(path: string): AsyncGenerator<BSON.Document> {
  try {
    for await (const bytes of documents(path)) yield BSON.deserialize(bytes);
  } catch (error) {
    if (error instanceof ArchiveError || (error as NodeJS.ErrnoException).code === "ENOENT") throw error;
    throw new ArchiveError("the file is damaged", { cause: error });
  }
}

function toHead(document: BSON.Document): Head {
  if (document.format !== FORMAT) throw new ArchiveError("the file is no backup of yiju-crm");
  if (document.version !== VERSION)
    throw new ArchiveError(`version ${document.version} of the backup is not known here`);
  return document as Head;
}
