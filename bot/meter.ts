import { Usage } from "../models/system/usage";
import { dayOf } from "../models/shared/values/day";
import type { Deps } from "../server/context";
import type { ThriftyDeps } from "./platforms/deps";

/** Counts in the background: a count that fails is told, and keeps nothing from being sent. */
export function createMeter({ clock, log }: Pick<Deps, "clock" | "log">): ThriftyDeps["meter"] {
  return function meter(platform, what) {
    const month = dayOf(clock.now()).slice(0, 7);
    const row = { platform, month, what };
    Usage.updateOne(
      { _id: `${platform}:${month}:${what}` },
      { $inc: { count: 1 }, $setOnInsert: row },
      { upsert: true },
    ).catch((error: unknown) => log.warn({ err: error, ...row }, "the use of a platform could not be counted"));
  };
}
