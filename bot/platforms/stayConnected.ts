import { setTimeout as sleep } from "node:timers/promises";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** How one connection ended. */
export interface Ended {
  /** It was in use: the next failure is the first of a new row. */
  worked: boolean;
  /** Where the platform gave a reason not to come back soon. */
  waitMs?: number;
}

/** Waits, but not beyond `signal`. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** Doubles with every failure in a row. Half of it is chance, so that those cut off together do not come back together. */
export function waitBefore(failures: number, firstMs: number = FIRST_WAIT_MS): number {
  const most = Math.min(firstMs * 2 ** Math.max(failures - 1, 0), LONGEST_WAIT_MS);
  return Math.round(most * (0.5 + Math.random() / 2));
}

/**
 * Connects, and connects again whenever a connection ends, until `signal` aborts. One at a time.
 * @param connect resolves when the connection has ended; never rejects
 */
export async function stayConnected(
  connect: (signal: AbortSignal) => Promise<Ended>,
  signal: AbortSignal,
  firstMs: number = FIRST_WAIT_MS,
): Promise<void> {
  for (let failures = 0; !signal.aborted;) {
    const { worked, waitMs } = await connect(signal);
    failures = worked ? 1 : failures + 1;
    await pause(waitMs ?? waitBefore(failures, firstMs), signal);
  }
}
