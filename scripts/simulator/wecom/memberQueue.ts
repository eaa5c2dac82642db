import { setTimeout as sleep } from "node:timers/promises";

type Task = () => Promise<void>;

export interface MemberQueue {
  /** Settles when the task has run. */
  add: (task: Task) => Promise<void>;
}

const REORDER_WAIT_MS = 1500;

/** Runs one member's pushes one after the other. With `isReordering`, a push waits for the next one and lets it go first. */
export function createMemberQueue(isReordering: () => boolean): MemberQueue {
  const waiting: Task[] = [];
  let isRunning = false;
  const run = async () => {
    isRunning = true;
    while (waiting.length > 0) {
      if (isReordering()) await swapFirstTwo(waiting);
      await waiting.shift()?.();
    }
    isRunning = false;
  };
  return {
    add: (task) =>
      new Promise((resolve, reject) => {
        waiting.push(() => task().then(resolve, reject));
        if (!isRunning) void run();
      }),
  };
}

async function swapFirstTwo(waiting: Task[]): Promise<void> {
  if (waiting.length === 1) await sleep(REORDER_WAIT_MS);
  const [first, second, ...rest] = waiting;
  if (first && second) waiting.splice(0, waiting.length, second, first, ...rest);
}
