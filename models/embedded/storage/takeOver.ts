import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { copyFile } from "./environment";
import { FILE, flushFolder } from "./replaceFile";

/**
 * Takes over the rows of a file that lmdb 3 wrote. It notes free pages in a form that lmdb 2 takes for other pages, at the first
 * write; reading does not look at them, so the rows go into a new file first. A crash leaves the one or the other, both whole.
 *
 * @param former the folder of that file, which is gone afterwards
 * @param folder where the rows are from now on
 */
export async function takeOver(former: string, folder: string, log: (line: string) => void): Promise<void> {
  if (!existsSync(join(former, FILE))) return;
  if (!existsSync(folder)) {
    log("the rows of an earlier version are copied once");
    const copy = `${folder}.new`;
    await copyFile(former, copy);
    await rename(copy, folder);
    await flushFolder(dirname(folder));
  }
  await rm(former, { recursive: true });
}
