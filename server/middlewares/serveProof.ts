import { send } from "@koa/send";
import type { Middleware } from "koa";

const PROOF = /^\/WW_verify_[A-Za-z0-9]{1,64}\.txt$/;

/**
 * WeCom's proof that the domain is ours: a file the administrator puts into `DATA_DIR/public`.
 * https://developer.work.weixin.qq.com/document/path/91022
 */
export function serveProof(root: string): Middleware {
  return async (http, next) => {
    if (!PROOF.test(http.path) || http.method !== "GET") return next();
    try {
      await send(http, http.path, { root });
    } catch (error) {
      if (!(error instanceof Error && "status" in error && error.status === 404)) throw error;
    }
  };
}
