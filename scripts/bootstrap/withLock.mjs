import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { DIST, inDist } from "./paths.mjs";
import { report } from "./report.mjs";

const LOCK = inDist(".lock");
const POLL_MS = 200;

export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function readHolder(path) {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/** A link either makes the lock whole or fails: nobody ever reads one without its pid. */
function tryTake() {
  const mine = `${LOCK}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, LOCK);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Two processes may see the same dead holder; the rename lets one of them win, and a lock taken meanwhile is put back. */
function breakStale(deadPid) {
  const aside = `${LOCK}.stale.${process.pid}`;
  try {
    renameSync(LOCK, aside);
    if (readHolder(aside) !== deadPid) linkSync(aside, LOCK);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

async function take() {
  let hasSaid = false;
  while (!tryTake()) {
    const holder = readHolder(LOCK);
    if (holder !== null && !isRunning(holder)) breakStale(holder);
    else {
      if (!hasSaid) report(`waiting for the installation or build of process ${holder}`);
      hasSaid = true;
      await pause(POLL_MS);
    }
  }
}

/** Installing and building happen once, however many commands start at the same moment. */
export async function withLock(work) {
  mkdirSync(DIST, { recursive: true });
  await take();
  const release = () => rmSync(LOCK, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}
