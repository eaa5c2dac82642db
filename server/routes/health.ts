import type { Router } from "@koa/router";
import type { HttpState } from "../middlewares/http";

/** @param ready rejects while the store or the jobs are not up */
export function mountHealth(router: Router<HttpState>, ready: () => Promise<void>): void {
  router.get("/healthz", (http) => {
    http.body = { status: "ok" };
  });
  router.get("/readyz", async (http) => {
    try {
      await ready();
      http.body = { status: "ready" };
    } catch (error) {
      http.state.log.warn({ err: error }, "not ready");
      http.status = 503;
      http.body = { status: "unavailable" };
    }
  });
}
