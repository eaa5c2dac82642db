import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import type { Db, MongoClientOptions } from "mongodb";
import type { EmbeddedStore, StartOptions } from "../../../../models/embedded";
import { startEmbeddedStore } from "../../../../models/embedded";

export interface OpenStore {
  dataDir: string;
  store: EmbeddedStore;
  client: MongoClient;
  db: Db;
  /** Another client of the same store. */
  connect(options?: MongoClientOptions): Promise<MongoClient>;
  /** Closes the store and opens it again on the same directory. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** A store in a folder of its own, in this process, with a driver connected to it. */
export async function openStore(options: Partial<StartOptions> = {}): Promise<OpenStore> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "store-test-")));
  const start = () => startEmbeddedStore({ ...options, dataDir, inProcess: true });
  const clients: MongoClient[] = [];
  const open = {
    dataDir,
    store: await start(),
    connect: async (clientOptions: MongoClientOptions = {}) => {
      const client = await new MongoClient(open.store.uri, clientOptions).connect();
      clients.push(client);
      return client;
    },
    reopen: async () => {
      await Promise.all(clients.splice(0).map((client) => client.close()));
      await open.store.close();
      open.store = await start();
      open.client = await open.connect();
      open.db = open.client.db();
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
      await open.store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  } as OpenStore;
  open.client = await open.connect();
  open.db = open.client.db();
  return open;
}
