import type { Reminder } from "../../../models/shared/entities/reminder";
import { riskText } from "../../../models/shared/text/zhCN/risks";
import { dayOf } from "../../../models/shared/values/day";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";

/**
 * Asks whoever owns a customer to turn to it: a reminder of theirs that rings at once.
 * @throws AppError `forbidden` unless the actor answers for the customer and it is somebody else's
 */
export async function nudgeOwner(ctx: Ctx, { id }: { id: string }): Promise<Reminder> {
  return withTransaction(async () => {
    const customer = await findReadable(ctx, "customer", id);
    authorize(ctx.actor, "transfer", { entity: "customer", record: customer });
    if (customer.owner === null || customer.owner === ctx.actor.id) throw new AppError("forbidden");
    const today = dayOf(ctx.now);
    const place = { customer: id, owner: customer.owner, isKey: customer.isKey };
    const due = { dueFrom: today, dueTo: today, remindAt: ctx.now };
    const set = { ...place, ...due, text: riskText.nudge(ctx.actor.name), state: "open" } as const;
    return saveWithEvent(ctx, "reminder", { before: null, set, event: "reminder.created" });
  });
}
