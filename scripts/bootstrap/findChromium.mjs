import { existsSync, readFileSync } from "node:fs";
import { report } from "./report.mjs";
import { runProgram } from "./runProgram.mjs";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const PACKAGES = ["chromium", "fonts-noto-cjk"];

/** Ubuntu ships a chromium-browser that only points at a snap: what counts is whether it runs. */
async function runs(path) {
  return existsSync(path) && (await runProgram(path, ["--version"], { quiet: true, timeoutMs: 20_000 })) === 0;
}

async function lookUp() {
  for (const place of PLACES) if (await runs(place)) return place;
  return null;
}

function canInstall() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync("/etc/os-release", "utf8"));
}

async function install() {
  report(`installing ${PACKAGES.join(" and ")} (apt-get)`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runProgram("apt-get", ["update", "-qq"], { env });
  await runProgram("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...PACKAGES], { env });
}

/**
 * The browser for the browser tests, installed where we may.
 * @throws Error that says what to do; a machine without a browser fails the tests, it does not skip them
 */
export async function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (await runs(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, which does not start`);
  }
  const present = await lookUp();
  if (present) return present;
  if (canInstall()) await install();
  const installed = await lookUp();
  if (installed) return installed;
  throw new Error(
    "the browser tests need Chromium or Chrome: install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH",
  );
}
