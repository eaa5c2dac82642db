import { readFileSync } from "node:fs";
import type { Extractor } from "../../server/extractor/createExtractor";
import { readMessage } from "../../server/extractor/readMessage";
import { toPublicShape } from "../../server/extractor/toPublicShape";

export interface Sample {
  id: string;
  text: string;
  now: string;
  kind?: string;
}

export const loadSamples = (file: string): Sample[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Sample);

export interface Predictions {
  lines: string[];
  /** Milliseconds on the clock, and of the processor: a busy machine makes only the first grow. */
  ms: number[];
  busyMs: number[];
}

const ascending = (numbers: number[]) => numbers.sort((a, b) => a - b);
const busyTime = (since: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

/** Reads every sentence of a file as a running server would, and times it. */
export async function predict(extractor: Extractor, samples: readonly Sample[]): Promise<Predictions> {
  const lines: string[] = [];
  const ms: number[] = [];
  const busyMs: number[] = [];
  // Rules only: their patterns are compiled at first use, which a server has behind it. A model is asked once a line.
  for (const { text, now } of samples) readMessage(text, { now: new Date(now) });
  for (const { id, text, now, kind } of samples) {
    const startedAt = performance.now();
    const startedWith = process.cpuUsage();
    const reading = await extractor.extract(text, { now: new Date(now), spoken: kind === "voice" });
    ms.push(performance.now() - startedAt);
    busyMs.push(busyTime(startedWith));
    lines.push(JSON.stringify({ id, ...toPublicShape(reading) }));
  }
  return { lines, ms: ascending(ms), busyMs: ascending(busyMs) };
}
