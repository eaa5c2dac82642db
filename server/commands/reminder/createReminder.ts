import type { Reminder } from "../../../models/shared/entities/reminder";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorizeCreate } from "../../policies";
import { checkRefs } from "../records/checkRefs";
import type { CreateInput } from "../records/createPlain";
import { refuseReversed } from "../records/refuseReversed";

/** Sets a reminder for the actor, whoever owns the customer it is about. */
export async function createReminder(ctx: Ctx, input: CreateInput<"reminder">): Promise<Reminder> {
  authorizeCreate(ctx.actor, "reminder");
  refuseReversed("reminder", { changes: input });
  return withTransaction(async () => {
    const customer = await checkRefs(ctx, "reminder", { values: input });
    const set = { ...input, owner: ctx.actor.id, isKey: customer?.isKey ?? false, state: "open" } as const;
    return saveWithEvent(ctx, "reminder", { before: null, set, event: "reminder.created" });
  });
}
