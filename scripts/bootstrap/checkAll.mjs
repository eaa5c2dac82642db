import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { inDist, inRoot } from "./paths.mjs";
import { report } from "./report.mjs";
import { runTool } from "./runProgram.mjs";

const VUE_PROJECTS = ["miniapp/tsconfig.json", "scripts/simulator/page/tsconfig.json"];

function listChecks({ withFormat }) {
  const cache = (name) => inDist(".cache", name);
  const lint = [
    "-c",
    "scripts/eslint.config.mjs",
    "--cache",
    "--cache-location",
    cache("eslint"),
    "--max-warnings",
    "0",
  ];
  const format = ["--check", "--log-level", "warn", "--cache", "--cache-location", cache("prettier")];
  const types = ["--noEmit", "--incremental", "--tsBuildInfoFile", cache("tests.tsbuildinfo")];
  return [
    { name: "lint", tool: "eslint/bin/eslint.js", args: [...lint, "."] },
    { name: "types", tool: "typescript/bin/tsc", args: ["-p", "tsconfig.json", ...types] },
    ...(withFormat ? [{ name: "format", tool: "prettier/bin/prettier.cjs", args: [...format, "."] }] : []),
    ...VUE_PROJECTS.filter((path) => existsSync(inRoot(path))).map((path) => ({
      name: `types of ${path}`,
      tool: "vue-tsc/bin/vue-tsc.js",
      args: ["--noEmit", "-p", path],
    })),
  ];
}

/** Lint and types, and where there is time the format. @returns the names of the checks that failed */
export async function checkAll({ withFormat = false } = {}) {
  const waiting = listChecks({ withFormat });
  const failed = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const startedAt = performance.now();
      const code = await runTool(check.tool, check.args);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      report(`${code === 0 ? "ok" : "FAILED"}  ${check.name} (${seconds} s)`);
      if (code !== 0) failed.push(check.name);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  return failed;
}
