import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { type Reading, readingSchema } from "../../../models/shared/contracts/extraction";
import { readMessage } from "../../../server/extractor/readMessage";

const NOW = new Date("2026-11-22T10:00:00+08:00");
const corpus = ["samples", "tuned", "tunedLater", "tunedTrades"].flatMap((file) =>
  readFileSync(join(__dirname, `../../corpus/${file}.jsonl`), "utf8")
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { text: string }).text),
);

interface SpanLike {
  text: string;
  start: number;
  end: number;
}

function spansIn(value: unknown): SpanLike[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "start" in value && "end" in value && "text" in value ? [value as SpanLike] : [];
  return [...own, ...Object.values(value).flatMap(spansIn)];
}

function expectGrounded(text: string, reading: Reading): void {
  for (const span of spansIn(reading)) expect(text.slice(span.start, span.end)).toBe(span.text);
  expect(readingSchema.safeParse(reading).success).toBe(true);
}

const pieces = fc.constantFrom(
  "张总", "下周三", "30万", "不是", "／跟进", "\n", "😀", "<b>", "\u0000", "１３８００１３８０００", "微信同号", "，", "。", " ", "从", "改到", "①", "Jason", "华星科技", "几十", "周四23号", "\u200b", "萬", "-", "~", "每月", "前",
); // prettier-ignore

describe("every value stands on words of the message", () => {
  it("holds for the corpus", () => {
    for (const text of corpus) expectGrounded(text, readMessage(text, { now: NOW }));
  });

  it("holds for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) =>
        expectGrounded(text, readMessage(text, { now: NOW })),
      ),
      { numRuns: 300 },
    );
  });

  it("holds for words thrown together", () => {
    const text = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (message) => expectGrounded(message, readMessage(message, { now: NOW }))),
      { numRuns: 500 },
    );
  });

  it("holds for mutilated corpus lines", () => {
    const mutilated = fc
      .tuple(fc.constantFrom(...corpus), fc.nat(), fc.nat(), pieces)
      .map(([text, from, length, piece]) => {
        const at = from % (text.length + 1);
        return text.slice(0, at) + piece + text.slice(at + (length % 6));
      });
    fc.assert(
      fc.property(mutilated, (message) => expectGrounded(message, readMessage(message, { now: NOW }))),
      { numRuns: 500 },
    );
  });
});

/**
 * Processor time, so that a busy machine matters less. It takes 200 ms as a rule, and was seen to take 2.7 s where many ran;
 * an expression that backtracks without end takes minutes.
 */
const IN_TIME_MS = 20_000;

describe("long and strange messages", () => {
  const long = (words: string) => words.repeat(Math.ceil(20_000 / words.length)).slice(0, 20_000);
  it.each([
    "张总", "一", "1", "下周三", " ", "科技", "a", "报价", "，", "老王的", "<div>", "😀", "12:30 ", "1-1-", "不是3万是5万", "\n", "王建国", "@a.", "13800138000 ", "1，", "/跟进 ",
    corpus.join("，"),
  ])("reads 20,000 characters of %j in time", (words) => {
    const text = long(words);
    const startedAt = process.cpuUsage();
    expectGrounded(text, readMessage(text, { now: NOW }));
    expect(process.cpuUsage(startedAt).user / 1000).toBeLessThan(IN_TIME_MS);
  }, 60_000); // prettier-ignore
});
