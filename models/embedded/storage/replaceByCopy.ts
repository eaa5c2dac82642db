import { open, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

const FILE = "data.mdb";
const COPY = "copy";

/**
 * Puts a copy of the file that holds no free pages in its place. A crash leaves either the one or the other, both whole.
 * @param file how to copy it to a folder, and how to close it before it is replaced
 */
export async function replaceByCopy(
  folder: string,
  file: { copyTo: (folder: string) => Promise<void>; close: () => Promise<void> },
): Promise<void> {
  const copy = join(folder, COPY);
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { mode: 0o700 });
  await file.copyTo(copy);
  await flush(join(copy, FILE));
  await file.close();
  await rename(join(copy, FILE), join(folder, FILE));
  await flush(folder);
  await rm(copy, { recursive: true, force: true });
}

/** Windows cannot flush a folder; its file system keeps a rename by itself. */
async function flush(path: string): Promise<void> {
  if (process.platform === "win32" && !path.endsWith(FILE)) return;
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
