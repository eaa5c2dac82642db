import type { Middleware } from "koa";
import type { Clock } from "../context";
import { AppError } from "../errors";
import type { HttpState } from "./http";

export interface Allowance {
  /** Requests at once. */
  burst: number;
  perSecond: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const MAX_BUCKETS = 10_000;

/** A bucket of tokens per caller, in this process: against runaway scripts, not a quota. Callers are users, or addresses before sign-in. */
export function limitRate(clock: Clock, { burst, perSecond }: Allowance): Middleware<HttpState> {
  const buckets = new Map<string, Bucket>();

  function take(caller: string): number {
    const now = clock.now().getTime();
    const { tokens, at } = buckets.get(caller) ?? { tokens: burst, at: now };
    const left = Math.min(burst, tokens + (Math.max(0, now - at) / 1000) * perSecond) - 1;
    buckets.delete(caller);
    buckets.set(caller, { tokens: Math.max(left, 0), at: now });
    const [oldest] = buckets.keys();
    if (buckets.size > MAX_BUCKETS && oldest !== undefined) buckets.delete(oldest);
    return left;
  }

  return async (http, next) => {
    const left = take(http.state.ctx?.actor.id ?? http.ip);
    if (left < 0) throw new AppError("too_many_requests", { retryAfterMs: (-left / perSecond) * 1000 });
    await next();
  };
}
