import { Usage } from "../models/system/usage";
import type { Allowances } from "../models/shared/contracts/allowances";
import { dayOf } from "../models/shared/values/day";
import type { Deps } from "../server/context";
import { readAllowances } from "../server/queries/readSetting";
import type { Meter } from "./platforms/deps";

/** What the company set may be so old: a call must not cost a look of its own. */
const FRESH_MS = 60_000;

type Use = Parameters<Meter["count"]>[0];

function createAllowed({ clock }: Pick<Deps, "clock">) {
  let read: { at: number; value: Allowances } | null = null;
  return async function allowedOf({ platform, what, allowed }: Use): Promise<number> {
    const at = clock.now().getTime();
    if (!read || at - read.at >= FRESH_MS) read = { at, value: await readAllowances() };
    return read.value[platform]?.[what] ?? allowed;
  };
}

/** Counts in the background: a count that fails is told, and keeps nothing from being sent. */
export function createMeter({ clock, log }: Pick<Deps, "clock" | "log">): Meter {
  /** As last counted from here. Another server may have counted since: the next count tells. */
  const used = new Map<string, { count: number; allowed: number }>();
  const allowedOf = createAllowed({ clock });
  const keyOf = (platform: string, what: string) => `${platform}:${dayOf(clock.now()).slice(0, 7)}:${what}`;

  async function count(use: Use): Promise<void> {
    const { platform, what } = use;
    const _id = keyOf(platform, what);
    const month = dayOf(clock.now()).slice(0, 7);
    const allowed = await allowedOf(use);
    const change = { $inc: { count: 1 }, $set: { allowed }, $setOnInsert: { platform, month, what } };
    const row = await Usage.findOneAndUpdate({ _id }, change, { upsert: true, returnDocument: "after" }).lean();
    // Answers may overtake each other; a month only grows.
    used.set(_id, { count: Math.max(used.get(_id)?.count ?? 0, row?.count ?? 0), allowed });
  }

  return {
    count(use) {
      count(use).catch((error: unknown) =>
        log.warn({ err: error, ...use }, "the use of a platform could not be counted"),
      );
    },
    share(platform, what) {
      const { count: so, allowed } = used.get(keyOf(platform, what)) ?? { count: 0, allowed: 1 };
      return so / allowed;
    },
  };
}
