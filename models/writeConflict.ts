import mongoose from "mongoose";
import { retryOn } from "./retryOn";

const TRIES = 5;

/**
 * True where a change met another one that is not committed and lost. MongoDB makes a change outside a transaction again
 * by itself; servers on PostgreSQL's DocumentDB engine say 112, of two that wait for each other on one unique key.
 */
export function isWriteConflict(error: unknown): error is mongoose.mongo.MongoError {
  return error instanceof mongoose.mongo.MongoError && error.code === 112;
}

/** Makes one change, outside a transaction, until it meets no other. */
export const retryConflict = <T>(change: () => Promise<T>): Promise<T> => retryOn(isWriteConflict, change, TRIES);
