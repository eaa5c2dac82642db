import type { z } from "zod";
import { WecomError } from "./wecomError";

/** A call that passed the door: method right, token good. */
export interface ApiCall {
  query: Record<string, string>;
  headers: Record<string, string | undefined>;
  body: Buffer;
}

/** Bytes instead of JSON: media downloads. */
export interface FileAnswer {
  file: Buffer;
  status: number;
  headers: Record<string, string>;
}

/** What is added to `errcode: 0, errmsg: "ok"`. */
export type ApiAnswer = Record<string, unknown> | FileAnswer;

export interface Endpoint {
  method: "GET" | "POST";
  /** Needs no access_token. */
  open?: true;
  handle: (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>;
}

/** Endpoints by their path below /cgi-bin/, e.g. `message/send`. */
export type Endpoints = Record<string, Endpoint>;

export const isFileAnswer = (answer: ApiAnswer): answer is FileAnswer => Buffer.isBuffer(answer["file"]);

/** @throws WecomError 40035 for a body that is no JSON object, 40058 for a wrong shape. */
export function parseBody<T>(call: ApiCall, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(call.body.toString("utf8")));
  if (!parsed.success) throw new WecomError(40058, parsed.error.issues[0]?.path.join("."));
  return parsed.data;
}

function parseJson(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new WecomError(40035);
}
