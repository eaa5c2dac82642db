import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";

/** Closes a deal as won, at the amount said or the one it had. */
export async function winOpportunity(
  ctx: Ctx,
  input: { id: string; amount?: number | undefined },
): Promise<Opportunity> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "opportunity", input.id);
    authorize(ctx.actor, "win", { entity: "opportunity", record: before });
    const amount = input.amount ?? before.amount;
    const set = { stage: "won", stageChangedAt: ctx.now, amount } as const;
    return saveWithEvent(ctx, "opportunity", { before, set, event: "opportunity.won" });
  });
}
