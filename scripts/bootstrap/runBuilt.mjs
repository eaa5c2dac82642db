import { existsSync } from "node:fs";
import Module from "node:module";
import { inDist } from "./paths.mjs";

/**
 * Hands this process over to a compiled program: signals, exit code and standard streams are its own, and no parent is left
 * to outlive or to be outlived by.
 */
export function runBuilt(program, args = []) {
  const file = inDist("node", program);
  if (!existsSync(file)) throw new Error(`there is no ${program}`);
  process.argv = [process.execPath, file, ...args];
  process.setSourceMapsEnabled(true);
  Module.runMain(file);
}
