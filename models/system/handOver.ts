import { defineQueue } from "./defineRows";
import type { QueueRow } from "./queueRow";

/** More customers than go in one transaction, on their way from one colleague to another. What is done so far outlives a crash. */
export interface HandOverRow extends QueueRow {
  from: string;
  to: string;
  /** Who ordered it. */
  actorId: string;
  source: string;
  /** The chat message that ordered it. */
  messageId: string | null;
  /** Customers that went so far; of one that is taken back, those that came back. */
  moved: number;
  /** Of one that is taken back: customers that stay with the receiver. */
  kept: number;
  /** Set once it is taken back: from then on customers go the other way. */
  takenBackBy: { messageId: string | null } | null;
}

export const HandOver = defineQueue<HandOverRow>("handOver", {
  paths: {
    from: { type: String },
    to: { type: String },
    actorId: { type: String },
    source: { type: String },
    messageId: { type: String },
    moved: { type: Number },
    kept: { type: Number },
    takenBackBy: { type: Object },
  },
  indexes: [[{ messageId: 1 }]],
});
