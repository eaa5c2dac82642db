import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import pino from "pino";
import { createExtractor, type ModelCall } from "../server/extractor/createExtractor";
import { loadSamples, predict } from "./corpus/predict";
import { extractorConfig } from "./extractorConfig";
import { runMain } from "./runMain";

/**
 * Measures the extractor on labelled sentences: per field precision, recall and F1, intent, invented values, worst cases.
 * npm run eval [-- FILE.jsonl …] [--model] [--worst=20] [--json]
 */
const CORPUS = resolve("tests/corpus");
/** `utterances` are tests of whole conversations, in a form of their own. */
const FILES = readdirSync(CORPUS)
  .filter((name) => name.endsWith(".jsonl") && name !== "utterances.jsonl")
  .map((name) => join(CORPUS, name));
const SCORER = join(CORPUS, "scoreExtraction.mjs");

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
    const { lines, ms, busyMs } = await predict(extractor, loadSamples(file));
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
