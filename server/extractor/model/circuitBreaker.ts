/** Keeps a failing model from costing every message its full budget. */
export interface CircuitBreaker {
  /** False while the model is left alone. After the pause one call is let through as a trial. */
  allows(): boolean;
  succeeded(): void;
  failed(): void;
}

const FAILURES_TO_OPEN = 3;
const PAUSE_MS = 60_000;

export function createCircuitBreaker(clock: () => number): CircuitBreaker {
  let failures = 0;
  let openUntil = 0;
  return {
    allows() {
      if (clock() < openUntil) return false;
      // The pause is over: the next pause begins now, unless this trial succeeds.
      if (failures >= FAILURES_TO_OPEN) openUntil = clock() + PAUSE_MS;
      return true;
    },
    succeeded() {
      failures = 0;
      openUntil = 0;
    },
    failed() {
      failures += 1;
      if (failures >= FAILURES_TO_OPEN) openUntil = clock() + PAUSE_MS;
    },
  };
}
