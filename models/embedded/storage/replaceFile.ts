import { open, rename } from "node:fs/promises";
import { join } from "node:path";

/** What lmdb calls its file in a folder. */
export const FILE = "data.mdb";

/** Waits until lmdb's file in a folder is on disk. */
export const flushFile = (folder: string): Promise<void> => flush(join(folder, FILE), "r+");

/** Puts the file of one folder in the place of another's. A crash leaves either the one or the other, both whole. */
export async function replaceFile(from: string, folder: string): Promise<void> {
  await rename(join(from, FILE), join(folder, FILE));
  await flushFolder(folder);
}

/** Waits until what was renamed in a folder is on disk. Windows cannot flush a folder; its file system keeps a rename by itself. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform !== "win32") await flush(folder, "r");
}

async function flush(path: string, flags: "r" | "r+"): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
