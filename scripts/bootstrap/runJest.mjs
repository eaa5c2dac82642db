import { existsSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { inDist } from "./paths.mjs";
import { report } from "./report.mjs";
import { runTool } from "./runProgram.mjs";

const RESULTS = inDist(".cache", "jest.json");
const WORKERS = 2;

const MEMORY = "/dev/shm";
const ROOM_BYTES = 2 * 1024 ** 3;

/** Most of a test's time goes into waiting for a disk that no test needs: what is killed or restarted leaves memory as it was. */
function inMemory() {
  if (!existsSync(MEMORY)) return {};
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize < ROOM_BYTES ? {} : { TMPDIR: MEMORY };
}

function readResults() {
  try {
    return JSON.parse(readFileSync(RESULTS, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Runs Jest. @returns how many tests passed, and how many tests and whole files failed */
export async function runJest(args, env = {}) {
  rmSync(RESULTS, { force: true });
  const code = await runTool(
    "jest/bin/jest.js",
    ["--maxWorkers", String(WORKERS), "--json", "--outputFile", RESULTS, ...args],
    { env: { ...inMemory(), ...env } },
  );
  const results = readResults();
  if (!results) return { passed: 0, failed: 1 };
  if (results.numPendingTests > 0) report(`${results.numPendingTests} tests were skipped`);
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  // A worker that died or a handle that never closed fails the run without failing a test.
  return { passed: results.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}
