import { StoreInUseError } from "./errors";
import { answers } from "./ownership";
import { knownSocketPath } from "./socketPath";
import type * as serving from "./serveStore";
import { startWorker } from "./startWorker";

export { StoreInUseError };

/** The database the connection string names. */
const DATABASE = "yiju";

export interface EmbeddedStore {
  /** For the driver and mongoose: `mongodb://%2F….sock/yiju`. */
  uri: string;
  close(): Promise<void>;
  /** Copies a consistent state of the rows into a folder while the store runs; a store can be started from that folder. */
  backup(toFolder: string): Promise<void>;
}

export interface StartOptions {
  dataDir: string;
  log?: (line: string) => void;
  /** The clock by which documents, sessions and transactions expire. Only in process: a function cannot be handed to a thread. */
  now?: () => Date;
  /** Serve from this thread instead of an own one. Default: only where there is no compiled code for a thread to run. */
  inProcess?: boolean;
}

/**
 * Starts the store of a data directory and listens on its socket.
 *
 * @throws StoreInUseError when another process owns the directory; its message names MONGODB_URI
 */
export async function startEmbeddedStore(options: StartOptions): Promise<EmbeddedStore> {
  const log = options.log ?? (() => undefined);
  const inProcess = options.inProcess ?? (options.now !== undefined || __filename.endsWith(".ts"));
  const { dataDir } = options;
  const served = inProcess
    ? await serveHere({ dataDir, log, now: options.now ?? (() => new Date()) })
    : await startWorker({ dataDir, log });
  return { uri: toUri(served.socketPath), close: () => served.close(), backup: (toFolder) => served.backup(toFolder) };
}

/** Loaded where it is needed: beside a thread that serves, the engine would lie in memory twice. */
function serveHere(options: serving.ServeOptions): Promise<serving.ServedStore> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a late import() would need another kind of module
  const { serveStore } = require("./serveStore") as typeof serving;
  return serveStore(options);
}

/** The connection string of the store that is running in a data directory, in whatever process; null when there is none. */
export async function findRunningStore(dataDir: string): Promise<string | null> {
  const path = await knownSocketPath(dataDir);
  return path !== undefined && (await answers(path)) ? toUri(path) : null;
}

function toUri(socketPath: string): string {
  return `mongodb://${encodeURIComponent(socketPath)}/${DATABASE}`;
}
