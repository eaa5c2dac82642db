import type { Middleware } from "koa";
import { readSessionCookie } from "../auth/sessionCookie";
import type { Sessions } from "../auth/sessions";
import type { Deps } from "../context";
import { AppError } from "../errors";
import { loadActor } from "../loadActor";
import type { HttpState } from "./http";

/** Knows the caller by their session. Rights are read anew with every request, so that a change counts at once. */
export function authenticate(deps: Deps, sessions: Sessions): Middleware<HttpState> {
  return async (http, next) => {
    const token = readSessionCookie(http);
    const now = deps.clock.now();
    const userId = token ? await sessions.find(token, now) : null;
    const actor = userId ? await loadActor(userId, now) : null;
    if (!actor) throw new AppError("unauthenticated");
    const source = { kind: "app", messageId: null } as const;
    http.state.ctx = { actor, now, source, requestId: http.state.requestId, deps };
    await next();
  };
}
