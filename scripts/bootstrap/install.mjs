import { readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { report } from "./report.mjs";
import { runProgram } from "./runProgram.mjs";

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** npm keeps a record of what it installed; optional packages of other systems are rightly missing from it. */
export function isInstalled() {
  const wanted = readLock(inRoot("package-lock.json"));
  const present = readLock(inRoot("node_modules", ".package-lock.json"));
  if (!wanted) throw new Error("package-lock.json is missing or damaged");
  if (!present) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === "") return true;
    const found = present[path];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

function npm(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith(".js")) return runProgram(process.execPath, [script, ...args]);
  return process.platform === "win32"
    ? runProgram("cmd.exe", ["/d", "/s", "/c", "npm", ...args])
    : runProgram("npm", args);
}

/** Installs the packages of package-lock.json when node_modules does not hold them. */
export async function installPackages() {
  if (isInstalled()) return;
  report("installing packages (npm ci)");
  // NODE_ENV=production would leave out the compiler that the next step needs.
  const code = await npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (code !== 0) throw new Error(`npm ci ended with code ${code}; the reason stands above`);
}
