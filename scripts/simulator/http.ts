import { isIP } from "node:net";
import { HttpError } from "koa";
import type { Context, Middleware } from "koa";
import readRawBody from "raw-body";
import { z } from "zod";

/** A refusal of the simulator's own API: RFC 9457 with a sentence for a person. */
export class RequestError extends Error {
  override name = "RequestError";

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const JSON_LIMIT = 256 * 1024;

/** @throws RequestError 413 too large, 422 no JSON of this shape; the schema's description is then the sentence. */
export async function readJson<T>(ctx: Context, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(parseJson(await readBody(ctx, JSON_LIMIT)));
  if (!parsed.success) throw new RequestError(422, schema.description ?? `内容不对：${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new RequestError(422, "请求体不是 JSON");
    throw error;
  }
}

/** @throws RequestError 413 */
export async function readBody(ctx: Context, limit: number): Promise<Buffer> {
  try {
    return await readRawBody(ctx.req, { limit, length: ctx.request.length ?? null });
  } catch (error) {
    if (isTooLarge(error)) throw new RequestError(413, `请求体超过 ${limit} 字节`);
    throw error;
  }
}

const isTooLarge = (error: unknown) => error instanceof Error && "type" in error && error.type === "entity.too.large";

const CODES: Record<number, string> = {
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "too_large",
  422: "invalid_input",
};

/** Refuses other sites' pages, and turns refusals into problem+json. */
export function guardRequests(appUrl: () => string): Middleware {
  return async (ctx, next) => {
    try {
      checkHost(ctx, new URL(appUrl()).hostname);
      await next();
    } catch (error) {
      if (!(error instanceof RequestError || error instanceof HttpError)) throw error;
      const { status, message } = error;
      ctx.status = status;
      ctx.body = JSON.stringify({ type: "about:blank", title: message, status, code: CODES[status] ?? "refused" });
      ctx.type = "application/problem+json";
    }
  };
}

/** Whoever reaches the simulator may sign in as anybody, so it listens to this machine's own pages only. */
function checkHost(ctx: Context, appHost: string): void {
  if (!isLocalName(ctx.hostname, appHost)) {
    throw new RequestError(403, "模拟器只认本机和内网地址；要用这个域名，先设 PUBLIC_URL");
  }
  const origin = ctx.get("origin");
  if (ctx.method === "GET" || origin === "") return;
  if (!URL.canParse(origin) || new URL(origin).host !== ctx.host) throw new RequestError(403, "只接受本页发来的请求");
}

/** A public domain could be pointed at 127.0.0.1 by anyone; addresses and local names cannot. */
function isLocalName(name: string, appHost: string): boolean {
  if (name === appHost || !name.includes(".") || isIP(name.replace(/^\[|\]$/g, "")) !== 0) return true;
  return /\.(localhost|local|internal|lan)$/.test(name);
}
