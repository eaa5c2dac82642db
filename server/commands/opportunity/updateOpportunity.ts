import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { isClosed } from "../../../models/shared/values/stage";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { canDecideFor } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { asksForMore, reasonBehind, reasonForApproval } from "../../queries/gates";
import { readPipeline } from "../../queries/readSetting";
import { findOpenApproval, requestApproval, withdrawApproval } from "../approval/requestApproval";
import { updatePlain, type UpdateInput } from "../records/updatePlain";
import { enterStage } from "./enterStage";

/** Won and lost are said by commands of their own, and taken back by one. */
function checkOpen(before: Opportunity, stage: string | null): asserts stage is string {
  if (stage !== null && !isClosed(stage) && !isClosed(before.stage)) return;
  throw new AppError("invalid_input", { errors: [{ path: "stage", code: "closed_stage", message: "" }] });
}

/** Nobody agrees to figures they were not shown: a request that waits is asked anew with those of today. */
async function askAnew(ctx: Ctx, deal: Opportunity): Promise<void> {
  const open = await findOpenApproval(deal.id);
  if (!open?.stage || (open.amount === deal.amount && open.discount === deal.discount)) return;
  const reason = reasonForApproval(await readPipeline(), deal, open.stage);
  if (reason) await requestApproval(ctx, deal, { stage: open.stage, reason });
  else await withdrawApproval(ctx, deal.id);
}

/** A gate that let a deal pass for less is not walked around from behind. */
async function checkFigures(ctx: Ctx, { id, changes }: UpdateInput<"opportunity">): Promise<void> {
  const before = await findReadable(ctx, "opportunity", id);
  const after = { ...before, ...changes, stage: before.stage };
  if (!asksForMore(before, after) || canDecideFor(ctx.actor, after)) return;
  if (reasonBehind(await readPipeline(), after)) throw new AppError("figures_need_approval");
}

/**
 * Changes a deal; a stage among the changes is entered through its gates.
 * @throws AppError `stale_version`, `gate_closed`, `figures_need_approval`, `invalid_input`
 */
export async function updateOpportunity(ctx: Ctx, input: UpdateInput<"opportunity">): Promise<Opportunity> {
  const { stage, ...changes } = input.changes;
  return withTransaction(async () => {
    const hasFigures = "amount" in changes || "discount" in changes;
    // Before anything is written: whoever takes the refusal may go on in this transaction.
    if (hasFigures) await checkFigures(ctx, input);
    const updated = await updatePlain(ctx, "opportunity", { ...input, changes });
    if (hasFigures) await askAnew(ctx, updated);
    if (stage === undefined || stage === updated.stage) return updated;
    checkOpen(updated, stage);
    return enterStage(ctx, updated, { stage });
  });
}
