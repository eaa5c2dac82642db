import { isFigure } from "../../models/shared/contracts/figures";
import type { Reading } from "../../models/shared/contracts/extraction";
import { dayOf, yearOf } from "../../models/shared/values/day";
import { warnMissingYear } from "../calendar";
import { type CallModel, createCallModel, type ModelUsage } from "./model/callModel";
import { createCircuitBreaker } from "./model/circuitBreaker";
import { maskNumbers } from "./model/maskNumbers";
import { mergeReading } from "./model/mergeReading";
import { buildPrompt } from "./model/prompt";
import { createPhotoReader, sendableType } from "./model/readPhoto";
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
  /** The words in a picture, where there is a model that can see; null where it saw none or did not answer. Never throws. */
  readPhoto?(bytes: Buffer): Promise<string | null>;
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
  const modelConfig = { apiKey, baseURL, model, timeoutMs };
  const report = createReport(model, deps);
  return {
    ...createModelExtractor(createCallModel(modelConfig, deps.fetch), report, deps),
    readPhoto: createPhotoPort(createPhotoReader(modelConfig, deps.fetch), report, deps),
  };
}

function readByRules(text: string, options: ReadOptions, { log }: ExtractorDeps): Reading {
  warnMissingYear(yearOf(dayOf(options.now)), (message) => log.warn({}, message));
  return readMessage(text, options);
}

const clockOf = ({ clock }: ExtractorDeps) => clock ?? (() => performance.now());

interface Ended {
  usage: ModelUsage;
  /** Why there is no answer. */
  reason?: string;
}

type Report = (ended: Ended, startedAt: number, dropped: number) => void;

function createReport(model: string, deps: ExtractorDeps): Report {
  const clock = clockOf(deps);
  return ({ usage, reason }, startedAt, dropped) => {
    const entry: ModelCall = {
      model,
      ms: Math.round(clock() - startedAt),
      outcome: reason === undefined ? "answer" : "failed",
      ...usage,
      ...(reason !== undefined && { reason }),
      dropped,
    };
    if (reason !== undefined) deps.log.warn(entry, "the model did not answer, the rules did");
    else deps.log.info(entry, "model call");
    deps.onCall?.(entry);
  };
}

/** A model that cannot see refuses every picture: after a few it is left alone for a while, and the words still go to it. */
function createPhotoPort(
  read: ReturnType<typeof createPhotoReader>,
  report: Report,
  deps: ExtractorDeps,
): NonNullable<Extractor["readPhoto"]> {
  const clock = clockOf(deps);
  const breaker = createCircuitBreaker(clock);
  return async (bytes) => {
    const type = sendableType(bytes);
    if (type === null || !breaker.allows()) return null;
    const startedAt = clock();
    const outcome = await read(bytes, type);
    report(outcome, startedAt, 0);
    if (outcome.kind === "failed") {
      breaker.failed();
      return null;
    }
    breaker.succeeded();
    return outcome.text === "" ? null : outcome.text;
  };
}

function createModelExtractor(call: CallModel, report: Report, deps: ExtractorDeps): Extractor {
  const clock = clockOf(deps);
  const breaker = createCircuitBreaker(clock);
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
