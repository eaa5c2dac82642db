import { open, readFile, rm, stat } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StoreInUseError } from "./errors";
import { knownSocketPath } from "./socketPath";

/** Held only while a store starts: between looking for another one and listening, a second start must not slip in. */
const LOCK_NAME = "store.lock";
const LOCK_STALE_MS = 10_000;
const LOCK_POLL_MS = 50;

/** Whether a store listens on the path. */
export function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const finish = (found: boolean) => () => {
      socket.destroy();
      resolve(found);
    };
    socket.once("connect", finish(true));
    // Refused, or no such file: whoever listened is gone.
    socket.once("error", finish(false));
  });
}

/** @throws StoreInUseError when another store answers for the data directory */
export async function refuseRunning(dataDir: string): Promise<void> {
  const path = await knownSocketPath(dataDir);
  if (path !== undefined && (await answers(path))) throw new StoreInUseError(dataDir);
}

/** Runs `start` while no other process can start a store in the same directory. @throws StoreInUseError */
export async function whileStarting<T>(dataDir: string, start: () => Promise<T>): Promise<T> {
  const path = join(dataDir, LOCK_NAME);
  await takeLock(path, dataDir);
  try {
    return await start();
  } finally {
    await rm(path, { force: true });
  }
}

async function takeLock(path: string, dataDir: string): Promise<void> {
  for (;;) {
    await refuseRunning(dataDir);
    if (await tryLock(path)) return;
    if (await isStale(path)) await rm(path, { force: true });
    else await delay(LOCK_POLL_MS);
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** A start takes less than a second: an old lock, or one of a process that is gone, was left by a crash. */
async function isStale(path: string): Promise<boolean> {
  try {
    const pid = Number(await readFile(path, "utf8"));
    const age = Date.now() - (await stat(path)).mtimeMs;
    return age > LOCK_STALE_MS || (pid > 0 && !isAlive(pid));
  } catch (error) {
    // Released between the two looks.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
