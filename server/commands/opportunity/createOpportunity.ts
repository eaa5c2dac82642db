import { firstStage, type Pipeline } from "../../../models/shared/values/pipeline";
import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { canDecideFor } from "../../policies";
import { findClosedGate, reasonForApproval, type Deal } from "../../queries/gates";
import { readPipeline } from "../../queries/readSetting";
import { requestApproval } from "../approval/requestApproval";
import { createPlain, type CreateInput } from "../records/createPlain";
import { checkStage } from "./enterStage";

/** A deal that stands nowhere yet: on its way to a stage it passes every gate before it. */
const toNewDeal = (input: CreateInput<"opportunity">): Deal => ({
  customer: input.customer ?? "",
  stage: null,
  amount: input.amount ?? null,
  discount: input.discount ?? null,
  expectedCloseOn: input.expectedCloseOn ?? null,
  competitors: input.competitors ?? [],
  contact: input.contact ?? null,
});

async function checkGates(pipeline: Pipeline, deal: Deal, stage: string): Promise<void> {
  const gate = await findClosedGate(pipeline, deal, stage);
  if (gate) throw new AppError("gate_closed", { gate });
}

/**
 * Opens a deal; without a stage said it is at the first. Where a manager has to agree to the stage said, it waits at the first.
 * @throws AppError `gate_closed` with what is missing, `no_approver`, `invalid_input`
 */
export async function createOpportunity(ctx: Ctx, input: CreateInput<"opportunity">): Promise<Opportunity> {
  return withTransaction(async () => {
    const pipeline = await readPipeline();
    const first = firstStage(pipeline);
    const stage = input.stage ?? first;
    checkStage(pipeline, stage);
    const deal = toNewDeal(input);
    await checkGates(pipeline, deal, stage);
    const owned = { owner: ctx.actor.id };
    const reason = canDecideFor(ctx.actor, owned) ? null : reasonForApproval(pipeline, deal, stage);
    const start = reason ? first : stage;
    const made = await createPlain(ctx, "opportunity", { ...input, stage: start, stageChangedAt: ctx.now });
    if (reason) await requestApproval(ctx, made, { stage, reason });
    return made;
  });
}
