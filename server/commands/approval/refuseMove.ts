import type { Approval } from "../../../models/shared/entities/approval";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";

/** Says no to a move, and why. The deal stays where it is. */
export async function refuseMove(ctx: Ctx, { id, note }: { id: string; note: string }): Promise<Approval> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "approval", id);
    authorize(ctx.actor, "refuse", { entity: "approval", record: before });
    const set = { state: "refused", decidedBy: ctx.actor.id, decidedAt: ctx.now, note } as const;
    return saveWithEvent(ctx, "approval", { before, set, event: "approval.refused" });
  });
}
