import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { DIST, inDist } from "./paths.mjs";
import { isRunning } from "./withLock.mjs";

const MARK = /^\.serving\.(\d+)$/;

/** Says, for as long as this process lives, that it runs what is built. */
export function markServing() {
  const mark = inDist(`.serving.${process.pid}`);
  writeFileSync(mark, "");
  process.once("exit", () => rmSync(mark, { force: true }));
}

/** @returns the pid of a server that runs what is built, or undefined */
export function findServing() {
  const names = existsSync(DIST) ? readdirSync(DIST) : [];
  const pids = names.flatMap((name) => MARK.exec(name)?.slice(1).map(Number) ?? []);
  return pids.find(isRunning);
}
