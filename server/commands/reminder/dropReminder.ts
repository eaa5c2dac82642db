import type { Reminder } from "../../../models/shared/entities/reminder";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { followReminder } from "../visit/visitReminder";

/** The matter is not pursued any further. */
export async function dropReminder(ctx: Ctx, input: { id: string }): Promise<Reminder> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "reminder", input.id);
    authorize(ctx.actor, "drop", { entity: "reminder", record: before });
    const reminder = await saveWithEvent(ctx, "reminder", {
      before,
      set: { state: "dropped" },
      event: "reminder.dropped",
    });
    await followReminder(ctx, reminder);
    return reminder;
  });
}
