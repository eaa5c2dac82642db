import { Usage } from "../models/system/usage";
import { dayOf } from "../models/shared/values/day";
import type { Deps } from "../server/context";
import type { Meter } from "./platforms/deps";

/** Counts in the background: a count that fails is told, and keeps nothing from being sent. */
export function createMeter({ clock, log }: Pick<Deps, "clock" | "log">): Meter {
  /** As last counted from here. Another server may have counted since: the next count tells. */
  const shares = new Map<string, number>();
  const keyOf = (platform: string, what: string) => `${platform}:${dayOf(clock.now()).slice(0, 7)}:${what}`;

  async function count({ platform, what, allowed }: Parameters<Meter["count"]>[0]): Promise<void> {
    const _id = keyOf(platform, what);
    const month = dayOf(clock.now()).slice(0, 7);
    const change = { $inc: { count: 1 }, $set: { allowed }, $setOnInsert: { platform, month, what } };
    const row = await Usage.findOneAndUpdate({ _id }, change, { upsert: true, returnDocument: "after" }).lean();
    // Answers may overtake each other; a month only grows.
    shares.set(_id, Math.max(shares.get(_id) ?? 0, (row?.count ?? 0) / allowed));
  }

  return {
    count(use) {
      count(use).catch((error: unknown) =>
        log.warn({ err: error, ...use }, "the use of a platform could not be counted"),
      );
    },
    share: (platform, what) => shares.get(keyOf(platform, what)) ?? 0,
  };
}
