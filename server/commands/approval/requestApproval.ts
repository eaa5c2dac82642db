import { models } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { Approval } from "../../../models/shared/entities/approval";
import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { findDeciders } from "../../queries/findDeciders";
import type { ApprovalReason } from "../../queries/gates";

/** The request of a deal that nobody has answered yet. */
export async function findOpenApproval(opportunity: string): Promise<Approval | null> {
  const row = await models.approval.findOne({ opportunity, state: "open", archivedAt: null }).lean<StoredRow>();
  return row ? (toRecord(entities.approval, row) as unknown as Approval) : null;
}

/** A request that the deal has overtaken. */
export async function withdrawApproval(ctx: Ctx, opportunity: string): Promise<void> {
  const before = await findOpenApproval(opportunity);
  if (!before) return;
  const set = { state: "withdrawn", decidedAt: ctx.now } as const;
  await saveWithEvent(ctx, "approval", { before, set, event: "approval.withdrawn" });
}

/**
 * Asks those who lead the deal's owner. Asking again for the same stage and figures changes nothing; with others it is another request.
 * @throws AppError `no_approver` when nobody leads them
 */
export async function requestApproval(
  ctx: Ctx,
  deal: Opportunity,
  { stage, reason }: { stage: string; reason: ApprovalReason },
): Promise<void> {
  const open = await findOpenApproval(deal.id);
  if (open?.stage === stage && open.amount === deal.amount && open.discount === deal.discount) return;
  if ((await findDeciders(deal.owner ?? "", ctx.now)).length === 0) throw new AppError("no_approver");
  await withdrawApproval(ctx, deal.id);
  const { id: opportunity, customer, owner, isKey, name: title, amount, discount } = deal;
  const asked = {
    opportunity,
    customer,
    owner,
    isKey,
    title,
    amount,
    discount,
    stage,
    reason,
    requestedBy: ctx.actor.id,
  };
  await saveWithEvent(ctx, "approval", {
    before: null,
    set: { ...asked, state: "open" },
    event: "approval.requested",
  });
}
