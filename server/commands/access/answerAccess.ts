import { AccessRequest, type AccessRequestRow } from "../../../models/system/accessRequest";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { recordEvent } from "../../events/saveWithEvent";
import { authorizeShare } from "../../policies";
import { createAccessGrant } from "../accessGrant/createAccessGrant";
import { findReadable } from "../../queries/findReadable";

/** As long as a common project goes on; the owner may end it any day. */
const SHARED_MS = 180 * 86_400_000;

async function share(ctx: Ctx, { requester, customer }: AccessRequestRow): Promise<void> {
  const endsAt = new Date(ctx.now.getTime() + SHARED_MS);
  await createAccessGrant(ctx, { entity: "customer", recordId: customer, userId: requester, right: "write", endsAt });
}

/**
 * The owner's yes or no to a colleague who asked to join. A yes shares the customer with them for half a year.
 * @throws AppError `not_found` for a customer that is not the actor's, `already_settled` for a second answer
 */
export async function answerAccess(ctx: Ctx, { id, yes }: { id: string; yes: boolean }): Promise<AccessRequestRow> {
  return withTransaction(async () => {
    const request = await AccessRequest.findOne({ _id: id }).lean<AccessRequestRow>();
    if (!request) throw new AppError("not_found");
    const customer = await findReadable(ctx, "customer", request.customer);
    authorizeShare(ctx.actor, "customer", customer);
    const decided = { state: yes ? "granted" : "refused", decidedAt: ctx.now, decidedBy: ctx.actor.id } as const;
    const { modifiedCount } = await AccessRequest.updateOne({ _id: id, state: "open" }, { $set: decided });
    if (modifiedCount !== 1) throw new AppError("already_settled");
    if (yes) await share(ctx, request);
    const body = { kind: "changed" as const, changes: [] };
    await recordEvent(ctx, { name: "access.answered", entity: "user", record: { id }, body });
    return { ...request, ...decided };
  });
}
