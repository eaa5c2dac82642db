import { StoreError } from "../errors";
import type { Command } from "./command";

/** The one parameter there is, under MongoDB's name: how often expired documents are looked for. */
export const setParameter: Command = {
  name: "setParameter",
  fields: { ttlMonitorSleepSecs: "number" },
  run: (context, body) => {
    const seconds = body["ttlMonitorSleepSecs"];
    if (typeof seconds !== "number" || seconds <= 0)
      throw new StoreError(72, "InvalidOptions", "no option found to set");
    const was = context.engine.maintenance.setInterval(seconds);
    return { was, ok: 1 };
  },
};
