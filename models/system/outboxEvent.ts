import { defineQueue } from "./defineRows";
import type { QueueRow } from "./queueRow";

/** What happened to a record: audit trail, timeline and the trigger of notifications in one. Changes are sealed whole. */
export interface OutboxRow extends QueueRow {
  name: string;
  entity: string;
  recordId: string;
  /** The customer whose timeline shows it; null for records without one. */
  customer: string | null;
  actorId: string;
  at: Date;
  source: string;
  /** The chat message that caused it, or the run of a rule. */
  messageId: string | null;
  /** Set until the company's rules have looked at it. */
  awaitsRules?: true;
  sealedChanges: string;
  undoneAt: Date | null;
}

export const OutboxEvent = defineQueue<OutboxRow>("outboxEvent", {
  isFilledLater: true,
  paths: {
    name: { type: String },
    entity: { type: String },
    recordId: { type: String },
    customer: { type: String },
    actorId: { type: String },
    at: { type: Date },
    source: { type: String },
    messageId: { type: String },
    awaitsRules: { type: Boolean },
    sealedChanges: { type: String },
    undoneAt: { type: Date },
  },
  indexes: [
    [{ messageId: 1, _id: 1 }],
    [{ customer: 1, at: -1, _id: -1 }],
    [{ recordId: 1, at: -1, _id: -1 }],
    [{ at: -1, _id: -1 }],
    [{ awaitsRules: 1, _id: 1 }, { partialFilterExpression: { awaitsRules: true } }],
  ],
});
