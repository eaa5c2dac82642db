import { readFileSync } from "node:fs";

const PAGE_BYTES = 4096;

/** How much of this process's memory are pages of files; 0 where the system does not tell. */
export function residentFileBytes(): number {
  if (process.platform !== "linux") return 0;
  const [, , shared = "0"] = readFileSync("/proc/self/statm", "utf8").split(" ");
  return Number(shared) * PAGE_BYTES;
}
