import { defineRows } from "./defineRows";

/**
 * Something a button will do: the rest of an unfinished sentence, an undo, a step on a reminder. A click consumes it once.
 * `data` is sealed; all buttons of one card share the card's `group`, so that one click settles the others.
 */
export interface PendingRow {
  _id: string;
  userId: string;
  kind: string;
  sealedData: string;
  /** The inbox item whose card carries the button. */
  messageId: string | null;
  group: string;
  state: "open" | "used" | "closed";
  /** Words on the closed card, once settled. */
  outcome: string | null;
  createdAt: Date;
  expiresAt: Date;
}

export const PendingAction = defineRows<PendingRow>("pendingAction", {
  isFilledLater: true,
  paths: {
    userId: { type: String },
    kind: { type: String },
    sealedData: { type: String },
    messageId: { type: String },
    group: { type: String },
    state: { type: String },
    outcome: { type: String },
    createdAt: { type: Date },
    expiresAt: { type: Date },
  },
  indexes: [[{ group: 1 }], [{ userId: 1, state: 1, kind: 1, createdAt: -1 }], [{ expiresAt: 1 }]],
});
