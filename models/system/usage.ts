import { defineRows } from "./defineRows";

/** How much of a platform's monthly allowance was used: one row a platform, month and kind. */
export interface UsageRow {
  _id: string;
  platform: string;
  /** `2026-09`, as the platform's own country counts. */
  month: string;
  what: string;
  count: number;
  /** What the platform gives in a month. */
  allowed: number;
}

export const Usage = defineRows<UsageRow>("usage", {
  paths: {
    platform: { type: String },
    month: { type: String },
    what: { type: String },
    count: { type: Number },
    allowed: { type: Number },
  },
  indexes: [[{ month: 1 }]],
});
