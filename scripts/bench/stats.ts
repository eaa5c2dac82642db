/** The value that so many percent of the samples do not exceed (nearest rank). */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error("nothing was measured");
  return value;
}

const SAMPLED = 50;

/** Every so-and-so-th, so that the words are spread over the whole store. */
export function sample(words: readonly string[]): string[] {
  const step = Math.max(1, Math.floor(words.length / SAMPLED));
  return words.filter((_, i) => i % step === 0).slice(0, SAMPLED);
}

export const median = (samples: readonly number[]) => percentile(samples, 50);

/** Runs each piece of work after the one before; how long each took, in milliseconds. */
export async function timeEach<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) {
    const startedAt = performance.now();
    await work(item);
    times.push(performance.now() - startedAt);
  }
  return times;
}
