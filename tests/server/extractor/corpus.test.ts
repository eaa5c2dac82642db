import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMessage } from "../../../server/extractor/readMessage";
import { toPublicShape } from "../../../server/extractor/toPublicShape";

interface Sample {
  id: string;
  kind: string;
  text: string;
  now: string;
}

const corpus = join(__dirname, "../../corpus");
const load = (file: string) =>
  readFileSync(join(corpus, file), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Sample);

const folder = mkdtempSync(join(tmpdir(), "corpus-"));
afterAll(() => rmSync(folder, { recursive: true }));

function score(file: string): { microF1: number; intentAccuracy: number } {
  const predictions = load(file).map(({ id, text, now, kind }) =>
    JSON.stringify({ id, ...toPublicShape(readMessage(text, { now: new Date(now), spoken: kind === "voice" })) }),
  );
  const predicted = join(folder, "predictions.jsonl");
  writeFileSync(predicted, predictions.join("\n"));
  const scorer = join(corpus, "scoreExtraction.mjs");
  const report = execFileSync(process.execPath, [scorer, join(corpus, file), predicted, "--json"], {
    encoding: "utf8",
  });
  return JSON.parse(report) as { microF1: number; intentAccuracy: number };
}

describe("the corpus does not get worse", () => {
  it.each([
    ["samples.jsonl", 0.99, 0.98],
    ["tuned.jsonl", 0.96, 0.97],
    ["tunedLater.jsonl", 0.93, 0.96],
    ["tunedTrades.jsonl", 0.97, 0.97],
    ["tunedIntents.jsonl", 0.97, 0.98],
    ["tunedTraps.jsonl", 0.97, 0.98],
    ["tunedAgain.jsonl", 0.97, 0.98],
    ["tunedLast.jsonl", 0.97, 0.96],
    ["tunedHeld.jsonl", 0.98, 0.98],
    ["tunedHeldLater.jsonl", 0.96, 0.98],
    ["blindFirst.jsonl", 0.91, 0.96],
    ["blindSecond.jsonl", 0.92, 0.96],
    ["blindThird.jsonl", 0.91, 0.96],
    ["blindFourth.jsonl", 0.89, 0.93],
    ["blindFifth.jsonl", 0.97, 0.98],
    ["blindSixth.jsonl", 0.97, 0.98],
    ["blindSeventh.jsonl", 0.95, 0.98],
    ["blindEighth.jsonl", 0.96, 0.98],
    ["blindNinth.jsonl", 0.97, 0.98],
    ["blindTenth.jsonl", 0.97, 0.98],
    ["blindEleventh.jsonl", 0.97, 0.98],
    ["blindTwelfth.jsonl", 0.98, 0.98],
    ["blindThirteenth.jsonl", 0.98, 0.98],
    ["blindFourteenth.jsonl", 0.97, 0.98],
    ["blindFifteenth.jsonl", 0.96, 0.98],
    ["blindSixteenth.jsonl", 0.94, 0.97],
    ["heldOut.jsonl", 0.93, 0.95],
    ["heldOutLater.jsonl", 0.89, 0.87],
    ["heldOutLatest.jsonl", 0.93, 0.95],
    ["heldOutFresh.jsonl", 0.98, 0.98],
    ["heldOutNext.jsonl", 0.96, 0.98],
    ["heldOutLast.jsonl", 0.98, 0.98],
    ["heldOutEveryday.jsonl", 0.94, 0.96],
    ["heldOutUnseen.jsonl", 0.82, 0.75],
  ])("%s", (file, fields, intents) => {
    const { microF1, intentAccuracy } = score(file);
    expect(microF1).toBeGreaterThanOrEqual(fields);
    expect(intentAccuracy).toBeGreaterThanOrEqual(intents);
  });
});
