import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { enterStage } from "./enterStage";

/**
 * Moves a deal to another open stage.
 * @returns the deal; still where it was while a manager is asked
 * @throws AppError `gate_closed` with what is missing
 */
export async function moveOpportunity(ctx: Ctx, { id, stage }: { id: string; stage: string }): Promise<Opportunity> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "opportunity", id);
    authorize(ctx.actor, "move", { entity: "opportunity", record: before });
    return before.stage === stage ? before : enterStage(ctx, before, { stage });
  });
}
