import { zodResponseFormat } from "openai/helpers/zod";
import type OpenAI from "openai";
import { createClient, describeFailure, type ModelConfig } from "./client";
import { modelAnswerSchema, type ModelAnswer, parseModelAnswer } from "./modelAnswer";
import type { PromptMessage } from "./prompt";

export interface ModelUsage {
  promptTokens: number;
  completionTokens: number;
  tries: number;
}

export type ModelOutcome =
  { kind: "answer"; answer: ModelAnswer; usage: ModelUsage } | { kind: "failed"; reason: string; usage: ModelUsage };

export type CallModel = (prompt: readonly PromptMessage[]) => Promise<ModelOutcome>;

/** An answer of this shape fits in a tenth of it. */
const MAX_ANSWER_TOKENS = 1500;
const MAX_ANSWER_LENGTH = 32_000;
/** A second try with less time than this cannot succeed. */
const LEAST_MS = 1_000;

interface Try {
  content: string | null;
  error: string;
  promptTokens: number;
  completionTokens: number;
  /** The endpoint does not know structured output: the next try goes without. */
  plain: boolean;
}

const failure = (error: string, plain = false): Try => ({
  content: null,
  error,
  promptTokens: 0,
  completionTokens: 0,
  plain,
});

function describe(error: unknown): Try {
  const { reason, status } = describeFailure(error);
  return failure(reason, status === 400);
}

/** An endpoint may leave out any part of what it should send. */
type Completion = { [Key in "choices" | "usage"]?: OpenAI.ChatCompletion[Key] | null };

function readCompletion({ choices, usage }: Completion): Try {
  const content = choices?.[0]?.message?.content;
  const tokens = { promptTokens: usage?.prompt_tokens ?? 0, completionTokens: usage?.completion_tokens ?? 0 };
  const usable = typeof content === "string" && content.length <= MAX_ANSWER_LENGTH;
  return usable ? { content, error: "", plain: false, ...tokens } : { ...failure("no usable content"), ...tokens };
}

/** Calls an OpenAI-compatible endpoint with structured output. One retry, which carries what was wrong with the answer. */
export function createCallModel(config: ModelConfig, fetchIt: typeof fetch = fetch): CallModel {
  const { model, timeoutMs } = config;
  const client = createClient(config, fetchIt);
  const format = zodResponseFormat(modelAnswerSchema, "extraction");

  async function tryOnce(messages: readonly PromptMessage[], signal: AbortSignal, plain: boolean): Promise<Try> {
    try {
      const request = { model, messages: [...messages], temperature: 0, max_tokens: MAX_ANSWER_TOKENS };
      const completion = await client.chat.completions.create(
        plain ? request : { ...request, response_format: format },
        { signal },
      );
      return readCompletion(completion);
    } catch (error) {
      return describe(error);
    }
  }

  return async (prompt) => {
    const usage: ModelUsage = { promptTokens: 0, completionTokens: 0, tries: 0 };
    const signal = AbortSignal.timeout(timeoutMs);
    const startedAt = performance.now();
    let messages = [...prompt];
    let last = failure("not tried");
    while (usage.tries < 2 && timeoutMs - (performance.now() - startedAt) > (usage.tries === 0 ? 0 : LEAST_MS)) {
      usage.tries += 1;
      last = await tryOnce(messages, signal, last.plain);
      usage.promptTokens += last.promptTokens;
      usage.completionTokens += last.completionTokens;
      const parsed = last.content === null ? { error: last.error } : parseModelAnswer(last.content);
      if ("answer" in parsed) return { kind: "answer", answer: parsed.answer, usage };
      last.error = parsed.error;
      messages = [...prompt, { role: "user", content: `上次的回答不合格：${parsed.error}。请只输出合格的 JSON。` }];
    }
    return { kind: "failed", reason: signal.aborted ? "timeout" : last.error, usage };
  };
}
