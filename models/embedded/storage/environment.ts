import { mkdirSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { open } from "lmdb";
import type { RootDatabase, Transaction } from "lmdb";
import { copyRows } from "./copyRows";
import { flushFile, replaceFile } from "./replaceFile";
import { residentFileBytes } from "./residentFileBytes";
import type { KeyRange, Row, View } from "./view";

/** Most read snapshots lmdb may hold at once: one per open transaction, with room for plain reads. */
const MAX_READERS = 512;
/**
 * Address space, not memory: a map that starts small is replaced as it grows, and lmdb keeps the old ones, whose pages then count
 * two or three times as resident. On Windows the file itself would be as large as the map.
 */
const MAP_BYTES = process.platform === "win32" ? undefined : 16 * 1024 ** 3;
const FIRST_PAGE = 64;
const LARGEST_PAGE = 1024;
/** Pages of the file that may lie in memory because somebody read them. */
const MAPPED_BYTES = 8 * 1024 ** 2;
/** Free pages that are worth a copy: each commit walks the list of them. */
const FREE_PAGES = 4096;
const FREE_SHARE = 1 / 8;
/** Where a copy is made, below the file's own folder. */
const COPY = "copy";
/** Every row: no key begins with it. */
const END = Buffer.of(0xff);

/** The writes one commit may make; reads through it see them, and those of commits queued before. */
export interface CommitView extends View {
  put(key: Buffer, value: Buffer): void;
  remove(key: Buffer): void;
}

/** A view of one moment. `release` must be called: while it is held, lmdb cannot reuse pages. */
export interface Snapshot extends View {
  release(): void;
}

export interface Environment {
  /** The latest commit. */
  readonly latest: View;
  snapshot(): Snapshot;
  /**
   * Runs `work` inside a write transaction, in the order of the calls, and resolves when it is on disk.
   * lmdb does not roll back when `work` throws, so `work` must throw before its first write or not at all.
   */
  commit<T>(work: (view: CommitView) => T): Promise<T>;
  backup(toFolder: string): Promise<void>;
  /**
   * What has piled up while the file is open: pages that a large write left free (`copy` it to be rid of them), pages that lie in
   * memory because they were read (`reopen` it).
   * @param isQuiet whether there is time for a copy
   */
  untidy(isQuiet: boolean): "copy" | "reopen" | null;
  /** Gives the pages in memory back, unless a snapshot is held. Nothing may read or write meanwhile. */
  reopen(): Promise<void>;
  /**
   * Makes a copy beside the file while other work goes on, and gives it up once something was committed or `goOn` says no.
   * @returns what puts the copy in place, unless there was a commit or a snapshot is held; nothing may read or write meanwhile
   */
  copy(goOn: () => boolean): Promise<(() => Promise<void>) | null>;
  /** How many commits there have been since it was opened. */
  commits(): number;
  sizeOnDisk(): number;
  close(): Promise<void>;
}

type Database = RootDatabase<Buffer, Buffer>;

const openDatabase = (folder: string, { noSync = false, readOnly = false } = {}): Database =>
  open<Buffer, Buffer>({
    path: folder,
    noSync,
    readOnly,
    noSubdir: false,
    keyEncoding: "binary",
    encoding: "binary",
    maxReaders: MAX_READERS,
    ...(MAP_BYTES === undefined ? {} : { mapSize: MAP_BYTES }),
  });

/** @param folder where lmdb keeps `data.mdb` and `lock.mdb` */
export function openEnvironment(folder: string): Environment {
  const copyFolder = join(folder, COPY);
  rmSync(copyFolder, { recursive: true, force: true });
  let bytesBefore = residentFileBytes();
  let database = openDatabase(folder);
  let commits = 0;
  let held = 0;
  const latest = viewOf({ database: () => database, moment: () => commits });
  async function reopen(meanwhile?: () => Promise<void>): Promise<void> {
    if (held > 0) return;
    await database.close();
    // What is still there are pages of other files, of which more come to be with time.
    bytesBefore = residentFileBytes();
    try {
      await meanwhile?.();
    } finally {
      database = openDatabase(folder);
    }
  }
  return {
    latest,
    snapshot: () => {
      held++;
      return snapshotOf(database, () => held--);
    },
    commit: async (work) => {
      const value = await commit(database, work);
      commits++;
      return value;
    },
    backup: (toFolder) => database.backup(toFolder, false),
    untidy: (isQuiet) => {
      if (isQuiet && isScattered(database)) return "copy";
      return residentFileBytes() - bytesBefore > MAPPED_BYTES ? "reopen" : null;
    },
    reopen: () => reopen(),
    copy: async (goOn) => {
      const at = commits;
      const isCurrent = () => commits === at;
      if (!(await writeCopy(latest, copyFolder, () => isCurrent() && goOn()))) return null;
      return async () => {
        if (isCurrent()) await reopen(() => replaceFile(copyFolder, folder));
        await removeFolder(copyFolder);
      };
    },
    commits: () => commits,
    sizeOnDisk: () => sizeOf(database),
    close: () => database.close(),
  };
}

/** Copies the rows of a file that nobody has open into a new one, which is on disk when this resolves. The old one is read only. */
export async function copyFile(from: string, to: string): Promise<void> {
  const database = openDatabase(from, { readOnly: true });
  await writeCopy(viewOf({ database: () => database }), to, () => true).finally(() => database.close());
}

const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true });

/** @returns whether the copy is whole, and on disk; else nothing of it is left */
async function writeCopy(rows: View, folder: string, goOn: () => boolean): Promise<boolean> {
  await removeFolder(folder);
  mkdirSync(folder, { mode: 0o700 });
  const target = openDatabase(folder, { noSync: true });
  const isWhole = await copyRows(rows.range({ start: Buffer.alloc(1), end: END }), target, goOn).finally(() =>
    target.close(),
  );
  await (isWhole ? flushFile(folder) : removeFolder(folder));
  return isWhole;
}

async function commit<T>(database: Database, work: (view: CommitView) => T): Promise<T> {
  const view: CommitView = {
    ...viewOf({ database: () => database }),
    put: (key, value) => void database.put(key, value),
    remove: (key) => void database.remove(key),
  };
  const outcome = await database.transaction(() => attempt(() => work(view)));
  // Committed and visible is not yet on disk; an acknowledged write must be both.
  await database.flushed;
  if ("error" in outcome) throw outcome.error;
  return outcome.value;
}

/** An error thrown inside lmdb's callback would reject other commits of the same batch, so it travels as a value. */
function attempt<T>(work: () => T): { value: T } | { error: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

/** Where rows are read from; `moment` tells pages apart that were read before and after a commit. */
interface Source {
  database: () => Database;
  transaction?: Transaction;
  moment?: () => number;
}

function viewOf(source: Source): View {
  const options = source.transaction ? { transaction: source.transaction } : undefined;
  return {
    get: (key) => source.database().get(key, options),
    range: (range) => rangeOf(source, range),
    count: ({ start, end }, most) => {
      const asked = { start, end, ...options };
      // lmdb's own count is quicker, but knows no limit: it walks, and maps, the whole range.
      return most === undefined
        ? source.database().getKeysCount(asked)
        : [...source.database().getKeys({ ...asked, limit: most })].length;
    },
  };
}

function snapshotOf(database: Database, released: () => void): Snapshot {
  // Without the reset lmdb may hand out a read transaction begun earlier in this event turn.
  database.resetReadTxn();
  const transaction = database.useReadTransaction();
  return {
    ...viewOf({ database: () => database, transaction }),
    release: () => {
      transaction.done();
      released();
    },
  };
}

/**
 * Reads page by page, so that no lmdb cursor stays open while the consumer awaits. What is left of a page is dropped when there has been a
 * commit since: a cursor that waits for its client must not hand out rows that were deleted meanwhile.
 */
function* rangeOf(source: Source, range: KeyRange): IterableIterator<Row> {
  const moment = source.moment ?? (() => 0);
  let rest = range;
  for (let limit = range.firstPage ?? FIRST_PAGE; ; limit = Math.min(limit * 4, LARGEST_PAGE)) {
    const readAt = moment();
    const rows = readPage(source, rest, limit);
    for (const row of rows) {
      if (moment() !== readAt) break;
      rest = after(rest, row.key);
      yield row;
    }
    if (rows.length < limit && moment() === readAt) return;
  }
}

function readPage({ database, transaction }: Source, range: KeyRange, limit: number): Row[] {
  const bounds = range.reverse
    ? { start: range.end, end: range.start, reverse: true, exclusiveStart: true, inclusiveEnd: true }
    : { start: range.start, end: range.end };
  return [...database().getRange({ ...bounds, limit, transaction })];
}

function after(range: KeyRange, key: Buffer): KeyRange {
  return range.reverse ? { ...range, end: key } : { ...range, start: Buffer.concat([key, Buffer.of(0)]) };
}

interface Tree {
  treeBranchPageCount: number;
  treeLeafPageCount: number;
  overflowPages: number;
}

const pagesOf = (tree: Tree) => tree.treeBranchPageCount + tree.treeLeafPageCount + tree.overflowPages;

function countPages(database: Database): { pageSize: number; all: number; free: number } {
  const { pageSize, lastPageNumber, root, free } = database.getStats() as {
    pageSize: number;
    lastPageNumber: number;
    root: Tree;
    free: Tree;
  };
  const all = lastPageNumber + 1;
  return { pageSize, all, free: all - pagesOf(root) - pagesOf(free) };
}

function sizeOf(database: Database): number {
  const { all, pageSize } = countPages(database);
  return all * pageSize;
}

function isScattered(database: Database): boolean {
  const { all, free } = countPages(database);
  return free > FREE_PAGES && free > all * FREE_SHARE;
}
