import { defineQueue } from "./defineRows";
import type { QueueRow } from "./queueRow";

/** A card on its way to somebody, or the closing of a card that was sent. Its id is the card's id on the platform. */
export interface DeliveryRow extends QueueRow {
  platform: string;
  /** Whom it is for; in a group, whom it answers. */
  userId: string;
  /** The group it is said in; null in the private chat. */
  groupId: string | null;
  /** The platform's way back to the message this answers; sealed. */
  sealedReplyPath: string | null;
  kind: "card" | "close";
  /** Sealed `{ card }` or `{ closedAs }`. */
  sealedContent: string;
  /** For `close`: the delivery whose card is closed. */
  closes: string | null;
  /** The platform's handle for closing the card; sealed. */
  sealedUpdateToken: string | null;
  externalId: string | null;
  /** The message this answers. */
  messageId: string | null;
  /** The reminder or the request this card is about, so that it can be closed when that is settled elsewhere. */
  reminder: string | null;
  closedAt: Date | null;
  sentAt: Date | null;
  /** When somebody signed in with the card's link. */
  linkUsedAt?: Date | null;
}

export const Delivery = defineQueue<DeliveryRow>("delivery", {
  isFilledLater: true,
  paths: {
    platform: { type: String },
    userId: { type: String },
    groupId: { type: String },
    sealedReplyPath: { type: String },
    kind: { type: String },
    sealedContent: { type: String },
    closes: { type: String },
    sealedUpdateToken: { type: String },
    externalId: { type: String },
    messageId: { type: String },
    reminder: { type: String },
    closedAt: { type: Date },
    sentAt: { type: Date },
    linkUsedAt: { type: Date },
  },
  indexes: [[{ messageId: 1, _id: 1 }], [{ reminder: 1 }], [{ lane: 1, sentAt: -1 }]],
});
