import { setImmediate as turn } from "node:timers/promises";
import type { Row } from "./view";

/** Rows written in one piece, between which other work of this thread goes on. */
const SLICE = 2000;

export interface CopyTarget {
  put(key: Buffer, value: Buffer): unknown;
  transaction(work: () => void): Promise<unknown>;
}

function takeSlice(rows: Iterator<Row>): Row[] {
  const slice: Row[] = [];
  while (slice.length < SLICE) {
    const next = rows.next();
    if (next.done) break;
    slice.push(next.value);
  }
  return slice;
}

/**
 * Writes rows, in their order, to an empty file, which then holds no free pages. Piece by piece, so that it can be given up, which
 * lmdb's own compacting copy cannot.
 *
 * @param goOn asked before each piece
 * @returns false when it gave up
 */
export async function copyRows(rows: Iterator<Row>, target: CopyTarget, goOn: () => boolean): Promise<boolean> {
  for (;;) {
    await turn();
    if (!goOn()) return false;
    const slice = takeSlice(rows);
    if (slice.length > 0)
      await target.transaction(() => {
        for (const { key, value } of slice) target.put(key, value);
      });
    if (slice.length < SLICE) return true;
  }
}
