import { defineRows } from "./defineRows";

export const GRANT_RIGHTS = ["read", "write"] as const;
export type GrantRight = (typeof GRANT_RIGHTS)[number];

/** A record shared with somebody until a moment. Kept when it is over: who saw what is part of the history. */
export interface AccessGrantRow {
  _id: string;
  entity: string;
  recordId: string;
  /** The customer it belongs to, itself included; null for records without one. */
  customer: string | null;
  userId: string;
  right: GrantRight;
  /** The first moment at which it no longer holds. */
  endsAt: Date;
  grantedBy: string;
  createdAt: Date;
  /** Taken back before its end. */
  revokedAt: Date | null;
}

export const AccessGrant = defineRows<AccessGrantRow>("accessGrant", {
  paths: {
    entity: { type: String },
    recordId: { type: String },
    customer: { type: String },
    userId: { type: String },
    right: { type: String },
    endsAt: { type: Date },
    grantedBy: { type: String },
    createdAt: { type: Date },
    revokedAt: { type: Date },
  },
  indexes: [
    [{ userId: 1, endsAt: -1 }],
    [{ recordId: 1, endsAt: -1 }],
    [{ grantedBy: 1, createdAt: -1, _id: -1 }],
    [{ createdAt: -1, _id: -1 }],
  ],
});

/** The grants that hold at a moment; nothing has to happen for one to end. */
export const openAt = (now: Date) => ({ revokedAt: null, endsAt: { $gt: now } });
