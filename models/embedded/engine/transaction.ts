import { StoreError } from "../errors";
import type { CommitView, Environment, Snapshot } from "../storage/environment";
import { Overlay, keyText } from "../storage/overlay";
import type { View, WritableView } from "../storage/view";
import { prefixRange } from "../storage/view";
import type { LockHolder, LockTable } from "./locks";

/** The whole transaction has to run again: the driver's `withTransaction` does so when it sees the label. */
export function writeConflict(): StoreError {
  const message =
    "Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.";
  return new StoreError(112, "WriteConflict", message, { errorLabels: ["TransientTransactionError"] });
}

/**
 * An open transaction: a snapshot under the transaction's own writes. The first to write a row holds it; a second transaction that
 * wants it fails, a plain write waits.
 */
export class Transaction extends Overlay implements WritableView, LockHolder {
  readonly ended: Promise<void>;
  readonly #environment: Environment;
  readonly #locks: LockTable;
  readonly #snapshot: Snapshot;
  readonly #held = new Set<string>();
  readonly #rows = new Map<string, Buffer>();
  readonly #prefixes = new Map<string, Buffer>();
  #end: () => void = () => undefined;

  constructor(environment: Environment, locks: LockTable) {
    const snapshot = environment.snapshot();
    super(snapshot);
    this.#environment = environment;
    this.#locks = locks;
    this.#snapshot = snapshot;
    this.ended = new Promise((resolve) => (this.#end = resolve));
  }

  lock(key: Buffer): void {
    if (!this.#take(key)) return;
    this.#rows.set(keyText(key), key);
    if (!unchanged(this.#environment.latest, this.#snapshot, key)) throw writeConflict();
  }

  lockPrefix(prefix: Buffer): void {
    if (!this.#take(prefix)) return;
    this.#prefixes.set(keyText(prefix), prefix);
    if (!unchangedUnder(this.#environment.latest, this.#snapshot, prefix)) throw writeConflict();
  }

  depend(key: Buffer): void {
    this.#rows.set(keyText(key), key);
  }

  /** @returns false when the row is already ours */
  #take(key: Buffer): boolean {
    const holder = this.#locks.holder(key);
    if (holder === this) return false;
    if (holder) throw writeConflict();
    this.#locks.take(key, this);
    this.#held.add(keyText(key));
    return true;
  }

  /** Makes every write durable at once, with what `also` adds to the same commit. */
  async commit(also: (view: CommitView) => void): Promise<void> {
    try {
      await this.#environment.commit((view) => {
        this.#verify(view);
        for (const [text, value] of this.changes) {
          const key = Buffer.from(text, "latin1");
          if (value) view.put(key, value);
          else view.remove(key);
        }
        also(view);
      });
    } finally {
      this.release();
    }
  }

  /** A plain write may have been on its way to disk when its row was locked here: look again from inside the commit. */
  #verify(view: View): void {
    for (const key of this.#rows.values()) if (!unchanged(view, this.#snapshot, key)) throw writeConflict();
    for (const prefix of this.#prefixes.values()) {
      if (!unchangedUnder(view, this.#snapshot, prefix)) throw writeConflict();
    }
  }

  /** Gives up the snapshot and the rows; what was not committed is gone. */
  release(): void {
    this.#locks.release(this.#held);
    this.#snapshot.release();
    this.changes.clear();
    this.#end();
  }
}

function unchanged(now: View, then: View, key: Buffer): boolean {
  const before = then.get(key);
  const current = now.get(key);
  return before === undefined || current === undefined ? before === current : before.equals(current);
}

function unchangedUnder(now: View, then: View, prefix: Buffer): boolean {
  return firstKey(now, prefix) === firstKey(then, prefix);
}

/** Under a unique key there is one row at most. */
function firstKey(view: View, prefix: Buffer): string | undefined {
  for (const row of view.range(prefixRange(prefix))) return keyText(row.key);
  return undefined;
}
