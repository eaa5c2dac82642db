import type { Opportunity } from "../../../models/shared/entities/opportunity";
import type { Ctx } from "../../context";
import { updatePlain, type UpdateInput } from "../records/updatePlain";

/** Changes a deal and notes when its stage moved. */
export function updateOpportunity(ctx: Ctx, input: UpdateInput<"opportunity">): Promise<Opportunity> {
  const changes = input.changes.stage ? { ...input.changes, stageChangedAt: ctx.now } : input.changes;
  return updatePlain(ctx, "opportunity", { ...input, changes });
}
