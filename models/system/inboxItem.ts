import { defineQueue } from "./defineRows";
import type { QueueRow } from "./queueRow";

/** A message as it came in: stored before it is answered, worked once. Message and plan are sealed whole. */
export interface InboxRow extends QueueRow {
  platform: string;
  externalId: string;
  senderId: string;
  sealedMessage: string;
  sealedPlan: string | null;
  /** The user it turned out to be from. */
  actorId: string | null;
  /** True once it changed records: what an undo takes back. */
  hasWritten: boolean;
  undoneAt: Date | null;
  /** The message whose writes this one took back and wrote anew. */
  replaces: string | null;
  /** The customer it was about, which "he" and "that company" mean for a while. */
  about?: string | null;
  finishedAt: Date | null;
}

export const InboxItem = defineQueue<InboxRow>("inboxItem", {
  paths: {
    platform: { type: String },
    externalId: { type: String },
    senderId: { type: String },
    sealedMessage: { type: String },
    sealedPlan: { type: String },
    actorId: { type: String },
    hasWritten: { type: Boolean },
    undoneAt: { type: Date },
    replaces: { type: String },
    about: { type: String },
    finishedAt: { type: Date },
  },
  indexes: [
    [
      { platform: 1, externalId: 1 },
      { unique: true, name: "one_row_per_message" },
    ],
    [{ actorId: 1, hasWritten: 1, createdAt: -1 }],
    [{ actorId: 1, finishedAt: -1, _id: -1 }],
  ],
});
