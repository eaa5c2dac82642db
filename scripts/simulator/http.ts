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

/** @throws RequestError 413 too large, 422 no JSON of this shape. */
export async function readJson<T>(ctx: Context, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(parseJson(await readBody(ctx, JSON_LIMIT)));
  if (!parsed.success) throw new RequestError(422, `内容不对：${z.prettifyError(parsed.error)}`);
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

/** Refuses writes from another site's page, and turns refusals into problem+json. */
export const guardRequests: Middleware = async (ctx, next) => {
  try {
    const origin = ctx.get("origin");
    if (ctx.method !== "GET" && origin !== "" && !isSameHost(origin, ctx.host)) {
      throw new RequestError(403, "只接受本页发来的请求");
    }
    await next();
  } catch (error) {
    if (!(error instanceof RequestError || error instanceof HttpError)) throw error;
    ctx.status = error.status;
    ctx.body = JSON.stringify({
      type: "about:blank",
      title: error.message,
      status: error.status,
      code: `http_${error.status}`,
    });
    ctx.type = "application/problem+json";
  }
};

const isSameHost = (origin: string, host: string) => URL.canParse(origin) && new URL(origin).host === host;
