import { setTimeout as sleep } from "node:timers/promises";

type Task = () => Promise<void>;

export interface MemberQueue {
  /** Settles when the task has run. */
  add: (task: Task) => Promise<void>;
}

interface Waiting {
  run: Task;
  /** Let another pass once; it goes next. */
  isOvertaken: boolean;
}

const REORDER_WAIT_MS = 1500;

/** Runs one member's pushes one after the other. With `isReordering`, a push waits for the next one and lets it go first. */
export function createMemberQueue(isReordering: () => boolean): MemberQueue {
  const waiting: Waiting[] = [];
  let isRunning = false;
  const runAll = async () => {
    isRunning = true;
    while (waiting.length > 0) {
      if (isReordering()) await letSecondPass(waiting);
      await waiting.shift()?.run();
    }
    isRunning = false;
  };
  return {
    add: (task) =>
      new Promise((resolve, reject) => {
        waiting.push({ run: () => task().then(resolve, reject), isOvertaken: false });
        if (!isRunning) void runAll();
      }),
  };
}

async function letSecondPass(waiting: Waiting[]): Promise<void> {
  const [first] = waiting;
  if (!first || first.isOvertaken) return;
  if (waiting.length === 1) await sleep(REORDER_WAIT_MS);
  const second = waiting[1];
  if (!second) return;
  first.isOvertaken = true;
  waiting.splice(0, 2, second, first);
}
