import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { vault } from "../models/vault";

/** Files people sent, sealed, below DATA_DIR. */
export function createFileStore(folder: string) {
  return {
    async save(name: string, bytes: Buffer): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, createHash("sha256").update(name).digest("hex"));
      const draft = `${path}.part`;
      await writeFile(draft, vault().seal(bytes.toString("base64")), { mode: 0o600 });
      await rename(draft, path);
    },
  };
}
