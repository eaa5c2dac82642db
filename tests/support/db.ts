import mongoose from "mongoose";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, createIndexes, disconnect } from "../../models/connection";
import { startEmbeddedStore } from "../../models/embedded";
import { createVault, useVault } from "../../models/vault";

const KEY = Buffer.alloc(32, 1);

interface TestStore {
  uri: string;
  stop(): Promise<void>;
}

/** A database of this file's own on the server that TEST_MONGODB_URI names; a name that was dropped is not used again. */
function onServer(server: string): TestStore {
  const uri = new URL(server);
  uri.pathname = `/yiju_test_${randomBytes(6).toString("hex")}`;
  return { uri: uri.href, stop: () => Promise.resolve() };
}

async function embedded(): Promise<TestStore> {
  const dataDir = await mkdtemp(join(tmpdir(), "yiju-test-"));
  const store = await startEmbeddedStore({ dataDir });
  return {
    uri: store.uri,
    stop: async () => {
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** As every model is. */
export interface Rows {
  collection: { collectionName: string };
}

const WRITES = /^(insert|update|replace|bulkWrite|findOneAnd)/;

/** What this file's tests wrote to since it was last emptied: of forty collections, a handful. */
const written = new Set<string>();
/** The same, since somebody asked for it. */
const news = new Set<string>();

function noteWrite({ collectionName, method }: { collectionName: string; method: string }): void {
  if (!WRITES.test(method)) return;
  written.add(collectionName);
  news.add(collectionName);
}

/** Whether a collection was written to since this was last asked. */
export const wasWritten = ({ collection }: Rows): boolean => news.delete(collection.collectionName);

export async function emptyDatabase(): Promise<void> {
  // All at once and without a look at their schemas: this happens before every test.
  await Promise.all([...written].map((name) => mongoose.connection.collection(name).deleteMany({})));
  written.clear();
}

/** Which of these texts lie in the store in clear. */
export async function foundInClear(texts: readonly string[]): Promise<string[]> {
  const rows = await Promise.all(Object.values(mongoose.models).map((model) => model.collection.find().toArray()));
  const all = JSON.stringify(rows);
  return texts.filter((text) => all.includes(text));
}

/**
 * Gives the tests of a file a store of their own: the embedded one, or a database on TEST_MONGODB_URI.
 * It is empty before each test, unless they all look at the same rows. Call it once at the top of the file.
 */
export function useDatabase({ keepRows = false } = {}): void {
  let store: TestStore;

  beforeAll(async () => {
    const server = process.env.TEST_MONGODB_URI;
    store = server ? onServer(server) : await embedded();
    useVault(createVault(KEY));
    await connect(store.uri);
    mongoose.connection.on("operation-start", noteWrite);
    await createIndexes();
  }, 30_000);
  if (!keepRows) beforeEach(emptyDatabase);
  afterAll(async () => {
    mongoose.connection.off("operation-start", noteWrite);
    await mongoose.connection.dropDatabase();
    await disconnect();
    await store.stop();
  });
}
