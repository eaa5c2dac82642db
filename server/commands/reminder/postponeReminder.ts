import { dayOf, timeOf } from "../../../models/shared/values/day";
import type { Reminder } from "../../../models/shared/entities/reminder";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { followReopened } from "../visit/visitReminder";

/**
 * Rings again at `until`. The due day moves along only when the new moment lies beyond it.
 * @throws AppError `past_time`
 */
export async function postponeReminder(ctx: Ctx, input: { id: string; until: Date }): Promise<Reminder> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "reminder", input.id);
    authorize(ctx.actor, "postpone", { entity: "reminder", record: before });
    if (input.until <= ctx.now) throw new AppError("past_time");
    const day = dayOf(input.until);
    const moves = before.dueTo !== null && before.dueTo < day;
    const due = moves ? { dueFrom: day, dueTo: day, time: before.time ? timeOf(input.until) : null } : {};
    const set = { remindAt: input.until, remindedAt: null, ...due };
    const reminder = await saveWithEvent(ctx, "reminder", { before, set, event: "reminder.postponed" });
    if (moves) await followReopened(ctx, reminder);
    return reminder;
  });
}
