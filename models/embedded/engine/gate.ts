import { setTimeout as pause } from "node:timers/promises";

/** Longer than this nobody is kept waiting for those who are inside: one of them may wait for somebody at the gate. */
const PATIENCE_MS = 1000;

/** Lets commands pass side by side, and now and then one piece of work that must be alone. */
export class Gate {
  #inside = 0;
  #closed: Promise<void> | undefined;
  #left: (() => void) | undefined;

  async pass<T>(work: () => Promise<T>): Promise<T> {
    while (this.#closed) await this.#closed;
    this.#inside++;
    try {
      return await work();
    } finally {
      this.#inside--;
      if (this.#inside === 0) this.#left?.();
    }
  }

  /** @returns undefined when those inside did not leave in time */
  async alone<T>(work: () => Promise<T>): Promise<T | undefined> {
    let open: () => void = () => undefined;
    this.#closed = new Promise((resolve) => (open = resolve));
    try {
      return (await this.#isEmpty()) ? await work() : undefined;
    } finally {
      this.#closed = undefined;
      open();
    }
  }

  async #isEmpty(): Promise<boolean> {
    if (this.#inside === 0) return true;
    const stopped = new AbortController();
    const left = new Promise<void>((resolve) => (this.#left = resolve));
    await Promise.race([
      left,
      pause(PATIENCE_MS, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined),
    ]);
    stopped.abort();
    this.#left = undefined;
    return this.#inside === 0;
  }
}
