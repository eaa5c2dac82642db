import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";

/** Closes a deal as lost; the reason is welcome, never demanded. */
export async function loseOpportunity(
  ctx: Ctx,
  input: { id: string; lossReason?: string | undefined },
): Promise<Opportunity> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "opportunity", input.id);
    authorize(ctx.actor, "lose", { entity: "opportunity", record: before });
    const set = { stage: "lost", stageChangedAt: ctx.now, lossReason: input.lossReason ?? before.lossReason } as const;
    return saveWithEvent(ctx, "opportunity", { before, set, event: "opportunity.lost" });
  });
}
