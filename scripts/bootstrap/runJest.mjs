import { existsSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { inDist } from "./paths.mjs";
import { report } from "./report.mjs";
import { runTool } from "./runProgram.mjs";

const RESULTS = inDist(".cache", "jest.json");
const WORKERS = 2;
/** More files than this do not fail by chance. */
const FEW = 2;

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

/** @returns what Jest wrote down, and its exit code */
async function run(args, env) {
  rmSync(RESULTS, { force: true });
  const code = await runTool("jest/bin/jest.js", ["--json", "--outputFile", RESULTS, ...args], {
    env: { ...inMemory(), ...env },
  });
  return { code, results: readResults() };
}

function count({ code, results }) {
  if (!results) return { passed: 0, failed: 1 };
  if (results.numPendingTests > 0) report(`${results.numPendingTests} tests were skipped`);
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  // A worker that died or a handle that never closed fails the run without failing a test.
  return { passed: results.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}

const failedFiles = ({ results }) => (results?.testResults ?? []).filter(({ status }) => status === "failed");

/** What the rest of a run counts once these files are left out of it. */
function countWithout(files, { passed }) {
  const passedIn = ({ assertionResults }) => assertionResults.filter(({ status }) => status === "passed").length;
  return passed - files.reduce((sum, file) => sum + passedIn(file), 0);
}

/**
 * Runs Jest. A file or two that fail in a whole run are run once more, alone: two cores that also drive a browser and a database
 * are sometimes slower than a story's patience. They are named, so that nobody takes them for steady.
 * @returns how many tests passed, and how many tests and whole files failed
 */
export async function runJest(args, env = {}, { isWhole = false } = {}) {
  const first = await run(["--maxWorkers", String(WORKERS), ...args], env);
  const counted = count(first);
  const files = failedFiles(first);
  if (!isWhole || files.length === 0 || files.length > FEW) return counted;

  const paths = files.map(({ name }) => name);
  report(`UNSTEADY? run once more, alone:\n${paths.join("\n")}`);
  const again = count(await run(["--runInBand", "--runTestsByPath", ...paths], env));
  return { passed: countWithout(files, counted) + again.passed, failed: again.failed };
}
