import { isFigure } from "../../../models/shared/contracts/figures";
import type { Extractor, ExtractorDeps, ModelCall } from "../createExtractor";
import { type RulesReading, readWithFacts } from "../readMessage";
import { warnOfCalendar } from "../warnOfCalendar";
import { type CallModel, createCallModel, type ModelUsage } from "./callModel";
import { createCircuitBreaker } from "./circuitBreaker";
import type { ModelConfig } from "./client";
import { maskNumbers } from "./maskNumbers";
import { mergeReading } from "./mergeReading";
import { buildPrompt } from "./prompt";
import { createPhotoReader, sendableType } from "./readPhoto";

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

function createSentencePort(call: CallModel, report: Report, deps: ExtractorDeps): Extractor["extract"] {
  const clock = clockOf(deps);
  const breaker = createCircuitBreaker(clock);
  return async (text, options) => {
    warnOfCalendar(options.now, deps);
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
  };
}

/** Asks the model where the rules do not settle a message alone; what it says and does not say is weighed against them. */
export function createModelExtractor(config: ModelConfig, deps: ExtractorDeps): Required<Extractor> {
  const report = createReport(config.model, deps);
  return {
    extract: createSentencePort(createCallModel(config, deps.fetch), report, deps),
    readPhoto: createPhotoPort(createPhotoReader(config, deps.fetch), report, deps),
  };
}
