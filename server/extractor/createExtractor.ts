import type { Reading } from "../../models/shared/contracts/extraction";
import { readMessage, type ReadOptions } from "./readMessage";

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

export interface ExtractorDeps {
  log: ExtractorLog;
  fetch?: typeof fetch;
}

export interface Extractor {
  /** Never throws and never takes longer than the budget: the rules answer where the model does not. */
  extract(text: string, options: ReadOptions): Promise<Reading>;
}

export function createExtractor(config: ExtractorConfig, deps: ExtractorDeps): Extractor {
  void config;
  void deps;
  return { extract: (text, options) => Promise.resolve(readMessage(text, options)) };
}
