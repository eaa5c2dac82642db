import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { packFiles } from "./packFiles.mjs";
import { DIST, ROOT, inDist, inRoot } from "./paths.mjs";
import { report } from "./report.mjs";
import { runTool } from "./runProgram.mjs";

const STAMP = inDist(".stamp");
const PAGES = [
  { source: "miniapp", target: "miniapp" },
  { source: "scripts/simulator/page", target: "simulator" },
];

/** Whether a build was finished, of whatever sources. */
export const isAnyBuilt = () => existsSync(STAMP);
const isBuilt = (stamp) => existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp;

/** The compiler leaves the output of a deleted source behind, where a require would still find it. */
function pruneOrphans(folder = inDist("node")) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) pruneOrphans(path);
    else {
      const source = relative(inDist("node"), path).replace(/\.js(\.map)?$/, ".ts");
      if (!existsSync(join(ROOT, source))) rmSync(path);
    }
  }
}

async function buildServer() {
  const code = await runTool("typescript/bin/tsc", ["-p", "scripts/tsconfig.build.json"]);
  if (existsSync(inDist("node"))) pruneOrphans();
  return code;
}

async function buildPages() {
  for (const { source, target } of PAGES) {
    if (!existsSync(inRoot(source, "vite.config.ts"))) continue;
    const to = ["--outDir", inDist(target), "--emptyOutDir", "--logLevel", "warn"];
    // Vite's coming default cannot read a config of a CommonJS package; until then its notice is noise at every start.
    const env = { VITE_CONFIG_NATIVE_IGNORE_WARNING: "true" };
    const code = await runTool("vite/bin/vite.js", ["build", inRoot(source), ...to], { env });
    if (code !== 0) return code;
    packFiles(inDist(target));
  }
  return 0;
}

/** Compiles the server, the mini-app and the simulator's page into dist/, when a source changed since the last time. */
export async function buildAll({ force = false } = {}) {
  const stamp = fingerprint();
  if (!force && isBuilt(stamp)) return;
  report("building the server and the mini-app");
  rmSync(STAMP, { force: true });
  mkdirSync(DIST, { recursive: true });
  const codes = await Promise.all([buildServer(), buildPages()]);
  if (codes.some((code) => code !== 0)) throw new Error("the build failed; the reason stands above");
  writeFileSync(STAMP, stamp);
}
