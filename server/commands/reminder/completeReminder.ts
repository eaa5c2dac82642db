import type { Reminder } from "../../../models/shared/entities/reminder";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { followReminder } from "../visit/visitReminder";
import { continueReminder } from "./continueReminder";

/**
 * One that repeats goes on with its next.
 * @throws AppError `forbidden` when it is no longer open
 */
export async function completeReminder(
  ctx: Ctx,
  input: { id: string; result?: string | undefined },
): Promise<Reminder> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "reminder", input.id);
    authorize(ctx.actor, "complete", { entity: "reminder", record: before });
    const set = { state: "done", result: input.result ?? null, ...(await continueReminder(ctx, before)) } as const;
    const reminder = await saveWithEvent(ctx, "reminder", { before, set, event: "reminder.completed" });
    await followReminder(ctx, reminder);
    return reminder;
  });
}
