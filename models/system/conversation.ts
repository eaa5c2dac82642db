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
