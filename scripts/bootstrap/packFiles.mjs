import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const PACKABLE = /\.(js|css|html|svg|json|webmanifest)$/;
/** Below one packet there is nothing to gain. */
const WORTH_BYTES = 1400;

/** Puts a `.br` and a `.gz` beside every text file, so that the server never packs anything itself. */
export function packFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !PACKABLE.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const plain = readFileSync(path);
    if (plain.length < WORTH_BYTES) continue;
    writeFileSync(`${path}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
    writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
  }
}
