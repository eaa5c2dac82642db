import { connect, createIndexes, disconnect } from "../models/connection";
import { findRunningStore, startEmbeddedStore } from "../models/embedded";
import { createVault, useVault } from "../models/vault";
import { loadProcessConfig, type Config } from "../server/config";
import { loadKeys } from "../server/keys";

async function openStore(config: Config): Promise<{ uri: string; close(): Promise<void> }> {
  const known = config.mongodbUri ?? (await findRunningStore(config.dataDir));
  if (known) return { uri: known, close: () => Promise.resolve() };
  return startEmbeddedStore({ dataDir: config.dataDir });
}

/** Connects to the store of this installation, the running server's if there is one, for as long as `work` takes. */
export async function withStore<T>(work: (config: Config) => Promise<T>): Promise<T> {
  const config = loadProcessConfig();
  useVault(createVault((await loadKeys(config)).encryptionKey));
  const store = await openStore(config);
  try {
    await connect(store.uri);
    await createIndexes();
    return await work(config);
  } finally {
    await disconnect();
    await store.close();
  }
}
