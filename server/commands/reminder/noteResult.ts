import type { Reminder } from "../../../models/shared/entities/reminder";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";

/** Writes down what came of a reminder that is done. */
export async function noteResult(ctx: Ctx, input: { id: string; result: string }): Promise<Reminder> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "reminder", input.id);
    authorize(ctx.actor, "update", { entity: "reminder", record: before });
    const set = { result: input.result.slice(0, 500) };
    return saveWithEvent(ctx, "reminder", { before, set, event: "reminder.resultNoted" });
  });
}
