import { defineRows } from "./defineRows";

/**
 * How many customers somebody took from the public pool on a day; `_id` is `user@day`. Who takes two at once meets on this row,
 * so that the second is counted after the first. Removed by the nightly clean-up, on the program's clock.
 */
export interface ClaimCountRow {
  _id: string;
  count: number;
  expiresAt: Date;
}

export const ClaimCount = defineRows<ClaimCountRow>("claimCount", {
  paths: { count: { type: Number }, expiresAt: { type: Date } },
  indexes: [[{ expiresAt: 1 }]],
});
