import { setImmediate } from "node:timers/promises";
import mongoose, { type Model } from "mongoose";

const MOST = 200;

interface Waiting<R> {
  row: R;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const { MongoBulkWriteError } = mongoose.mongo;

/**
 * Inserts that arrive while the store writes go to it together, as the next batch: at the door, one round trip serves
 * everybody who waits.
 * Each caller learns of their own row only.
 *
 * @returns inserts one row; rejects with the store's error, 11000 for a duplicate
 */
export function createInsertTogether<R extends object>(model: Model<R>): (row: R) => Promise<void> {
  let waiting: Waiting<R>[] = [];
  let isRunning = false;

  const insert = (rows: R[]) => model.collection.insertMany(rows as never, { ordered: false });

  /** Unordered: what is wrong with one row does not keep the others out. */
  async function insertBatch(batch: Waiting<R>[]): Promise<void> {
    try {
      await insert(batch.map(({ row }) => row));
      batch.forEach(({ resolve }) => resolve());
    } catch (error) {
      const failed = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
      const byIndex = new Map(failed.map((one) => [one.index, one]));
      for (const [index, { resolve, reject }] of batch.entries()) {
        if (byIndex.size === 0) reject(error);
        else if (byIndex.has(index)) reject(byIndex.get(index));
        else resolve();
      }
    }
  }

  async function run(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      // Requests that came in the same turn of the event loop are still on their way here.
      await setImmediate();
      const batch = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      if (batch.length > 0) await insertBatch(batch);
    }
    isRunning = false;
  }

  return (row) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ row, resolve, reject });
      if (!isRunning) void run();
    });
}
