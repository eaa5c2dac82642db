import { defineRows } from "./defineRows";

/** Somebody looked at a right that goes beyond the usual, this month, and let it stand. Its id is `month:item`. */
export interface RightsReviewRow {
  _id: string;
  keptBy: string;
  keptAt: Date;
}

export const RightsReview = defineRows<RightsReviewRow>("rightsReview", {
  paths: { keptBy: { type: String }, keptAt: { type: Date } },
  indexes: [],
});
