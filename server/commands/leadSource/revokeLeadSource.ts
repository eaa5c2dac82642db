import { LeadSource } from "../../../models/system/leadSource";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { changesOf, recordEvent } from "../../events/saveWithEvent";
import { canManageLeadSources } from "../../policies";

/**
 * Closes a door from the next call on; its leads stay.
 * @throws AppError `forbidden` unless the actor is an admin, `not_found` also for one that is closed
 */
export async function revokeLeadSource(ctx: Ctx, id: string): Promise<void> {
  if (!canManageLeadSources(ctx.actor)) throw new AppError("forbidden");
  await withTransaction(async () => {
    const open = { _id: id, revokedAt: null };
    const source = await LeadSource.findOneAndUpdate(open, { $set: { revokedAt: ctx.now } }).lean();
    if (!source) throw new AppError("not_found");
    const body = { kind: "changed" as const, changes: changesOf(null, { name: source.name }) };
    await recordEvent(ctx, { name: "leadSource.revoked", entity: "leadSource", record: { id }, body });
  });
}
