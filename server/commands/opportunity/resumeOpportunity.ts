import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";

/** Takes a deal up again where it was left. */
export async function resumeOpportunity(ctx: Ctx, { id }: { id: string }): Promise<Opportunity> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "opportunity", id);
    authorize(ctx.actor, "resume", { entity: "opportunity", record: before });
    const set = { onHoldSince: null, onHoldUntil: null };
    return saveWithEvent(ctx, "opportunity", { before, set, event: "opportunity.resumed" });
  });
}
