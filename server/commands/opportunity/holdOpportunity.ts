import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { dayOf } from "../../../models/shared/values/day";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";

/**
 * Puts a deal aside, until a day where one was said.
 * @throws AppError `past_time`
 */
export async function holdOpportunity(
  ctx: Ctx,
  { id, until }: { id: string; until: string | null },
): Promise<Opportunity> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "opportunity", id);
    authorize(ctx.actor, "hold", { entity: "opportunity", record: before });
    if (until !== null && until <= dayOf(ctx.now)) throw new AppError("past_time");
    const set = { onHoldSince: before.onHoldSince ?? ctx.now, onHoldUntil: until };
    return saveWithEvent(ctx, "opportunity", { before, set, event: "opportunity.held" });
  });
}
