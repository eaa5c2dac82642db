import { spawn } from "node:child_process";
import { ROOT, inRoot } from "./paths.mjs";

/**
 * Runs a program to its end; what it prints goes to our stderr.
 * @returns its exit code; 1 when a signal ended it
 */
export function runProgram(command, args, { env = {}, quiet = false, timeoutMs = 0 } = {}) {
  const output = quiet ? "ignore" : process.stderr;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", output, output],
      timeout: timeoutMs,
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** Runs a tool out of node_modules with this Node, whatever the PATH says. */
export const runTool = (script, args, options) =>
  runProgram(process.execPath, [inRoot("node_modules", script), ...args], options);
