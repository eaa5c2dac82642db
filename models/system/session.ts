import { defineRows } from "./defineRows";

/** A signed-in browser. The id is a hash of the cookie's token: who reads the table cannot sign in with it. */
export interface SessionRow {
  _id: string;
  user: string;
  createdAt: Date;
  expiresAt: Date;
}

export const Session = defineRows<SessionRow>("session", {
  paths: { user: { type: String }, createdAt: { type: Date }, expiresAt: { type: Date } },
  indexes: [[{ expiresAt: 1 }], [{ user: 1 }]],
});

/** The answer to a POST that carried an `Idempotency-Key`, kept for a day. */
export interface IdempotencyRow {
  _id: string;
  state: "working" | "done";
  requestHash: string;
  status: number | null;
  sealedBody: string | null;
  leaseUntil: Date;
  expiresAt: Date;
}

export const Idempotency = defineRows<IdempotencyRow>("idempotency", {
  paths: {
    state: { type: String },
    requestHash: { type: String },
    status: { type: Number },
    sealedBody: { type: String },
    leaseUntil: { type: Date },
    expiresAt: { type: Date },
  },
  indexes: [[{ expiresAt: 1 }]],
});
