import { join } from "node:path";
import { openJsonLines } from "./jsonLines";
import type { SimulatorClock } from "./types";

const CLOCK = "clock";

/** Remembers how far the clock was moved: after a restart it would stand before what has been stored meanwhile. */
export function keepAhead(clock: SimulatorClock, dataDir: string): SimulatorClock {
  const kept = openJsonLines<{ id: string; aheadMs: number }>(join(dataDir, "clock.jsonl"), 1);
  const moved = kept.get(CLOCK);
  const there = moved && new Date(Date.now() + moved.aheadMs);
  if (there && there > clock.now()) clock.set(there);
  return {
    now: () => clock.now(),
    set(now) {
      kept.put({ id: CLOCK, aheadMs: now.getTime() - Date.now() });
      clock.set(now);
    },
  };
}
