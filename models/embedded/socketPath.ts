import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** Longer unix socket names are cut off silently by the system: measured in bytes, with some room. */
const MAX_PATH_BYTES = 100;
/** The driver takes a path for a socket only when it ends like this. */
const SOCKET_NAME = "store.sock";
/** Holds the socket's path when that lies elsewhere. */
const NOTE_NAME = "store.path";

const isWindows = process.platform === "win32";

/** The socket a data directory's store listens on, or would listen on; undefined when none was ever made. */
export async function knownSocketPath(dataDir: string): Promise<string | undefined> {
  const own = ownPath(dataDir);
  return own ?? (await readNote(dataDir));
}

/** The path to listen on: in the data directory, or, when that would be too long, in a private folder noted there. */
export async function prepareSocketPath(dataDir: string): Promise<string> {
  const known = await knownSocketPath(dataDir);
  if (known !== undefined && (isWindows || (await isFolder(dirname(known))))) return known;
  // mkdtemp makes the folder with mode 700: nobody else may connect.
  const path = join(await mkdtemp(join(tmpdir(), "yiju-")), SOCKET_NAME);
  await writeFile(join(dataDir, NOTE_NAME), path, { mode: 0o600 });
  return path;
}

/** Removes a socket nobody listens on any more. */
export async function removeSocket(path: string): Promise<void> {
  if (!isWindows) await rm(path, { force: true });
}

function ownPath(dataDir: string): string | undefined {
  const folder = resolve(dataDir);
  if (isWindows) {
    const name = createHash("sha1").update(folder.toLowerCase()).digest("hex").slice(0, 16);
    return `\\\\.\\pipe\\yiju-${name}.sock`;
  }
  const path = join(folder, SOCKET_NAME);
  return Buffer.byteLength(path) <= MAX_PATH_BYTES ? path : undefined;
}

async function readNote(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(join(dataDir, NOTE_NAME), "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
