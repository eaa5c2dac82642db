import type { FollowUp } from "../../../models/shared/entities/followUp";
import type { Reminder } from "../../../models/shared/entities/reminder";
import type { Day } from "../../../models/shared/values/day";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { findReadable } from "../../queries/findReadable";
import type { CreateInput } from "../records/createPlain";
import { createReminder } from "../reminder/createReminder";
import { toReminder } from "../visit/visitReminder";
import { createFollowUp } from "./createFollowUp";

/** What comes next: reminds as a next step said in chat does. */
export interface NextStepInput {
  text: string;
  dueOn: Day;
  /** HH:MM; null for the whole day. */
  time: string | null;
}

/**
 * Writes a note and sets what comes next, both or neither.
 * @throws AppError `past_time` for a step whose time is over, `not_found`, `forbidden`
 */
export async function createFollowUpWithStep(
  ctx: Ctx,
  input: CreateInput<"followUp">,
  { text, dueOn, time }: NextStepInput,
): Promise<{ followUp: FollowUp; reminder: Reminder }> {
  return withTransaction(async () => {
    // It stands in the path: who may not see it is told that it is not there, not that a field is wrong.
    await findReadable(ctx, "customer", String(input.customer));
    const followUp = await createFollowUp(ctx, input);
    const step = toReminder(ctx, { text, plannedOn: dueOn, time });
    const reminder = await createReminder(ctx, { ...step, customer: input.customer } as CreateInput<"reminder">);
    return { followUp, reminder };
  });
}
