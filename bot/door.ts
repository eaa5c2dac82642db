/**
 * The platform waits five seconds for an answer, a rep can wait longer for a card: while callbacks pour in, they go first
 * and the workers slow down. Rates are messages a second.
 */
const BUSY = 50;
const FLOODED = 300;
/** So many at the door at once, while they are many, are a flood too: a slow machine lets fewer in. */
const CROWD = 6;
/** So long a time tells the rate: a rush is to be seen before it is half a second old. */
const WINDOW_MS = 250;
const SECOND_MS = 1000;
/** However long a flood lasts, somebody is served: in this part of every second. */
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
  let inside = 0;
  let current = { came: 0, crowd: 0 };
  let previous = current;

  function roll(now: number): void {
    if (now - windowStart < WINDOW_MS) return;
    previous = now - windowStart < 2 * WINDOW_MS ? current : { came: 0, crowd: inside };
    current = { came: 0, crowd: inside };
    windowStart = now;
  }

  return {
    enter() {
      roll(elapsedMs());
      inside += 1;
      current.came += 1;
      current.crowd = Math.max(current.crowd, inside);
      return () => void (inside -= 1);
    },
    allowance(most) {
      const now = elapsedMs();
      roll(now);
      const rate = Math.max(current.came, previous.came) * (SECOND_MS / WINDOW_MS);
      if (rate < BUSY) return most;
      // The most there were, not those there are: they are all let in together, and come back together.
      const crowd = Math.max(current.crowd, previous.crowd);
      if (rate < FLOODED && crowd < CROWD) return 1;
      return now % SECOND_MS < SERVED_MS ? 1 : 0;
    },
  };
}
