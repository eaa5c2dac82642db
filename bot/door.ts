/**
 * The platform waits five seconds for an answer, a rep can wait longer for a card: while callbacks pour in, they go first
 * and the workers slow down. Rates are messages a second.
 */
const BUSY = 50;
const FLOODED = 300;
/** So many at the door at once, while they are many, are a flood too: a slow machine lets fewer in. */
const CROWD = 4;
const WINDOW_MS = 1000;
/** However long a flood lasts, somebody is served: in this part of every window. */
const SERVED_MS = 100;

export interface Door {
  /** Called for every message that comes. @returns to be called when it is stored, or could not be */
  enter(): () => void;
  /** How many messages may be worked at once just now, of `most`. */
  allowance(most: number): number;
}

/** @param elapsedMs a clock that only grows */
export function createDoor(elapsedMs: () => number = () => performance.now()): Door {
  let windowStart = elapsedMs();
  let current = 0;
  let previous = 0;
  let inside = 0;

  function roll(now: number): void {
    if (now - windowStart < WINDOW_MS) return;
    previous = now - windowStart < 2 * WINDOW_MS ? current : 0;
    current = 0;
    windowStart = now;
  }

  return {
    enter() {
      roll(elapsedMs());
      current += 1;
      inside += 1;
      return () => void (inside -= 1);
    },
    allowance(most) {
      const now = elapsedMs();
      roll(now);
      const rate = Math.max(current, previous);
      if (rate < BUSY) return most;
      if (rate < FLOODED && inside < CROWD) return 1;
      return now % WINDOW_MS < SERVED_MS ? 1 : 0;
    },
  };
}
