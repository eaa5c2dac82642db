import { z } from "zod";
import { RequestError } from "./http";
import type { SimulatorClock } from "./types";

const TEN_YEARS_MS = 10 * 366 * 24 * 3600 * 1000;

export const clockChange = z
  .union([
    z.strictObject({ advanceMs: z.int().min(0).max(TEN_YEARS_MS) }),
    z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  ])
  .describe("时钟要 advanceMs（不小于 0 的整数毫秒）或 now（带时区的 ISO 8601 时间），二选一");

/** Moves the clock. @throws RequestError 422 backwards or too far. */
export function moveClock(clock: SimulatorClock, change: z.infer<typeof clockChange>): Date {
  const now = clock.now();
  const target = "now" in change ? new Date(change.now) : new Date(now.getTime() + change.advanceMs);
  if (target < now) throw new RequestError(422, `时钟只能往前走，现在是 ${toOffsetIso(now)}`);
  if (target.getTime() - now.getTime() > TEN_YEARS_MS) throw new RequestError(422, "一次最多往前走十年");
  clock.set(target);
  return clock.now();
}

const OFFSET_MS = 8 * 3600 * 1000;

/** ISO 8601 in China's one time zone, which has no summer time. */
export const toOffsetIso = (instant: Date) =>
  new Date(instant.getTime() + OFFSET_MS).toISOString().replace("Z", "+08:00");
