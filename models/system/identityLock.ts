import { defineRows } from "./defineRows";

/**
 * One row a company name or phone that is being written. Two who write the same at once meet on its key,
 * and the second looks again once the first is done.
 */
export interface IdentityLockRow {
  _id: string;
  expiresAt: Date;
  holder: string;
}

export const IdentityLock = defineRows<IdentityLockRow>("identityLock", {
  paths: { expiresAt: { type: Date }, holder: { type: String } },
  indexes: [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }]],
});
