import { z } from "zod";
import { PlatformError } from "../../errors";
import { trimSlash } from "../appUrl";
import { type CachedSecret, createCachedSecret, type LoadedSecret } from "../cachedSecret";
import type { PlatformDeps } from "../deps";
import { toPlatformError } from "./failures";
import { fetchBytes, type HttpAnswer } from "../fetchBytes";
import { answerBase, type WecomConfig } from "./types";

const TOKEN_REFUSED = new Set<number | string>([40014, 42001]);
const API_ROOT = "/cgi-bin/";

export interface ApiRequest {
  /** Below `/cgi-bin/`, e.g. `message/send`. */
  path: string;
  query?: Record<string, string>;
  /** Makes it a POST; a form is sent as multipart, anything else as JSON. */
  body?: object;
  timeoutMs?: number;
}

/**
 * The platform's API with its token. A refusal, also one inside a 200 answer, is a PlatformError.
 *
 * @see https://developer.work.weixin.qq.com/document/path/91039 (token), 90313 (error codes)
 */
export interface WecomClient {
  call<T>(request: ApiRequest, answer: z.ZodType<T>): Promise<T>;
  /** For answers that are a file, unless they are a refusal in JSON. */
  download(request: ApiRequest): Promise<HttpAnswer>;
}

export function createClient(config: WecomConfig, deps: PlatformDeps): WecomClient {
  const token = createCachedSecret(fetchToken, () => deps.now());

  async function exchange<T>(request: ApiRequest, read: Reader<T>): Promise<T> {
    const { path, query, body, timeoutMs } = request;
    const url = `${trimSlash(config.apiBase)}${API_ROOT}${path}?${new URLSearchParams(query)}`;
    const init = body ? toInit(body) : undefined;
    const answer = await fetchBytes({ platform: "wecom", call: path, url, init, timeoutMs }, deps);
    return read(answer, { call: path, secrets: Object.values(query ?? {}) });
  }

  async function fetchToken(): Promise<LoadedSecret> {
    const query = { corpid: config.corpId, corpsecret: config.secret };
    const answer = await exchange({ path: "gettoken", query }, jsonReader(tokenAnswer));
    deps.log.info({ expiresInSeconds: answer.expires_in }, "wecom access token renewed");
    return { value: answer.access_token, expiresInSeconds: answer.expires_in };
  }

  async function withToken<T>(request: ApiRequest, read: Reader<T>): Promise<T> {
    const attempt = async (accessToken: string) =>
      exchange({ ...request, query: { access_token: accessToken, ...request.query } }, read);
    const first = await token.get();
    try {
      return await attempt(first);
    } catch (error) {
      if (!(error instanceof PlatformError && TOKEN_REFUSED.has(error.details.code))) throw error;
      // The platform may revoke a token early. One renewal, one replay: were it more, a broken app would hammer.
      token.forget(first);
      return attempt(await token.get());
    }
  }

  return {
    call: (request, answer) => withToken(request, jsonReader(answer)),
    download: (request) => withToken(request, readFile),
  };
}

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const ticketAnswer = z.object({ ticket: z.string().min(1), expires_in: z.number().positive() });

/** A page-signing ticket; the platform gives out a hundred an hour at most. */
export function createTicket(client: WecomClient, request: ApiRequest, now: () => Date): CachedSecret {
  return createCachedSecret(async () => {
    const { ticket, expires_in } = await client.call(request, ticketAnswer);
    return { value: ticket, expiresInSeconds: expires_in };
  }, now);
}

function toInit(body: object): RequestInit {
  if (body instanceof FormData) return { method: "POST", body };
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** A call to an address that the platform gave out, and that is all the proof it asks for. */
export async function postJson(
  request: { call: string; url: string; body: object },
  deps: PlatformDeps,
): Promise<void> {
  const { call, url, body } = request;
  const answer = await fetchBytes({ platform: "wecom", call, url, init: toInit(body) }, deps);
  if (isRefusal(answer)) throwIfRefused(readJson(answer, { call, secrets: [url] }), { call, secrets: [url] });
}

interface Exchanged {
  call: string;
  /** What the address held: the platform may repeat it in its error texts. */
  secrets: string[];
}

type Reader<T> = (answer: HttpAnswer, exchanged: Exchanged) => T;

function jsonReader<T>(schema: z.ZodType<T>): Reader<T> {
  return (answer, exchanged) => {
    const json = readJson(answer, exchanged);
    throwIfRefused(json, exchanged);
    const parsed = schema.safeParse(json);
    if (!parsed.success) throw unexpected(exchanged.call);
    return parsed.data;
  };
}

const readFile: Reader<HttpAnswer> = (answer, exchanged) => {
  if (isRefusal(answer)) throwIfRefused(readJson(answer, exchanged), exchanged);
  return answer;
};

/** A file call is refused in JSON, which some of the platform's servers label as text or not at all. */
function isRefusal({ contentType, bytes }: HttpAnswer): boolean {
  if (contentType.includes("json")) return true;
  return (!contentType || contentType.startsWith("text/")) && bytes.subarray(0, 10).toString() === '{"errcode"';
}

function readJson(answer: HttpAnswer, { call }: Exchanged): unknown {
  try {
    return JSON.parse(answer.bytes.toString("utf8"));
  } catch {
    // What stands there (a proxy's page, half an answer) may hold anything, so it is not told either.
    throw new PlatformError(`wecom ${call}: answer is not JSON`, { failure: "retry", code: "not_json", call });
  }
}

function throwIfRefused(answer: unknown, { call, secrets }: Exchanged): void {
  const base = answerBase.safeParse(answer);
  if (!base.success) throw unexpected(call);
  const { errcode, errmsg } = base.data;
  if (errcode === 0) return;
  const told = secrets.reduce((text, secret) => (secret ? text.replaceAll(secret, "***") : text), errmsg);
  throw toPlatformError({ call, errcode, errmsg: told.slice(0, 200) });
}

function unexpected(call: string): PlatformError {
  return new PlatformError(`wecom ${call}: unexpected answer`, { failure: "retry", code: "unexpected_answer", call });
}
