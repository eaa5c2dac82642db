import { AccessRequest, type AccessRequestRow } from "../../../models/system/accessRequest";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { recordEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";

/**
 * The owner's yes or no to a colleague who asked to join.
 * @throws AppError `not_found` for a customer that is not the actor's, `already_settled` for a second answer
 */
export async function answerAccess(ctx: Ctx, { id, yes }: { id: string; yes: boolean }): Promise<AccessRequestRow> {
  return withTransaction(async () => {
    const request = await AccessRequest.findOne({ _id: id }).lean<AccessRequestRow>();
    if (!request) throw new AppError("not_found");
    const customer = await findReadable(ctx, "customer", request.customer);
    authorize(ctx.actor, "update", { entity: "customer", record: customer });
    const decided = { state: yes ? "granted" : "refused", decidedAt: ctx.now, decidedBy: ctx.actor.id } as const;
    const { modifiedCount } = await AccessRequest.updateOne({ _id: id, state: "open" }, { $set: decided });
    if (modifiedCount !== 1) throw new AppError("already_settled");
    const body = { kind: "changed" as const, changes: [] };
    await recordEvent(ctx, { name: "access.answered", entity: "user", record: { id }, body });
    return { ...request, ...decided };
  });
}
