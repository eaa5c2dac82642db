import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { config as loadEnvironmentFile } from "dotenv";
import { StoreInUseError, startEmbeddedStore } from "../models/embedded";

/**
 * `npm run store`: the embedded store alone. The first line on stdout is its connection string, for mongosh, Compass, mongodump,
 * tests, or two servers that share it. Runs until it is told to stop.
 */
async function main(): Promise<void> {
  loadEnvironmentFile({ quiet: true });
  const dataDir = resolve(process.env["DATA_DIR"] ?? "data");
  await mkdir(dataDir, { recursive: true });
  const store = await startEmbeddedStore({ dataDir, log: (line) => console.error(line) });
  console.log(store.uri);
  await stopped();
  await store.close();
}

function stopped(): Promise<void> {
  return new Promise((finish) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => finish());
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof StoreInUseError ? error.message : error);
  process.exitCode = 1;
});
