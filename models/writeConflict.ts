import mongoose from "mongoose";

const TRIES = 5;

/**
 * True where a change met another one that is not committed and lost. MongoDB makes a change outside a transaction again
 * by itself; servers on PostgreSQL's DocumentDB engine say 112, of two that wait for each other on one unique key.
 */
export function isWriteConflict(error: unknown): error is mongoose.mongo.MongoError {
  return error instanceof mongoose.mongo.MongoError && error.code === 112;
}

/** Makes one change, outside a transaction, until it meets no other. */
export async function retryConflict<T>(change: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await change();
    } catch (error) {
      if (left === 0 || !isWriteConflict(error)) throw error;
    }
  }
}
