import { PlatformError } from "../errors";

export interface HttpDeps {
  fetch?: typeof fetch;
  /** Per call; five seconds unless told. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;
/** The largest file the platform takes or gives in one piece. */
const MAX_BYTES = 20 * 1024 * 1024;

export interface HttpRequest {
  platform: string;
  /** The API's path, for errors: the full address carries the token and is never told. */
  call: string;
  url: string;
  init?: RequestInit;
  /** For calls that carry a file; five seconds are for the others. */
  timeoutMs?: number;
  /** Reads the platform's own reason out of an answer that is no 2xx; null where it holds none, and the status decides. */
  readRefusal?: (answer: HttpAnswer) => PlatformError | null;
}

export interface HttpAnswer {
  bytes: Buffer;
  contentType: string;
}

/**
 * One HTTP exchange, body included, within the time limit.
 *
 * @throws PlatformError for everything but a 2xx: `retry` for what passes (network, timeout, 429, 5xx), `admin` for the rest,
 *   because a platform that says why is read by `readRefusal`: what is left comes from a wrong address or a proxy.
 */
export async function fetchBytes(request: HttpRequest, deps: HttpDeps): Promise<HttpAnswer> {
  const { platform, call, url, init } = request;
  const signal = AbortSignal.timeout(request.timeoutMs ?? deps.timeoutMs ?? TIMEOUT_MS);
  try {
    // A followed redirect would carry the token to wherever it leads.
    const response = await (deps.fetch ?? fetch)(url, { ...init, signal, redirect: "manual" });
    return await readAnswer(request, response);
  } catch (error) {
    if (error instanceof PlatformError) throw error;
    const code = signal.aborted ? "timeout" : reasonOf(error);
    // No `cause`: fetch writes the address, and with it the token, into some of its errors.
    throw new PlatformError(`${platform} ${call}: ${code}`, { failure: "retry", code, call });
  }
}

async function readAnswer(request: HttpRequest, response: Response): Promise<HttpAnswer> {
  const answer = { bytes: await readBody(request, response), contentType: response.headers.get("content-type") ?? "" };
  if (!response.ok) throw request.readRefusal?.(answer) ?? toStatusError(request, response);
  return answer;
}

function toStatusError({ platform, call }: HttpRequest, { status, headers }: Response): PlatformError {
  const passes = status >= 500 || status === 429 || status === 408;
  const retryAfterMs = toMs(headers.get("retry-after"));
  return new PlatformError(`${platform} ${call}: HTTP ${status}`, {
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

async function readBody({ platform, call }: HttpRequest, response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES)
      throw new PlatformError(`${platform} ${call}: answer too large`, { failure: "drop", code: "too_large", call });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The system's word (`ECONNREFUSED`, …), which fetch keeps in the cause of its own vague error. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === "string" ? cause.code : "unreachable";
}
