import type { Lead } from "../../../models/shared/entities/lead";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";

/**
 * The rep answers: the clock stops. One that nobody had is theirs.
 * @throws AppError `not_found`, `forbidden` once it was answered
 */
export async function takeLead(ctx: Ctx, { id }: { id: string }): Promise<Lead> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "lead", id);
    authorize(ctx.actor, "take", { entity: "lead", record: before });
    const owner = before.owner ?? ctx.actor.id;
    const set = { owner, state: "working", answeredAt: ctx.now, assignedAt: before.assignedAt ?? ctx.now } as const;
    return saveWithEvent(ctx, "lead", { before, set, event: "lead.taken" });
  });
}
