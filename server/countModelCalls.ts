import { dayOf } from "../models/shared/values/day";
import { ModelUsage } from "../models/system/modelUsage";
import type { Deps } from "./context";
import type { ModelCall } from "./extractor/createExtractor";

/** Adds calls up by month, in the background: a count that fails is told, and keeps nobody from an answer. */
export function countModelCalls({ clock, log }: Pick<Deps, "clock" | "log">): (call: ModelCall) => void {
  return ({ outcome, promptTokens, completionTokens, ms, dropped }) => {
    const failed = outcome === "failed" ? 1 : 0;
    const counts = { calls: 1, failed, dropped, promptTokens, completionTokens, ms };
    const month = dayOf(clock.now()).slice(0, 7);
    ModelUsage.updateOne({ _id: month }, { $inc: counts }, { upsert: true }).catch((error: unknown) =>
      log.warn({ err: error }, "a model call could not be counted"),
    );
  };
}
