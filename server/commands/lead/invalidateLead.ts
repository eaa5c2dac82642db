import type { Lead } from "../../../models/shared/entities/lead";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";

/**
 * Nothing will come of it; the lead stays, with the reason.
 * @throws AppError `not_found`, `forbidden` unless it is still open
 */
export async function invalidateLead(ctx: Ctx, { id, reason }: { id: string; reason: string }): Promise<Lead> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "lead", id);
    authorize(ctx.actor, "invalidate", { entity: "lead", record: before });
    const set = { state: "invalid", invalidReason: reason, answeredAt: before.answeredAt ?? ctx.now } as const;
    return saveWithEvent(ctx, "lead", { before, set, event: "lead.invalidated" });
  });
}

/** It was worth something after all. */
export async function reopenLead(ctx: Ctx, { id }: { id: string }): Promise<Lead> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "lead", id);
    authorize(ctx.actor, "reopen", { entity: "lead", record: before });
    const set = { state: before.owner ? "working" : "new", invalidReason: null } as const;
    return saveWithEvent(ctx, "lead", { before, set, event: "lead.reopened" });
  });
}
