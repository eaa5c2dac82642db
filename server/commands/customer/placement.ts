import type { Customer } from "../../../models/shared/entities/customer";
import type { Ctx } from "../../context";

/** The fields that tell whose a customer is. Whoever moves one sets all of them. */
export type Placement = Pick<
  Customer,
  "owner" | "ownedSince" | "claimedAt" | "pooledAt" | "pooledFrom" | "poolReason" | "protectedUntil" | "protectedFor"
>;

/** A protection is one owner's and goes with them. */
const UNPROTECTED = { protectedUntil: null, protectedFor: null } as const;

/** With a new owner; `isClaimed` for one who took it from the public pool. */
export const atOwner = (ctx: Pick<Ctx, "now">, owner: string, { isClaimed = false } = {}): Placement => ({
  owner,
  ownedSince: ctx.now,
  claimedAt: isClaimed ? ctx.now : null,
  pooledAt: null,
  pooledFrom: null,
  poolReason: null,
  ...UNPROTECTED,
});

/** With nobody, i.e. in the public pool. */
export const inPool = (ctx: Pick<Ctx, "now">, from: string | null, reason: string): Placement => ({
  owner: null,
  ownedSince: null,
  claimedAt: null,
  pooledAt: ctx.now,
  pooledFrom: from,
  poolReason: reason,
  ...UNPROTECTED,
});
