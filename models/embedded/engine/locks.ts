import { keyText } from "../storage/overlay";

/** Whoever holds rows: an open transaction. `ended` resolves once it has committed or aborted. */
export interface LockHolder {
  readonly ended: Promise<void>;
}

/** A plain write met a row an open transaction has written: it waits for the end and tries again. */
export class LockedError extends Error {
  constructor(readonly ended: Promise<void>) {
    super("the row is held by an open transaction");
  }
}

/** Rows and unique keys that open transactions have written. The first writer wins. */
export class LockTable {
  readonly #holders = new Map<string, LockHolder>();

  holder(key: Buffer): LockHolder | undefined {
    return this.#holders.size === 0 ? undefined : this.#holders.get(keyText(key));
  }

  take(key: Buffer, holder: LockHolder): void {
    this.#holders.set(keyText(key), holder);
  }

  release(keys: Iterable<string>): void {
    for (const key of keys) this.#holders.delete(key);
  }
}
