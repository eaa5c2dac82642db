import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import pino from "pino";
import { createExtractor, type Extractor, type ModelCall } from "../server/extractor/createExtractor";
import { readMessage } from "../server/extractor/readMessage";
import { toPublicShape } from "../server/extractor/toPublicShape";
import { extractorConfig } from "./extractorConfig";
import { runMain } from "./runMain";

/**
 * Measures the extractor on labelled sentences: per field precision, recall and F1, intent, invented values, worst cases.
 * npm run eval [-- FILE.jsonl …] [--model] [--worst=20] [--json]
 */
const CORPUS = resolve("tests/corpus");
const NAMES = "samples tuned tunedLater tunedTrades tunedIntents tunedTraps tunedAgain heldOut heldOutLater";
const FILES = NAMES.split(" ").map((name) => join(CORPUS, `${name}.jsonl`));
const SCORER = join(CORPUS, "scoreExtraction.mjs");

interface Sample {
  id: string;
  text: string;
  now: string;
  kind?: string;
}

const load = (file: string): Sample[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Sample);

interface Predictions {
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

async function predict(extractor: Extractor, samples: readonly Sample[]): Promise<Predictions> {
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

function score(file: string, lines: readonly string[], flags: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), "eval-"));
  const predictions = join(folder, "predictions.jsonl");
  writeFileSync(predictions, lines.join("\n"));
  const { status } = spawnSync(process.execPath, [SCORER, file, predictions, ...flags], { stdio: "inherit" });
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(`the scorer ended with ${String(status)}`);
}

const at = (sorted: readonly number[], share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);

async function main(args: readonly string[]): Promise<void> {
  const flags = args.filter((arg) => arg.startsWith("--") && arg !== "--model");
  const files = args.filter((arg) => !arg.startsWith("--"));
  const calls: ModelCall[] = [];
  const log = pino({ level: "error" }, pino.destination(2));
  const extractor = createExtractor(extractorConfig(args), { log, onCall: (call) => calls.push(call) });
  for (const file of files.length > 0 ? files : FILES) {
    const { lines, ms, busyMs } = await predict(extractor, load(file));
    const times = `p50 ${at(ms, 0.5)} ms   p95 ${at(ms, 0.95)} ms   p95 of the processor ${at(busyMs, 0.95)} ms`;
    console.log(`\n=== ${basename(file)}   ${times} a message`);
    score(file, lines, flags);
  }
  if (calls.length > 0) {
    const tokens = calls.reduce((sum, call) => sum + call.promptTokens + call.completionTokens, 0);
    const failed = calls.filter((call) => call.outcome === "failed").length;
    console.log(`\nmodel: ${calls.length} calls, ${failed} failed, ${tokens} tokens`);
  }
}

runMain(() => main(process.argv.slice(2)));
