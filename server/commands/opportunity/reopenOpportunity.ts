import { firstStage } from "../../../models/shared/values/pipeline";
import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { readPipeline } from "../../queries/readSetting";
import { movedNow } from "./enterStage";

/** Takes back that a deal was won or lost; it stands where it was closed from. */
export async function reopenOpportunity(ctx: Ctx, { id }: { id: string }): Promise<Opportunity> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "opportunity", id);
    authorize(ctx.actor, "reopen", { entity: "opportunity", record: before });
    const stage = before.closedFrom ?? firstStage(await readPipeline());
    const set = { ...movedNow(ctx, stage), closedFrom: null };
    return saveWithEvent(ctx, "opportunity", { before, set, event: "opportunity.reopened" });
  });
}
