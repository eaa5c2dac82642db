import { pino } from "pino";
import type { Meter } from "../../bot/platforms/deps";
import type { Role } from "../../models/system/user";
import type { Actor, Clock, Ctx, Deps } from "../../server/context";
import { createCtx } from "../../server/createCtx";

/** A Wednesday, ten o'clock in Shanghai. */
export const NOW = new Date("2026-03-11T10:00:00+08:00");

export interface FakeClock extends Clock {
  set(now: Date): void;
  advance(ms: number): void;
}

export function fakeClock(start: Date = NOW): FakeClock {
  let now = start;
  return {
    now: () => now,
    set(to) {
      now = to;
    },
    advance(ms) {
      now = new Date(now.getTime() + ms);
    },
  };
}

/** For platforms whose use nobody counts in this test. */
export const unmetered: Meter = { count: () => undefined, share: () => 0 };

const refuseToExtract = () => Promise.reject(new Error("no extractor in this test"));

export function fakeDeps(clock: Clock = fakeClock()): Deps {
  return {
    extractor: { extract: refuseToExtract } as unknown as Deps["extractor"],
    log: pino({ level: process.env.LOG_LEVEL ?? "silent" }),
    clock,
    wake: () => undefined,
  };
}

export const actorOf = (
  user: { _id: string; name: string; roles: readonly Role[] },
  memberIds: string[] = [],
): Actor => ({
  id: user._id,
  name: user.name,
  roles: new Set(user.roles),
  memberIds,
  grants: [],
});

interface CtxOptions {
  now?: Date;
  deps?: Deps;
  /** The chat message it happens in. */
  messageId?: string | undefined;
}

export const ctxFor = (actor: Actor, { now = NOW, deps = fakeDeps(), messageId }: CtxOptions = {}): Ctx =>
  createCtx(deps, {
    actor,
    source: messageId ? { kind: "chat", messageId } : { kind: "app", messageId: null },
    requestId: "test",
    now,
  });
