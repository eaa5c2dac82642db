import { defineRows } from "./defineRows";

/** What a colleague was last talking about: whom "he" and "that company" mean. The id is the user's. */
export interface ConversationRow {
  _id: string;
  customer: string | null;
  at: Date;
}

export const Conversation = defineRows<ConversationRow>("conversation", {
  paths: { customer: { type: String }, at: { type: Date } },
  indexes: [],
});

/** Whom a colleague meant by a name once it was asked; said again, it decides. */
export interface NameChoiceRow {
  _id: string;
  user: string;
  /** Keyed hash of the words said. */
  mention: string;
  customer: string;
  at: Date;
}

export const NameChoice = defineRows<NameChoiceRow>("nameChoice", {
  paths: { user: { type: String }, mention: { type: String }, customer: { type: String }, at: { type: Date } },
  indexes: [[{ user: 1, mention: 1 }, { unique: true }]],
});
