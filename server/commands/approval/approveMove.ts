import type { Approval } from "../../../models/shared/entities/approval";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { enterStage } from "../opportunity/enterStage";

/**
 * Agrees to a move, and makes it.
 * @throws AppError `gate_closed` when something else keeps the deal out by now
 */
export async function approveMove(ctx: Ctx, { id }: { id: string }): Promise<Approval> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "approval", id);
    authorize(ctx.actor, "approve", { entity: "approval", record: before });
    const set = { state: "approved", decidedBy: ctx.actor.id, decidedAt: ctx.now } as const;
    const approval = await saveWithEvent(ctx, "approval", { before, set, event: "approval.approved" });
    const deal = await findReadable(ctx, "opportunity", before.opportunity);
    await enterStage(ctx, deal, { stage: before.stage, isApproved: true });
    return approval;
  });
}
