import { defineRows } from "./defineRows";

/** A colleague asks to work on a customer they may not see; its owner says yes or no. */
export interface AccessRequestRow {
  _id: string;
  requester: string;
  customer: string;
  /** How the requester named it: all they may be reminded of. */
  sealedWords: string;
  state: "open" | "granted" | "refused";
  askedAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
}

export const AccessRequest = defineRows<AccessRequestRow>("accessRequest", {
  paths: {
    requester: { type: String },
    customer: { type: String },
    sealedWords: { type: String },
    state: { type: String },
    askedAt: { type: Date },
    decidedAt: { type: Date },
    decidedBy: { type: String },
  },
  indexes: [
    [
      { requester: 1, customer: 1 },
      { unique: true, name: "one_request_per_customer" },
    ],
  ],
});
