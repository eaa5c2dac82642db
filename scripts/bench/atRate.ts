import { setTimeout as pause } from "node:timers/promises";

/** Starts a piece of work so many times a second, whether or not the ones before are done; waits for all at the end. */
export async function atRate(perSecond: number, count: number, work: (i: number) => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  const running: Promise<void>[] = [];
  for (let i = 0; i < count; i++) {
    const wait = startedAt + (i * 1000) / perSecond - performance.now();
    if (wait > 0) await pause(wait);
    running.push(work(i));
  }
  await Promise.all(running);
}
