import { BSON, Binary } from "bson";
import mongoose, { type mongo } from "mongoose";
import { createReadStream, createWriteStream } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { vault } from "../../models/vault";
import { CHECK_WORD, FORMAT, VERSION, type Frame, type Head } from "./frames";

/** Folders below DATA_DIR that belong to a complete copy. The keys do not: who has both can read everything. */
const FOLDERS = ["files", "public"];

export interface WriteOptions {
  path: string;
  dataDir: string;
  madeAt: Date;
  /** How the store shows one moment: the embedded store through a transaction, MongoDB through a snapshot session. */
  snapshotBy: "transaction" | "session";
}

async function* rowFrames(session: mongo.ClientSession): AsyncGenerator<Frame> {
  const { db } = mongoose.connection;
  if (!db) throw new Error("the store is not connected");
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  for (const { name } of collections.filter((each) => !each.name.startsWith("system."))) {
    // Raw bytes keep every number's exact type, and cost no decoding.
    for await (const row of db.collection(name).find({}, { session, raw: true }))
      yield { kind: "row", collection: name, row: new Binary(row as unknown as Buffer) };
  }
}

async function* fileFrames(dataDir: string): AsyncGenerator<Frame> {
  for (const folder of FOLDERS) {
    for (const path of await filesUnder(join(dataDir, folder))) {
      const file = relative(dataDir, path).replaceAll("\\", "/");
      for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 }))
        yield { kind: "piece", file, bytes: new Binary(bytes as Buffer) };
    }
  }
}

async function filesUnder(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

async function* encode({ dataDir, madeAt }: WriteOptions, session: mongo.ClientSession): AsyncGenerator<Uint8Array> {
  const head: Head = { format: FORMAT, version: VERSION, madeAt, sealedCheck: vault().seal(CHECK_WORD) };
  yield BSON.serialize(head);
  let frames = 0;
  for (const source of [rowFrames(session), fileFrames(dataDir)]) {
    for await (const frame of source) {
      frames += 1;
      yield BSON.serialize(frame);
    }
  }
  yield BSON.serialize({ kind: "end", frames } satisfies Frame);
}

/** Writes a complete copy of one moment of the store, and of the files, beside the keys it needs. The store goes on working. */
export async function writeArchive(options: WriteOptions): Promise<void> {
  const { path, snapshotBy } = options;
  const draft = `${path}.part`;
  const session = await mongoose.connection.startSession(snapshotBy === "session" ? { snapshot: true } : {});
  try {
    if (snapshotBy === "transaction") session.startTransaction({ readConcern: { level: "snapshot" } });
    await pipeline(Readable.from(encode(options, session)), createGzip(), createWriteStream(draft, { mode: 0o600 }));
    await flush(draft);
    await rename(draft, path);
  } finally {
    if (session.inTransaction()) await session.abortTransaction();
    await session.endSession();
    await rm(draft, { force: true });
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, "r");
  await file.sync();
  await file.close();
}
