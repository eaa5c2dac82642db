import type { Clock } from "./context";

/** A clock that the simulator can move forward; everything in the program follows. */
export interface MovableClock extends Clock {
  set(now: Date): void;
}

export function createClock(onMove: () => void = () => undefined): MovableClock {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    set(now) {
      aheadMs = now.getTime() - Date.now();
      onMove();
    },
  };
}
