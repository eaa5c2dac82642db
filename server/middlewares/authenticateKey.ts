import type { Middleware } from "koa";
import type { Deps } from "../context";
import { createCtx } from "../createCtx";
import { AppError } from "../errors";
import { doorActor, findLeadSource } from "../queries/findLeadSource";
import type { HttpState } from "./http";

const BEARER = /^Bearer ([\w-]{16,128})$/;

/**
 * Knows a program by its key.
 * @throws AppError `key_refused` for a wrong, a missing and a closed one alike
 */
export function authenticateKey(deps: Deps): Middleware<HttpState> {
  return async (http, next) => {
    const key = BEARER.exec(http.get("Authorization"))?.[1];
    const door = key ? await findLeadSource("key", key) : null;
    if (!door) throw new AppError("key_refused");
    const source = { kind: "app", messageId: null } as const;
    http.state.leadSource = door;
    http.state.ctx = createCtx(deps, { actor: doorActor(door), source, requestId: http.state.requestId });
    await next();
  };
}
