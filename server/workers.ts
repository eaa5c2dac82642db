import type { Logger } from "pino";
import type { Model, QueryFilter } from "mongoose";
import { claim, claimNew, LostLeaseError, releaseStale } from "../models/queue";
import type { QueueRow } from "../models/system/queueRow";
import type { Clock } from "./context";

/** A nudge makes a reply quick; the poll makes it certain. */
const POLL_MS = 1000;
const SWEEP_MS = 5000;

export interface Worker {
  /** Looks for work now rather than at the next poll. */
  wake(): void;
  /** Takes no more work and waits for what is in hand. */
  stop(): Promise<void>;
}

interface WorkerOptions {
  name: string;
  clock: Clock;
  log: Logger;
  /** One round; answers whether there may be more. */
  round: () => Promise<boolean>;
  pollMs?: number;
}

/** Runs `round` again and again: at once while there is more, else when woken or polled. Rounds never overlap. */
export function startLoop({ name, log, round, pollMs = POLL_MS }: WorkerOptions): Worker {
  let isStopped = false;
  let isWoken = false;
  let rouse: (() => void) | undefined;

  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(): Promise<void> {
    while (!isStopped) {
      isWoken = false;
      const hasMore = await round().catch((error: unknown) => {
        log.error({ err: error, worker: name }, "a round failed; the next one tries again");
        return false;
      });
      if (!hasMore && !isWoken && !isStopped) await sleep();
    }
  }

  const running = run();
  return {
    wake() {
      isWoken = true;
      rouse?.();
    },
    async stop() {
      isStopped = true;
      rouse?.();
      await running;
    },
  };
}

interface QueueWorkerOptions<R extends QueueRow> extends Omit<WorkerOptions, "round"> {
  model: Model<R>;
  /** Leaves other rows alone; asked before each claim. */
  among?: () => QueryFilter<R>;
  /** How many rows are worked at the same time; asked before each claim. */
  concurrency: () => number;
  work: (row: R) => Promise<void>;
}

/** Works a queue: up to `concurrency` rows at once, of different lanes. */
export function startQueueWorker<R extends QueueRow>(options: QueueWorkerOptions<R>): Worker {
  const { model, among = () => ({}), clock, concurrency, work, log, name, pollMs = POLL_MS } = options;
  /** What is worked, with its lane. */
  const inHand = new Map<Promise<void>, string>();
  let sweptAt = 0;
  let lookedAt = 0;

  function tellFailure(row: R, error: unknown): void {
    const about = { err: error, worker: name, row: row._id };
    if (error instanceof LostLeaseError) log.info(about, "somebody else works on the row by now");
    else log.error(about, "a row failed outside its own care");
  }

  /** What was put back is due by the clock, and asked for at the pace of the poll; in between only what is new. */
  async function take(now: Date, limit: number): Promise<R[]> {
    const wanted = { limit, among: among() };
    if (Math.abs(now.getTime() - lookedAt) < pollMs)
      return claimNew(model, now, { ...wanted, inHand: [...inHand.values()] });
    lookedAt = now.getTime();
    return claim(model, now, wanted);
  }

  async function round(): Promise<boolean> {
    const now = clock.now();
    if (Math.abs(now.getTime() - sweptAt) >= SWEEP_MS) {
      sweptAt = now.getTime();
      await releaseStale(model, now);
    }
    const room = concurrency() - inHand.size;
    const rows = room > 0 ? await take(now, room) : [];
    for (const row of rows) {
      const task = work(row)
        .catch((error: unknown) => tellFailure(row, error))
        .finally(() => {
          inHand.delete(task);
          loop.wake();
        });
      inHand.set(task, row.lane);
    }
    // With room left and nothing claimed, whatever is still due waits for its lane, and the end of a task wakes.
    if (rows.length < room || inHand.size === 0) return rows.length > 0;
    await Promise.race(inHand.keys());
    return true;
  }

  const loop = startLoop({ ...options, round });
  return {
    wake: loop.wake,
    async stop() {
      await loop.stop();
      await Promise.all(inHand.keys());
    },
  };
}
