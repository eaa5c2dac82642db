import type { EntityName } from "../../../models/shared/entities";
import { AccessGrant, openAt, type AccessGrantRow } from "../../../models/system/accessGrant";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { authorizeShare } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { noteGrant } from "./createAccessGrant";

/** Giver and receiver may end it, and so may an admin and whoever answers for the record by now. */
async function mayRevoke(ctx: Ctx, grant: AccessGrantRow): Promise<boolean> {
  if ([grant.grantedBy, grant.userId].includes(ctx.actor.id) || ctx.actor.roles.has("admin")) return true;
  const entity = grant.entity as EntityName;
  try {
    authorizeShare(ctx.actor, entity, await findReadable(ctx, entity, grant.recordId));
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/**
 * Ends a grant before its time; from the next call on it no longer holds. One that is over already stays as it is.
 * @throws AppError `not_found` also for a grant that is none of the actor's business
 */
export async function revokeAccessGrant(ctx: Ctx, id: string): Promise<AccessGrantRow> {
  return withTransaction(async () => {
    const grant = await AccessGrant.findOne({ _id: id }).lean<AccessGrantRow>();
    if (!grant || !(await mayRevoke(ctx, grant))) throw new AppError("not_found");
    const { modifiedCount } = await AccessGrant.updateOne(
      { _id: id, ...openAt(ctx.now) },
      { $set: { revokedAt: ctx.now } },
    );
    if (modifiedCount === 1) await noteGrant(ctx, grant, "revoked");
    return grant;
  });
}
