import type { Reading } from "../../models/shared/contracts/extraction";
import type { ModelUsage } from "./model/callModel";
import type * as withModel from "./model/modelExtractor";
import { readMessage, type ReadOptions } from "./readMessage";
import { warnOfCalendar } from "./warnOfCalendar";

export interface ExtractorConfig {
  /** Without a key or a model the rules work alone. */
  apiKey?: string | undefined;
  baseURL?: string | undefined;
  model?: string | undefined;
  /** The whole budget of a message, retry included. */
  timeoutMs: number;
}

/** The part of a logger that is needed; pino fits. */
export interface ExtractorLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** One call of the model, for the log and the administrator's page. Holds no words of the message. */
export interface ModelCall extends ModelUsage {
  model: string;
  ms: number;
  outcome: "answer" | "failed" | "skipped";
  reason?: string;
  /** Values of the answer that the message does not support. */
  dropped: number;
}

export interface ExtractorDeps {
  log: ExtractorLog;
  fetch?: typeof fetch;
  /** Milliseconds that only grow; for tests. */
  clock?: () => number;
  onCall?: (call: ModelCall) => void;
}

export interface Extractor {
  /** Never throws and never takes longer than the budget: the rules answer where the model does not. */
  extract(text: string, options: ReadOptions): Promise<Reading>;
  /** The words in a picture, where there is a model that can see; null where it saw none or did not answer. Never throws. */
  readPhoto?(bytes: Buffer): Promise<string | null>;
}

/** Reads messages by the rules, and where there is a model by both. */
export function createExtractor(config: ExtractorConfig, deps: ExtractorDeps): Extractor {
  const { apiKey, baseURL, model, timeoutMs } = config;
  if (!apiKey || !model) {
    return {
      extract(text, options) {
        warnOfCalendar(options.now, deps);
        return Promise.resolve(readMessage(text, options));
      },
    };
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- two hundred files that most installations never need
  const { createModelExtractor } = require("./model/modelExtractor") as typeof withModel;
  return createModelExtractor({ apiKey, baseURL, model, timeoutMs }, deps);
}
