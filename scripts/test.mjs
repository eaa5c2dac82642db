import "./bootstrap/requireNode.mjs";
import { mkdirSync } from "node:fs";
import { buildAll } from "./bootstrap/buildAll.mjs";
import { checkAll } from "./bootstrap/checkAll.mjs";
import { findChromium } from "./bootstrap/findChromium.mjs";
import { installPackages } from "./bootstrap/install.mjs";
import { inDist } from "./bootstrap/paths.mjs";
import { report, runEntry } from "./bootstrap/report.mjs";
import { runJest } from "./bootstrap/runJest.mjs";
import { withLock } from "./bootstrap/withLock.mjs";

/** Tests that reach a store of their own do so through this; `--store-only` repeats them on another one. */
const STORE_SUPPORT = ["tests/support/db.ts"];

/** A step that fails is counted and told; the steps after it still run, so that one run shows everything. */
async function attempt(step) {
  try {
    await step();
    return 0;
  } catch (error) {
    report(`FAILED  ${error.message}`);
    return 1;
  }
}

runEntry(async () => {
  const isStoreOnly = process.argv.includes("--store-only");
  const chosen = process.argv.slice(2).filter((argument) => argument !== "--store-only");
  await withLock(installPackages);
  mkdirSync(inDist(".cache"), { recursive: true });

  let failed = isStoreOnly ? 0 : (await checkAll({ withFormat: true })).length;
  failed += await attempt(() => withLock(() => buildAll()));
  const env = {};
  failed += await attempt(async () => {
    env.CHROMIUM_PATH = await findChromium();
  });
  const wanted = isStoreOnly ? ["--findRelatedTests", ...STORE_SUPPORT] : chosen;
  const tests = await runJest(wanted, env, { isWhole: chosen.length === 0 });
  failed += tests.failed;

  process.exitCode = failed > 0 ? 1 : 0;
  process.stdout.write(`${tests.passed} passed, ${failed} failed\n`);
});
