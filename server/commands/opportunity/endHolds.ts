import { models } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { riskText } from "../../../models/shared/text/zhCN/risks";
import { dayOf } from "../../../models/shared/values/day";
import { CLOSED_STAGES } from "../../../models/shared/values/stage";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { planReminder } from "../../calendar/planReminder";

/** The deal is taken up again and its owner reminded of it; both or neither, and of two who try one. */
async function endHold(ctx: Ctx, before: Opportunity): Promise<void> {
  const today = dayOf(ctx.now);
  const plan = planReminder({ from: today, to: today, kind: "point" }, { now: ctx.now, explicit: false });
  const remindAt = "remindAt" in plan ? plan.remindAt : ctx.now;
  const place = { customer: before.customer, owner: before.owner, isKey: before.isKey };
  const due = { dueFrom: today, dueTo: today, remindAt };
  const reminder = { ...place, ...due, text: riskText.holdOver(before.name), state: "open" } as const;
  await withTransaction(async () => {
    const set = { onHoldSince: null, onHoldUntil: null };
    await saveWithEvent(ctx, "opportunity", { before, set, event: "opportunity.resumed" });
    if (before.owner) await saveWithEvent(ctx, "reminder", { before: null, set: reminder, event: "reminder.created" });
  });
}

/** Deals that were put aside until today or before come back. One that cannot does not keep the others. */
export async function endHolds(ctx: Ctx): Promise<void> {
  const over = { onHoldUntil: { $ne: null, $lte: dayOf(ctx.now) }, onHoldSince: { $ne: null }, archivedAt: null };
  const filter = { ...over, stage: { $nin: [...CLOSED_STAGES] } };
  for (const row of await models.opportunity.find(filter).lean<StoredRow[]>()) {
    const deal = toRecord(entities.opportunity, row) as unknown as Opportunity;
    await endHold(ctx, deal).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "stale_version") return;
      ctx.deps.log.error({ err: error, opportunity: deal.id }, "a deal put aside could not come back");
    });
  }
}
