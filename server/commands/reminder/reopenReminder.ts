import type { Reminder } from "../../../models/shared/entities/reminder";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { followReopened } from "../visit/visitReminder";

/** Takes back a tick. A reminder that already rang does not ring again. */
export async function reopenReminder(ctx: Ctx, input: { id: string }): Promise<Reminder> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "reminder", input.id);
    authorize(ctx.actor, "reopen", { entity: "reminder", record: before });
    const set = { state: "open", result: null } as const;
    const reminder = await saveWithEvent(ctx, "reminder", { before, set, event: "reminder.reopened" });
    await followReopened(ctx, reminder);
    return reminder;
  });
}
