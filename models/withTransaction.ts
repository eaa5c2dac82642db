import mongoose from "mongoose";
import { AsyncLocalStorage } from "node:async_hooks";

const open = new AsyncLocalStorage<{ afterCommit: (() => void)[] }>();

/**
 * Joins the transaction that is open, or starts one. `work` may be run again after a conflict, so it touches the database only.
 * Inside, calls go one after another: the driver does not support parallel operations in a transaction.
 */
export async function withTransaction<T>(work: () => Promise<T>): Promise<T> {
  if (open.getStore()) return work();
  const scope = { afterCommit: [] as (() => void)[] };
  const result = await mongoose.connection.transaction(() => {
    scope.afterCommit.length = 0;
    return open.run(scope, work);
  });
  for (const callback of scope.afterCommit) callback();
  return result as T;
}

/** Runs once the open transaction has committed, or at once without one. For nudging workers, never for changes. */
export function afterCommit(callback: () => void): void {
  const scope = open.getStore();
  if (scope) scope.afterCommit.push(callback);
  else callback();
}
