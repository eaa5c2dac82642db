import type { Approval } from "../../../models/shared/entities/approval";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { prolongProtection } from "../customer/extendProtection";
import { enterStage } from "../opportunity/enterStage";

/** What was asked for happens, at the amount that was asked for: a deal may be won at another than it had. */
async function carryOut(ctx: Ctx, asked: Approval): Promise<void> {
  const { opportunity, stage, customer, until, owner, amount } = asked;
  if (opportunity !== null && stage !== null) {
    const deal = await findReadable(ctx, "opportunity", opportunity);
    const set = amount === null || amount === deal.amount ? {} : { amount, amountMin: null, amountMax: null };
    await enterStage(ctx, deal, { stage, set, isApproved: true });
  } else if (until !== null) await prolongProtection(ctx, customer, { owner, until });
}

/**
 * Agrees to a request, and does what it asks for.
 * @throws AppError `gate_closed` when something else keeps the deal out by now, `already_settled` when the customer changed hands
 */
export async function approveMove(ctx: Ctx, { id }: { id: string }): Promise<Approval> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "approval", id);
    authorize(ctx.actor, "approve", { entity: "approval", record: before });
    const set = { state: "approved", decidedBy: ctx.actor.id, decidedAt: ctx.now } as const;
    const approval = await saveWithEvent(ctx, "approval", { before, set, event: "approval.approved" });
    await carryOut(ctx, before);
    return approval;
  });
}
