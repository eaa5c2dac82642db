import type { Middleware } from "koa";
import { AppError } from "../errors";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

function isOwn(origin: string, hosts: string[]): boolean {
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

/** A page of another site may not write through a member's session. Programs send no `Origin` and pass. */
export function refuseForeignOrigin(publicUrl: string): Middleware {
  const publicHost = new URL(publicUrl).host;
  return async (http, next) => {
    const origin = http.get("Origin");
    if (origin && !READS.has(http.method) && !isOwn(origin, [publicHost, http.get("Host")])) {
      throw new AppError("foreign_origin");
    }
    await next();
  };
}
