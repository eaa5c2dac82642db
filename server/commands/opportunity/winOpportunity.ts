import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { enterStage } from "./enterStage";

/**
 * Closes a deal as won, at the amount said or the one it had.
 * @returns the deal; still open while a manager is asked
 * @throws AppError `gate_closed` with what is missing
 */
export async function winOpportunity(
  ctx: Ctx,
  input: { id: string; amount?: number | undefined },
): Promise<Opportunity> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "opportunity", input.id);
    authorize(ctx.actor, "win", { entity: "opportunity", record: before });
    const set = input.amount === undefined ? {} : { amount: input.amount, amountMin: null, amountMax: null };
    return enterStage(ctx, before, { stage: "won", set });
  });
}
