import { z } from "zod";
import { PlatformError } from "../../errors";
import { trimSlash } from "../appUrl";
import { createAllowance } from "./allowance";
import { createCachedSecret, type LoadedSecret } from "../cachedSecret";
import type { ThriftyDeps } from "../deps";
import { fetchBytes, type HttpAnswer } from "../fetchBytes";
import { TOKEN_REFUSED, toPlatformError } from "./failures";
import { type DingtalkConfig, NAME } from "./types";

export interface ApiRequest {
  /** The newer API's begin with `/v1.0/`; the rest is the older one's. */
  path: string;
  query?: Record<string, string>;
  /** Makes it a POST unless `method` says otherwise. */
  body?: object;
  method?: "PUT";
  /** Instead of the app's own. */
  userToken?: string;
  /** True for calls that the monthly quota does not count: token, sign-in, directory. */
  isFree?: boolean;
}

/**
 * Both of the platform's APIs with one token. A refusal, in a status or inside a 200 answer, is a PlatformError.
 *
 * @see https://open.dingtalk.com/document/development/server-api-error-codes-1
 */
export interface DingtalkClient {
  call<T>(request: ApiRequest, answer: z.ZodType<T>): Promise<T>;
  /** A call to an address that the platform gave out, and that is all the proof it asks for. */
  post(call: string, url: string, body: object): Promise<void>;
  /** A file behind such an address. */
  fetchFile(call: string, url: string): Promise<HttpAnswer>;
}

const tokenAnswer = z.object({ accessToken: z.string().min(1), expireIn: z.number().positive() });
const isNewer = (path: string) => path.startsWith("/v1.0/");
const FILE_TIMEOUT_MS = 30_000;

export function createClient(config: DingtalkConfig, deps: ThriftyDeps): DingtalkClient {
  const allowance = createAllowance(deps);
  const token = createCachedSecret(fetchToken, () => deps.now());

  async function exchange<T>(request: ApiRequest & { token?: string }, schema: z.ZodType<T>): Promise<T> {
    const { path } = request;
    if (!request.isFree) allowance.count("calls");
    const { url, init } = toHttp(config, request);
    const secrets = [request.token ?? "", config.clientSecret];
    const readRefusal = (refused: HttpAnswer) => toRefusal(path, readFields(refused), secrets);
    const answer = await fetchBytes({ platform: NAME, call: path, url, init, readRefusal }, deps);
    throwIfRefused(path, answer, secrets);
    const parsed = schema.safeParse(readJson(answer));
    if (!parsed.success) throw unexpected(path);
    return parsed.data;
  }

  async function fetchToken(): Promise<LoadedSecret> {
    const body = { appKey: config.clientId, appSecret: config.clientSecret };
    const answer = await exchange({ path: "/v1.0/oauth2/accessToken", body, isFree: true }, tokenAnswer);
    deps.log.info({ expiresInSeconds: answer.expireIn }, "dingtalk access token renewed");
    return { value: answer.accessToken, expiresInSeconds: answer.expireIn };
  }

  async function call<T>(request: ApiRequest, schema: z.ZodType<T>): Promise<T> {
    if (request.userToken !== undefined) return exchange({ ...request, token: request.userToken }, schema);
    const first = await token.get();
    try {
      return await exchange({ ...request, token: first }, schema);
    } catch (error) {
      if (!(error instanceof PlatformError && TOKEN_REFUSED.has(error.details.code))) throw error;
      // The platform may revoke a token early. One renewal, one replay: were it more, a broken app would hammer.
      token.forget(first);
      return exchange({ ...request, token: await token.get() }, schema);
    }
  }

  return {
    call,
    async post(name, url, body) {
      allowance.count("messages");
      const answer = await fetchBytes({ platform: NAME, call: name, url, init: toInit({ body }) }, deps);
      throwIfRefused(name, answer, [url]);
    },
    fetchFile: (name, url) => fetchBytes({ platform: NAME, call: name, url, timeoutMs: FILE_TIMEOUT_MS }, deps),
  };
}

function toHttp(config: DingtalkConfig, request: ApiRequest & { token?: string }): { url: string; init: RequestInit } {
  const { path, query, token } = request;
  if (isNewer(path)) {
    const search = query ? `?${new URLSearchParams(query)}` : "";
    const headers: Record<string, string> = token ? { "x-acs-dingtalk-access-token": token } : {};
    return { url: `${trimSlash(config.apiBase)}${path}${search}`, init: toInit(request, headers) };
  }
  const search = new URLSearchParams({ ...(token ? { access_token: token } : {}), ...query });
  return { url: `${trimSlash(config.oapiBase)}${path}?${search}`, init: toInit(request) };
}

function toInit({ body, method }: Pick<ApiRequest, "body" | "method">, headers: Record<string, string> = {}) {
  const shared = { accept: "application/json", ...headers };
  if (!body) return { headers: shared };
  return {
    method: method ?? "POST",
    headers: { ...shared, "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

function readJson({ bytes }: HttpAnswer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}

/** The letter case of the keys varies from gateway to gateway; the firewall has a shape of its own. */
const newerRefusal = z.object({ code: z.string().min(1), message: z.string().default("") });
const olderRefusal = z.object({ errcode: z.number(), errmsg: z.string().default("") });
const firewallRefusal = z.object({ status: z.literal(1111) });

type Fields = Record<string, unknown>;

/** Null for what is no JSON object. What stands there (a proxy's page, half an answer) may hold anything, so it is not told. */
function readFields(answer: HttpAnswer): Fields | null {
  const json = readJson(answer);
  if (typeof json !== "object" || json === null) return null;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key.toLowerCase(), value as unknown]));
}

/** Inside a 200 the older API refuses too; the newer one does so by status only. */
function throwIfRefused(call: string, answer: HttpAnswer, secrets: string[]): void {
  const fields = readFields(answer);
  if (!fields) throw unexpected(call);
  const isOlder = "errcode" in fields || firewallRefusal.safeParse(fields).success;
  const refused = isOlder ? toRefusal(call, fields, secrets) : null;
  if (refused) throw refused;
}

function toRefusal(call: string, fields: Fields | null, secrets: string[]): PlatformError | null {
  const refused = fields && readRefusal(fields);
  if (!refused) return null;
  const message = secrets.reduce((text, secret) => (secret ? text.replaceAll(secret, "***") : text), refused.message);
  return toPlatformError({ call, code: refused.code, message });
}

function readRefusal(fields: Fields): { code: string | number; message: string } | null {
  const older = olderRefusal.safeParse(fields);
  if (older.success) return older.data.errcode === 0 ? null : { code: older.data.errcode, message: older.data.errmsg };
  if (firewallRefusal.safeParse(fields).success) return { code: 1111, message: "blocked by the firewall" };
  const newer = newerRefusal.safeParse(fields);
  return newer.success ? newer.data : null;
}

const unexpected = (call: string) =>
  new PlatformError(`${NAME} ${call}: unexpected answer`, { failure: "retry", code: "unexpected_answer", call });
