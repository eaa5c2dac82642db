import { defineRows } from "./defineRows";

export const LEAD_SOURCE_KINDS = ["key", "form"] as const;

/** A door leads come through: a program with a key, or a page anybody with the link may fill in. */
export interface LeadSourceRow {
  _id: string;
  kind: (typeof LEAD_SOURCE_KINDS)[number];
  /** What its leads say of where they come from. */
  name: string;
  campaign: string | null;
  region: string | null;
  /** Over the form. */
  heading: string | null;
  /** Keyed hash of the key or of the link's token: who reads the table cannot use it. */
  secretHash: string;
  /** The last characters of a key, to tell one from another. */
  tail: string;
  /** A link is shown again, so its token is kept sealed; a key is shown once. */
  sealedToken: string | null;
  createdBy: string;
  createdAt: Date;
  revokedAt: Date | null;
}

export const LeadSource = defineRows<LeadSourceRow>("leadSource", {
  paths: {
    kind: { type: String },
    name: { type: String },
    campaign: { type: String },
    region: { type: String },
    heading: { type: String },
    secretHash: { type: String },
    tail: { type: String },
    sealedToken: { type: String },
    createdBy: { type: String },
    createdAt: { type: Date },
    revokedAt: { type: Date },
  },
  indexes: [[{ secretHash: 1 }, { unique: true }], [{ createdAt: -1 }]],
});
