import { z } from "zod";
import { FAULT_NAMES } from "./protocol";
import type { FaultName, FaultState } from "./protocol";

/** An API call that is to fail with `errcode` the next `times` times. */
const injectedError = z.strictObject({
  api: z.string().min(1).max(100),
  errcode: z.int(),
  times: z.int().min(1).max(1000).default(1),
});

export const faultChange = z
  .strictObject({ inject: injectedError })
  .extend(Object.fromEntries(FAULT_NAMES.map((name) => [name, z.boolean()])) as Record<FaultName, z.ZodBoolean>)
  .partial();
export type FaultChange = z.infer<typeof faultChange>;

export interface Faults {
  isOn: (name: FaultName) => boolean;
  state: () => FaultState;
  change: (change: FaultChange) => FaultState;
  /** The errcode this call was told to fail with, counted down. */
  takeInjected: (api: string) => number | null;
}

export function createFaults(publish: (state: FaultState) => void): Faults {
  let state = Object.fromEntries(FAULT_NAMES.map((name) => [name, false])) as FaultState;
  const injected: z.infer<typeof injectedError>[] = [];
  return {
    isOn: (name) => state[name],
    state: () => state,
    change: ({ inject, ...switches }) => {
      state = { ...state, ...switches };
      if (inject) injected.push({ ...inject });
      publish(state);
      return state;
    },
    takeInjected: (api) => {
      const error = injected.find((candidate) => candidate.api === api && candidate.times > 0);
      if (!error) return null;
      error.times -= 1;
      return error.errcode;
    },
  };
}
