import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import pino from "pino";
import { createExtractor } from "../server/extractor/createExtractor";
import { toPublicShape } from "../server/extractor/toPublicShape";
import { extractorConfig } from "./extractorConfig";
import { runMain } from "./runMain";

/** Reads {id, text, now} a line and prints {id, intent, extraction}: npm run --silent extract -- FILE.jsonl [--model] */
interface Message {
  id: string;
  text: string;
  now?: string;
  kind?: string;
}

function parseLine(line: string, number: number): Message {
  const value: unknown = JSON.parse(line);
  if (typeof value !== "object" || value === null || !("text" in value) || typeof value.text !== "string") {
    throw new Error(`line ${number}: an object with a text is needed`);
  }
  return { id: String(number), ...value } as Message;
}

async function main(args: readonly string[]): Promise<void> {
  const file = args.find((arg) => !arg.startsWith("--"));
  if (!file) throw new Error("usage: npm run --silent extract -- FILE.jsonl [--model]");
  const extractor = createExtractor(extractorConfig(args), { log: pino({ level: "warn" }, pino.destination(2)) });
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === "") continue;
    const message = parseLine(line.replace(/^\uFEFF/, ""), number);
    const now = new Date(message.now ?? Date.now());
    const reading = await extractor.extract(message.text, { now, spoken: message.kind === "voice" });
    console.log(JSON.stringify({ id: message.id, ...toPublicShape(reading) }));
  }
}

runMain(() => main(process.argv.slice(2)));
