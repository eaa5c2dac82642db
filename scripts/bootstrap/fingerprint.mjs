import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./paths.mjs";

const SOURCES = ["bot", "models", "server", "scripts", "miniapp", "package-lock.json", "tsconfig.json"];

function* filesUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) yield { path, stat };
  else for (const name of readdirSync(path).sort()) if (name !== "node_modules") yield* filesUnder(join(path, name));
}

/** Changes when a source is touched, added or removed: times and sizes, so that it costs milliseconds at every start. */
export function fingerprint() {
  const hash = createHash("sha256").update(process.versions.node);
  for (const source of SOURCES)
    for (const { path, stat } of filesUnder(inRoot(source))) hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  return hash.digest("hex");
}
