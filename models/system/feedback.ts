import { defineRows } from "./defineRows";

/** A wish or complaint about the program itself, for whoever runs it. The words are sealed. */
export interface FeedbackRow {
  _id: string;
  userId: string;
  sealedText: string;
  createdAt: Date;
}

export const Feedback = defineRows<FeedbackRow>("feedback", {
  paths: { userId: { type: String }, sealedText: { type: String }, createdAt: { type: Date } },
  indexes: [[{ createdAt: -1, _id: -1 }]],
});
