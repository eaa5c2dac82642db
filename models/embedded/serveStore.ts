import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { answer } from "./commands/dispatch";
import { Engine } from "./engine/engine";
import { refuseRunning, whileStarting } from "./ownership";
import { prepareSocketPath, removeSocket } from "./socketPath";
import { openEnvironment } from "./storage/environment";
import { takeOver } from "./storage/takeOver";
import { createWireServer } from "./wire/server";

const ROWS_FOLDER = "rows";
/** Where versions with lmdb 3 kept them. */
const FORMER_FOLDER = "store";

export interface ServeOptions {
  dataDir: string;
  log: (line: string) => void;
  now: () => Date;
}

/** A store served from this thread. */
export interface ServedStore {
  socketPath: string;
  backup(toFolder: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the rows of a data directory and listens on its socket. @throws StoreInUseError */
export async function serveStore(options: ServeOptions): Promise<ServedStore> {
  await mkdir(options.dataDir, { recursive: true });
  await refuseRunning(options.dataDir);
  return whileStarting(options.dataDir, () => openAndListen(options));
}

async function openAndListen({ dataDir, log, now }: ServeOptions): Promise<ServedStore> {
  const folder = join(dataDir, ROWS_FOLDER);
  await takeOver(join(dataDir, FORMER_FOLDER), folder, log);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const environment = openEnvironment(folder);
  const engine = new Engine(environment, { now, log });
  const server = createWireServer({
    answer: (request, connectionId) => answer(engine, request, connectionId),
    leave: (connectionId) => engine.leave(connectionId),
    log,
  });
  const socketPath = await prepareSocketPath(dataDir);
  await removeSocket(socketPath);
  await server.listen(socketPath);
  if (process.platform !== "win32") await chmod(socketPath, 0o600);
  engine.maintenance.start();
  return {
    socketPath,
    backup: async (toFolder) => {
      const copy = join(toFolder, ROWS_FOLDER);
      await mkdir(copy, { recursive: true, mode: 0o700 });
      await engine.gate.pass(() => environment.backup(copy));
    },
    close: async () => {
      await server.close();
      await engine.maintenance.stop();
      engine.sessions.abortAll();
      await environment.close();
    },
  };
}
