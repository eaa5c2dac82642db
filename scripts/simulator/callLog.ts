import { maskSecrets } from "./maskSecrets";
import type { CallEntry } from "./protocol";
import type { SimulatorClock } from "./types";

export interface CallLog {
  add: (call: Omit<CallEntry, "id" | "at">) => void;
  /** Newest first. */
  recent: () => CallEntry[];
}

const KEPT_CALLS = 300;

export function createCallLog(clock: SimulatorClock, publish: (call: CallEntry) => void): CallLog {
  let calls: CallEntry[] = [];
  let lastId = 0;
  return {
    recent: () => calls,
    add: (call) => {
      lastId += 1;
      const entry: CallEntry = {
        ...call,
        id: lastId,
        at: clock.now().toISOString(),
        request: maskSecrets(call.request),
        response: maskSecrets(call.response),
      };
      calls = [entry, ...calls].slice(0, KEPT_CALLS);
      publish(entry);
    },
  };
}
