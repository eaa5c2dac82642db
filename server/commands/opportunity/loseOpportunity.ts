import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { withdrawApproval } from "../approval/requestApproval";
import { movedNow } from "./enterStage";

interface Loss {
  id: string;
  lossReason?: string | undefined;
  /** Who was chosen instead; joins those known before. */
  competitors?: string[] | undefined;
}

/** Closes a deal as lost; the reason is welcome, never demanded. */
export async function loseOpportunity(ctx: Ctx, input: Loss): Promise<Opportunity> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "opportunity", input.id);
    authorize(ctx.actor, "lose", { entity: "opportunity", record: before });
    await withdrawApproval(ctx, before.id);
    const competitors = [...new Set([...before.competitors, ...(input.competitors ?? [])])].slice(0, 10);
    const lossReason = input.lossReason ?? before.lossReason;
    const set = { ...movedNow(ctx, "lost"), closedFrom: before.stage, competitors, lossReason };
    return saveWithEvent(ctx, "opportunity", { before, set, event: "opportunity.lost" });
  });
}
