import { ref } from "vue";
import type { Problem } from "../../../models/shared/contracts/read";
import { newKey } from "./newKey";
import { RequestRefused, Unreachable } from "./problem";

const BASE = "/api/v1";
/** The final card of a sentence comes within 8 s; everything else is far quicker. */
const TIMEOUT = 12_000;

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface RequestOptions {
  /** JSON, or bytes that go as they are. */
  body?: unknown;
  /** Repeats with the same key have one effect. */
  key?: string;
}

/** False from the first call that got no answer until the next that did. */
export const reachable = ref(true);

let onUnauthorized: () => void = () => undefined;
/** Called when a session ended behind our back. */
export function whenUnauthorized(handler: () => void) {
  onUnauthorized = handler;
}

function headersOf(method: Method, options: RequestOptions): Record<string, string> {
  const { body } = options;
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = body instanceof Blob ? body.type : "application/json";
  if (method === "POST") headers["idempotency-key"] = options.key ?? newKey();
  // Beside a time in the body it tells how long ago that was, however wrong the clock of the phone is.
  if (method === "POST") headers["x-sent-at"] = new Date().toISOString();
  return headers;
}

function bytesOf(body: unknown): BodyInit | null {
  if (body === undefined) return null;
  return body instanceof Blob ? body : JSON.stringify(body);
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT);
  try {
    const response = await fetch(BASE + path, {
      method,
      headers: headersOf(method, options),
      body: bytesOf(options.body),
      credentials: "same-origin",
      signal: stop.signal,
    });
    reachable.value = true;
    return response;
  } catch (error) {
    reachable.value = false;
    throw new Unreachable(error);
  } finally {
    clearTimeout(timer);
  }
}

/** A proxy in between may answer something that is no problem document. */
async function problemOf(response: Response): Promise<Problem> {
  const told: unknown = await response.json().catch(() => null);
  const base: Problem = {
    type: "about:blank",
    title: response.statusText,
    status: response.status,
    code: `http_${response.status}`,
    detail: "",
    requestId: response.headers.get("x-request-id") ?? "",
  };
  return typeof told === "object" && told !== null ? { ...base, ...told, status: response.status } : base;
}

/**
 * One call of the API, JSON in and out.
 *
 * @throws RequestRefused with the server's problem, Unreachable when there was no answer.
 */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  if (response.status === 204) return undefined as T;
  if (response.ok) return (await response.json()) as T;
  if (response.status === 401 && !path.startsWith("/auth/")) onUnauthorized();
  throw new RequestRefused(await problemOf(response));
}
