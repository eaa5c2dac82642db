import { isFigure } from "../../models/shared/contracts/figures";
import type { Reading } from "../../models/shared/contracts/extraction";
import { dayOf, yearOf } from "../../models/shared/values/day";
import { warnMissingYear } from "../calendar";
import { type CallModel, createCallModel, type ModelOutcome, type ModelUsage } from "./model/callModel";
import { createCircuitBreaker } from "./model/circuitBreaker";
import { maskNumbers } from "./model/maskNumbers";
import { mergeReading } from "./model/mergeReading";
import { buildPrompt } from "./model/prompt";
import { readMessage, type ReadOptions, type RulesReading, readWithFacts } from "./readMessage";

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
}

/** Longer messages cost too many tokens and are no sentences any more. */
const MAX_MODEL_LENGTH = 4_000;

/** What the rules settle alone: the bot's own commands, plain questions, attacks, and messages that are too long. */
function needsModel({ reading, facts }: RulesReading): boolean {
  const ownCommand = reading.command !== null && reading.intent === "other";
  const asksForRows =
    reading.question?.topics.some((topic) => isFigure(topic) || topic === "whoFirst" || topic === "risks") ?? false;
  return (
    !reading.hostile &&
    !ownCommand &&
    !asksForRows &&
    reading.rest.trim() !== "" &&
    facts.text.length <= MAX_MODEL_LENGTH
  );
}

export function createExtractor(config: ExtractorConfig, deps: ExtractorDeps): Extractor {
  const { apiKey, baseURL, model, timeoutMs } = config;
  if (!apiKey || !model) {
    return { extract: (text, options) => Promise.resolve(readByRules(text, options, deps)) };
  }
  const call = createCallModel({ apiKey, baseURL, model, timeoutMs }, deps.fetch);
  return createModelExtractor(model, call, deps);
}

function readByRules(text: string, options: ReadOptions, { log }: ExtractorDeps): Reading {
  warnMissingYear(yearOf(dayOf(options.now)), (message) => log.warn({}, message));
  return readMessage(text, options);
}

function createModelExtractor(model: string, call: CallModel, deps: ExtractorDeps): Extractor {
  const clock = deps.clock ?? (() => performance.now());
  const breaker = createCircuitBreaker(clock);

  function report(outcome: ModelOutcome, startedAt: number, dropped: number): void {
    const failed = outcome.kind === "failed" ? { reason: outcome.reason } : {};
    const entry: ModelCall = {
      model,
      ms: Math.round(clock() - startedAt),
      outcome: outcome.kind,
      ...outcome.usage,
      ...failed,
      dropped,
    };
    if (outcome.kind === "failed") deps.log.warn(entry, "the model did not answer, the rules did");
    else deps.log.info(entry, "model call");
    deps.onCall?.(entry);
  }

  return {
    async extract(text, options) {
      warnMissingYear(yearOf(dayOf(options.now)), (message) => deps.log.warn({}, message));
      const rules = readWithFacts(text, options);
      if (!needsModel(rules) || !breaker.allows()) return rules.reading;
      const startedAt = clock();
      const masked = maskNumbers(rules.facts);
      const outcome = await call(buildPrompt(rules.facts, masked.text));
      if (outcome.kind === "failed") {
        breaker.failed();
        report(outcome, startedAt, 0);
        return rules.reading;
      }
      breaker.succeeded();
      const reading = mergeReading(rules.reading, outcome.answer, { facts: rules.facts, unmask: masked.unmask });
      report(outcome, startedAt, reading.dropped.length);
      return reading;
    },
  };
}
