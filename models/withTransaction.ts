import mongoose, { type Model } from "mongoose";
import { AsyncLocalStorage } from "node:async_hooks";
import { isWriteConflict } from "./writeConflict";

type AnyModel = Model<never>;

interface Scope {
  afterCommit: (() => void)[];
  /** Rows that go in before the commit, by their model. */
  later: Map<AnyModel, object[]>;
}

const open = new AsyncLocalStorage<Scope>();

/**
 * Joins the transaction that is open, or starts one. `work` may be run again after a conflict, so it touches the database only.
 * Inside, calls go one after another: the driver does not support parallel operations in a transaction.
 */
export async function withTransaction<T>(work: () => Promise<T>): Promise<T> {
  if (open.getStore()) return work();
  const scope: Scope = { afterCommit: [], later: new Map() };
  const result = await mongoose.connection.transaction(() => {
    scope.afterCommit.length = 0;
    scope.later.clear();
    return open
      .run(scope, async () => {
        const done = await work();
        for (const model of scope.later.keys()) await bringIn(model);
        return done;
      })
      .catch(letRunAgain);
  });
  for (const callback of scope.afterCommit) callback();
  return result as T;
}

/** The driver runs a transaction again by this label, which DocumentDB leaves out where a write of several is refused. */
function letRunAgain(error: unknown): never {
  if (isWriteConflict(error)) error.addErrorLabel("TransientTransactionError");
  throw error;
}

/** Runs once the open transaction has committed, or at once without one. For nudging workers, never for changes. */
export function afterCommit(callback: () => void): void {
  const scope = open.getStore();
  if (scope) scope.afterCommit.push(callback);
  else callback();
}

/**
 * Inserts new rows together with what else the open transaction puts into their collection, in one round trip before it
 * commits; at once without one.
 */
export async function insertLater<R>(model: Model<R>, rows: R[]): Promise<void> {
  const scope = open.getStore();
  if (!scope) return void (await model.insertMany(rows as never[], { lean: true }));
  const key = model as unknown as AnyModel;
  scope.later.set(key, [...(scope.later.get(key) ?? []), ...(rows as object[])]);
}

/** A transaction sees what it wrote: before a collection is asked or changed, the rows that wait for it go in. */
export async function bringIn<R>(model: Model<R>): Promise<void> {
  const key = model as unknown as AnyModel;
  const later = open.getStore()?.later;
  const rows = later?.get(key);
  if (!rows) return;
  later?.delete(key);
  await model.insertMany(rows as never[], { lean: true });
}
