import OpenAI, { APIError } from "openai";

export interface ModelConfig {
  apiKey: string;
  baseURL?: string | undefined;
  model: string;
  /** For all tries of one message together. */
  timeoutMs: number;
}

const MAX_BODY_BYTES = 1_000_000;

/** Cuts off an endless body, which the client would read into memory whole. */
function capBody(fetchIt: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await fetchIt(input, init);
    if (!response.body) return response;
    let received = 0;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        received += chunk.byteLength;
        if (received > MAX_BODY_BYTES) controller.error(new Error("the model's answer is too large"));
        else controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counted), { status, statusText, headers });
  };
}

/** The client of an OpenAI-compatible endpoint: no retries of its own, nothing in the log, no endless answers. */
export const createClient = ({ apiKey, baseURL, timeoutMs }: ModelConfig, fetchIt: typeof fetch): OpenAI =>
  new OpenAI({ apiKey, baseURL, maxRetries: 0, timeout: timeoutMs, fetch: capBody(fetchIt), logLevel: "off" });

/** What went wrong with a call, in words that hold nothing of the message. */
export function describeFailure(error: unknown): { reason: string; status: number | undefined } {
  if (error instanceof APIError)
    return { reason: `${error.status ?? "network"}: ${error.message.slice(0, 160)}`, status: error.status };
  return { reason: error instanceof Error ? error.message.slice(0, 160) : "unknown failure", status: undefined };
}
