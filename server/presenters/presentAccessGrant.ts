import type { AccessGrant } from "../../models/shared/contracts/rights";
import type { AccessGrantRow } from "../../models/system/accessGrant";
import { presentInstant } from "./presentInstant";

/** One grant as JSON. */
export const presentAccessGrant =
  (names: ReadonlyMap<string, string>, now: Date) =>
  (grant: AccessGrantRow): AccessGrant => ({
    id: grant._id,
    entity: grant.entity,
    recordId: grant.recordId,
    recordName: names.get(grant.recordId) ?? null,
    userId: grant.userId,
    userName: names.get(grant.userId) ?? null,
    right: grant.right,
    endsAt: presentInstant(grant.endsAt),
    grantedBy: grant.grantedBy,
    grantedByName: names.get(grant.grantedBy) ?? null,
    createdAt: presentInstant(grant.createdAt),
    revokedAt: grant.revokedAt && presentInstant(grant.revokedAt),
    isOpen: grant.revokedAt === null && grant.endsAt > now,
  });
