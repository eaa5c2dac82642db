import { loadProcessConfig } from "../server/config";
import type { ExtractorConfig } from "../server/extractor/createExtractor";

/** A message may take this long, model included. */
const BUDGET_MS = 8000;

/** Rules alone, or with `--model` the model of the installation's settings. */
export function extractorConfig(args: readonly string[]): ExtractorConfig {
  const openai = args.includes("--model") ? loadProcessConfig().openai : null;
  if (args.includes("--model") && !openai) throw new Error("--model needs OPENAI_API_KEY");
  return openai
    ? { timeoutMs: BUDGET_MS, apiKey: openai.apiKey, baseURL: openai.baseUrl, model: openai.model }
    : { timeoutMs: BUDGET_MS };
}
