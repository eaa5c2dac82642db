import { randomUUID } from "node:crypto";
import type { Middleware } from "koa";
import type { Deps } from "../context";
import type { HttpState } from "./http";

const SANE = /^[\w.-]{1,64}$/;

/** Gives every request an id, the caller's own if it is harmless, and a log line that carries it. */
export function requestContext({ log }: Pick<Deps, "log">): Middleware<HttpState> {
  return async (http, next) => {
    const asked = http.get("X-Request-Id");
    http.state.requestId = SANE.test(asked) ? asked : randomUUID();
    http.state.log = log.child({ requestId: http.state.requestId });
    http.set("X-Request-Id", http.state.requestId);
    const startedAt = performance.now();
    await next();
    // The query stays out: it may hold a name or a phone number.
    http.state.log.debug(
      { method: http.method, path: http.path, status: http.status, ms: Math.round(performance.now() - startedAt) },
      "answered",
    );
  };
}
