import { defineRows } from "./defineRows";

/** Whose owner was told that it goes back to the public pool, and when; `_id` is the customer. */
export interface RecycleWarningRow {
  _id: string;
  owner: string;
  warnedAt: Date;
}

export const RecycleWarning = defineRows<RecycleWarningRow>("recycleWarning", {
  paths: { owner: { type: String }, warnedAt: { type: Date } },
  indexes: [[{ owner: 1 }]],
});
