import { StoreError } from "../errors";
import type { Doc } from "../semantics";

/**
 * What a reply must add when the write concern asks for more than this store has: it is one node.
 * `w: 0`, `1` and `"majority"` and journaling are all met, since nothing is acknowledged before it is on disk.
 */
export function writeConcernError(body: Doc): Doc | undefined {
  const { w } = (body["writeConcern"] ?? {}) as Doc;
  if (typeof w === "number" && w > 1) {
    return { code: 100, codeName: "UnsatisfiableWriteConcern", errmsg: "Not enough data-bearing nodes" };
  }
  if (typeof w === "string" && w !== "majority") {
    const errmsg = `No write concern mode named '${w}' found in replica set configuration`;
    return { code: 79, codeName: "UnknownReplWriteConcern", errmsg };
  }
  return undefined;
}

const READ_LEVELS = ["local", "available", "majority", "linearizable", "snapshot"];

/** Every level is met: one node, one order of commits. @throws StoreError 9 for a level that does not exist */
export function checkReadConcern(body: Doc): void {
  const { level } = (body["readConcern"] ?? {}) as Doc;
  if (level === undefined || READ_LEVELS.includes(String(level))) return;
  throw new StoreError(
    9,
    "FailedToParse",
    `Enumeration value '${String(level)}' for field 'readConcern.level' is not a valid value.`,
  );
}
