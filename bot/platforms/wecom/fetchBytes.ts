import { PlatformError } from "../../errors";
import type { WecomDeps } from "./types";

const TIMEOUT_MS = 5_000;
/** The largest file the platform takes or gives in one piece. */
const MAX_BYTES = 20 * 1024 * 1024;

export interface HttpRequest {
  /** The API's path, for errors: the full address carries the token and is never told. */
  call: string;
  url: string;
  init?: RequestInit;
  /** For calls that carry a file; five seconds are for the others. */
  timeoutMs?: number;
}

export interface HttpAnswer {
  bytes: Buffer;
  contentType: string;
}

/**
 * One HTTP exchange, body included, within the time limit.
 *
 * @throws PlatformError for everything but a 2xx: `retry` for what passes (network, timeout, 429, 5xx), `admin` for the rest,
 *   because the platform itself answers 200 even when it refuses: another status comes from a wrong address or a proxy.
 */
export async function fetchBytes(
  request: HttpRequest,
  deps: Pick<WecomDeps, "fetch" | "timeoutMs">,
): Promise<HttpAnswer> {
  const { call, url, init } = request;
  const signal = AbortSignal.timeout(request.timeoutMs ?? deps.timeoutMs ?? TIMEOUT_MS);
  try {
    // A followed redirect would carry the token to wherever it leads.
    const response = await (deps.fetch ?? fetch)(url, { ...init, signal, redirect: "manual" });
    if (!response.ok) throw await toStatusError(call, response);
    return { bytes: await readBody(call, response), contentType: response.headers.get("content-type") ?? "" };
  } catch (error) {
    if (error instanceof PlatformError) throw error;
    const code = signal.aborted ? "timeout" : reasonOf(error);
    // No `cause`: fetch writes the address, and with it the token, into some of its errors.
    throw new PlatformError(`wecom ${call}: ${code}`, { failure: "retry", code, call });
  }
}

async function toStatusError(call: string, response: Response): Promise<PlatformError> {
  await response.body?.cancel();
  const { status } = response;
  const passes = status >= 500 || status === 429 || status === 408;
  const retryAfterMs = toMs(response.headers.get("retry-after"));
  return new PlatformError(`wecom ${call}: HTTP ${status}`, {
    failure: passes ? "retry" : "admin",
    code: status,
    call,
    ...(passes && retryAfterMs !== null ? { retryAfterMs } : {}),
  });
}

/** Only the seconds form: the date form would need the platform's clock to agree with ours. */
function toMs(retryAfter: string | null): number | null {
  return retryAfter && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1000 : null;
}

async function readBody(call: string, response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES)
      throw new PlatformError(`wecom ${call}: answer too large`, { failure: "drop", code: "too_large", call });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The system's word (`ECONNREFUSED`, …), which fetch keeps in the cause of its own vague error. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === "string" ? cause.code : "unreachable";
}
