import { stageAt, type Pipeline } from "../../../models/shared/values/pipeline";
import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { isClosed } from "../../../models/shared/values/stage";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { canDecideFor } from "../../policies";
import { asksForMore, findClosedGate, reasonForApproval } from "../../queries/gates";
import { readPipeline } from "../../queries/readSetting";
import { requestApproval, withdrawApproval } from "../approval/requestApproval";

interface Entry {
  stage: string;
  /** What is known only with the move, e.g. the amount a deal was won at. */
  set?: Partial<Opportunity>;
  /** A manager has agreed to this very move. */
  isApproved?: boolean;
}

const eventOf = (stage: string) => (stage === "won" ? "opportunity.won" : "opportunity.moved");

/** Where a stage begins anew: the clock runs from now, and a deal that moves is not put aside. */
export const movedNow = (ctx: Ctx, stage: string): Partial<Opportunity> => ({
  stage,
  stageChangedAt: ctx.now,
  onHoldSince: null,
  onHoldUntil: null,
});

/** @throws AppError `invalid_input` for a stage that does not exist here */
export function checkStage(pipeline: Pipeline, stage: string): void {
  if (isClosed(stage) || stageAt(pipeline, stage)) return;
  throw new AppError("invalid_input", { errors: [{ path: "stage", code: "invalid_value", message: stage }] });
}

/**
 * The one way into an open stage or to won; for commands that have read and authorised the deal, inside their transaction.
 * Where a gate wants a manager's yes, the manager is asked and the deal stays as it is.
 *
 * @throws AppError `gate_closed` with what is missing, `no_approver`, `invalid_input` for a stage that does not exist
 */
export async function enterStage(ctx: Ctx, before: Opportunity, entry: Entry): Promise<Opportunity> {
  const { stage, set = {}, isApproved = false } = entry;
  const pipeline = await readPipeline();
  checkStage(pipeline, stage);
  const deal = { ...before, ...set };
  const gate = await findClosedGate(pipeline, deal, stage);
  if (gate) throw new AppError("gate_closed", { gate });
  // With higher figures the gates behind are asked again.
  const asked = asksForMore(before, deal) ? { ...deal, stage: null } : deal;
  const reason = isApproved || canDecideFor(ctx.actor, before) ? null : reasonForApproval(pipeline, asked, stage);
  if (reason) {
    await requestApproval(ctx, deal, { stage, reason });
    return before;
  }
  if (!isApproved) await withdrawApproval(ctx, before.id);
  const closing = isClosed(stage) ? { closedFrom: before.stage } : {};
  const moved = { ...set, ...movedNow(ctx, stage), ...closing };
  return saveWithEvent(ctx, "opportunity", { before, set: moved, event: eventOf(stage) });
}
