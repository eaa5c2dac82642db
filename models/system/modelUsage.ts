import { defineRows } from "./defineRows";

/** What the model was asked in a month; holds no words. `_id` is the month, `2026-09`. */
export interface ModelUsageRow {
  _id: string;
  calls: number;
  failed: number;
  /** Values of its answers that the messages did not support. */
  dropped: number;
  promptTokens: number;
  completionTokens: number;
  /** All waiting together, in milliseconds. */
  ms: number;
}

const count = { type: Number };

export const ModelUsage = defineRows<ModelUsageRow>("modelUsage", {
  paths: { calls: count, failed: count, dropped: count, promptTokens: count, completionTokens: count, ms: count },
  indexes: [],
});
