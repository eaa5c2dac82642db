import type { Router, RouterMiddleware } from "@koa/router";
import { z } from "zod";
import { answerOnce, type Answer } from "../middlewares/answerOnce";
import type { Http, HttpState } from "../middlewares/http";
import { parseBody, readMedia } from "../middlewares/parseBody";
import { validate } from "../middlewares/validate";
import { AppError } from "../errors";
import type { Call, Endpoint } from "./endpoint";

type Guard = RouterMiddleware<HttpState>;

const nothing = z.strictObject({});

async function readCall(http: Http, endpoint: Endpoint): Promise<Call<unknown, unknown>> {
  const hasBody = endpoint.method === "post" || endpoint.method === "patch";
  const body = async () =>
    endpoint.consumes ? readMedia(http, endpoint.consumes) : validate(endpoint.body ?? nothing, await parseBody(http));
  return {
    http,
    params: http.params,
    id: http.params.id ?? "",
    query: validate(endpoint.query ?? nothing, { ...http.query }),
    body: hasBody ? await body() : undefined,
  };
}

const MAX_KEY = 200;

function readKey(http: Http): string | null {
  const key = http.get("Idempotency-Key");
  if (key.length <= MAX_KEY) return key || null;
  throw new AppError("invalid_input", { errors: [{ path: "Idempotency-Key", code: "too_long", message: "" }] });
}

async function answer(http: Http, endpoint: Endpoint): Promise<Answer> {
  const call = await readCall(http, endpoint);
  const { ctx } = http.state;
  const work = async (): Promise<Answer> => {
    const body = await endpoint.run(ctx ? { ...call, ctx } : call);
    const hasBody = Boolean(endpoint.answer ?? endpoint.produces);
    return { status: hasBody ? (endpoint.status ?? 200) : 204, body };
  };
  const key = endpoint.method === "post" && !endpoint.keepsOwnKeys ? readKey(http) : null;
  if (!key || !ctx) return work();
  return answerOnce({ user: ctx.actor.id, path: http.path, key, input: call.body, now: ctx.now }, work);
}

/** Makes routes of endpoints; `guards` run before anything of the request is read. */
export function mountEndpoints(
  router: Router<HttpState>,
  endpoints: readonly Endpoint[],
  guards: Record<Endpoint["access"], Guard[]>,
): void {
  for (const endpoint of endpoints) {
    router.register(endpoint.path, [endpoint.method], [
      ...guards[endpoint.access],
      async (http: Http) => {
        const { status, body } = await answer(http, endpoint);
        http.status = status;
        http.body = status === 204 ? null : body;
      },
    ] as never);
  }
}
