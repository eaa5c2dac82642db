import { BSON } from "bson";
import mongoose from "mongoose";
import { appendFile, mkdir, rm } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { vault } from "../../models/vault";
import { ArchiveError, CHECK_WORD, readFrames, readHead } from "./frames";

const CHUNK = 500;

export interface RestoreOptions {
  path: string;
  dataDir: string;
  /** Replaces what the store holds. */
  force: boolean;
}

export interface Restored {
  rows: number;
  files: number;
  madeAt: Date;
}

function database() {
  const { db } = mongoose.connection;
  if (!db) throw new Error("the store is not connected");
  return db;
}

async function collectionNames(): Promise<string[]> {
  const collections = await database().listCollections({}, { nameOnly: true }).toArray();
  return collections.map(({ name }) => name).filter((name) => !name.startsWith("system."));
}

async function isEmpty(): Promise<boolean> {
  for (const name of await collectionNames())
    if ((await database().collection(name).findOne({})) !== null) return false;
  return true;
}

/** Reads the whole file before anything is touched. */
async function check(path: string): Promise<{ madeAt: Date; rows: number }> {
  const { sealedCheck, madeAt } = await readHead(path);
  try {
    if (vault().open(sealedCheck) !== CHECK_WORD) throw new Error("another word");
  } catch (cause) {
    throw new ArchiveError("the backup was made with another ENCRYPTION_KEY: bring that key back first", { cause });
  }
  let rows = 0;
  for await (const frame of readFrames(path)) rows += frame.kind === "row" ? 1 : 0;
  return { madeAt, rows };
}

/** A file of the backup may not lie outside the data folder, whatever its name says. */
function placeOf(dataDir: string, file: string): string {
  const path = resolve(dataDir, file);
  if (!path.startsWith(resolve(dataDir) + sep))
    throw new ArchiveError(`the backup holds a file outside its folder: ${file}`);
  return path;
}

async function writePiece(path: string, { bytes, isFirst }: { bytes: Uint8Array; isFirst: boolean }): Promise<void> {
  if (isFirst) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rm(path, { force: true });
  }
  await appendFile(path, bytes, { mode: 0o600 });
}

/** Collects rows and inserts them a few hundred at a time. */
function createInserter() {
  let collection = "";
  let waiting: BSON.Document[] = [];
  const flush = async () => {
    if (waiting.length > 0)
      await database()
        .collection(collection)
        .insertMany(waiting as never);
    waiting = [];
  };
  const add = async (to: string, row: Uint8Array) => {
    if (to !== collection || waiting.length >= CHUNK) await flush();
    collection = to;
    waiting.push(BSON.deserialize(row, { promoteValues: false }));
  };
  return { add, flush };
}

/**
 * Brings a backup back. The file is read to its end before the first row is written.
 * @throws ArchiveError for a damaged file, another key, or a store that is not empty and `force` is not said
 */
export async function restoreArchive({ path, dataDir, force }: RestoreOptions): Promise<Restored> {
  const { madeAt, rows } = await check(path);
  if (!force && !(await isEmpty())) throw new ArchiveError("the store is not empty: --force replaces what it holds");
  for (const name of await collectionNames()) await database().collection(name).deleteMany({});

  const inserter = createInserter();
  const files = new Set<string>();
  for await (const frame of readFrames(path)) {
    if (frame.kind === "row") {
      await inserter.add(frame.collection, frame.row.buffer);
    } else {
      const place = placeOf(dataDir, frame.file);
      await writePiece(place, { bytes: frame.bytes.buffer, isFirst: !files.has(place) });
      files.add(place);
    }
  }
  await inserter.flush();
  return { rows, files: files.size, madeAt };
}
