import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { vault } from "../models/vault";

/** Files people sent, sealed, below DATA_DIR. */
export function createFileStore(folder: string) {
  const pathOf = (name: string) => join(folder, createHash("sha256").update(name).digest("hex"));
  return {
    async save(name: string, bytes: Buffer): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = pathOf(name);
      const draft = `${path}.part`;
      await writeFile(draft, vault().seal(bytes.toString("base64")), { mode: 0o600 });
      await rename(draft, path);
    },

    async load(name: string): Promise<Buffer | null> {
      try {
        return Buffer.from(vault().open(await readFile(pathOf(name), "utf8")), "base64");
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
  };
}
