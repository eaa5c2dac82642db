import { UUID } from "bson";
import type { CommitView, Environment } from "../storage/environment";
import type { View, WritableView } from "../storage/view";
import type { Reading } from "./candidates";
import type { Collection } from "./catalog";
import { Catalog, checkNamespace, idIndex } from "./catalog";
import { Cursors } from "./cursors";
import { Gate } from "./gate";
import { LockTable, LockedError } from "./locks";
import { Maintenance } from "./maintenance";
import { Sessions } from "./sessions";
import type { Transaction } from "./transaction";

export interface EngineOptions {
  now: () => Date;
  log: (line: string) => void;
}

/** Everything the commands work on. */
export class Engine {
  readonly cursors = new Cursors();
  readonly gate = new Gate();
  readonly locks = new LockTable();
  readonly maintenance = new Maintenance(this);
  readonly catalog: Catalog;
  readonly sessions: Sessions;

  constructor(
    readonly environment: Environment,
    readonly options: EngineOptions,
  ) {
    this.catalog = new Catalog(environment.latest);
    this.sessions = new Sessions(environment, this.locks);
  }

  /** A view made ready to read; `deadline` as in `Reading`. */
  reading(view: View, deadline?: number): Reading {
    return { view, counts: { keysExamined: 0, docsExamined: 0 }, deadline };
  }

  /**
   * Runs writes: in the transaction's memory, or durably. A plain write that meets a row of an open transaction waits and
   * calls `work` again, so `work` must go on where it was and must not throw between the writes of one document.
   */
  async write<T>(transaction: Transaction | undefined, work: (view: WritableView) => T): Promise<T> {
    if (transaction) return work(transaction);
    for (;;) {
      const outcome = await this.environment.commit((view) => untilLocked(() => work(plainWrites(view, this.locks))));
      if (!(outcome instanceof LockedError)) return outcome;
      await outcome.ended;
    }
  }

  /** A client's connection is gone, and with it the transactions and cursors it spoke to last: nobody else would end them. */
  leave(connectionId: number): void {
    this.sessions.leave(connectionId);
    this.cursors.leave(connectionId);
  }

  newUuid(): UUID {
    return new UUID();
  }

  /** The collection, made when it does not exist: MongoDB's implicit creation. */
  ensureCollection(view: WritableView, database: string, name: string): Collection {
    const known = this.catalog.find(view, database, name);
    if (known) return known;
    checkNamespace(database, name);
    const number = this.catalog.newNumber();
    return this.catalog.save(view, { database, name, number, uuid: this.newUuid(), indexes: [idIndex()] });
  }
}

/** What was written before the lock was met is kept: every document is complete in itself. */
function untilLocked<T>(work: () => T): T | LockedError {
  try {
    return work();
  } catch (error) {
    if (error instanceof LockedError) return error;
    throw error;
  }
}

function plainWrites(view: CommitView, locks: LockTable): WritableView {
  const waitFor = (key: Buffer): void => {
    const holder = locks.holder(key);
    if (holder) throw new LockedError(holder.ended);
  };
  return { ...view, lock: waitFor, lockPrefix: waitFor, depend: () => undefined };
}
