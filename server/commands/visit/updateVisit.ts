import type { Visit } from "../../../models/shared/entities/visit";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { updatePlain, type UpdateInput } from "../records/updatePlain";
import { moveReminder } from "./visitReminder";

/**
 * Changes what was agreed; the reminder moves along.
 * @throws AppError `past_time` for a visit still ahead, and what `updatePlain` throws
 */
export async function updateVisit(
  ctx: Ctx,
  { remindAt, ...input }: UpdateInput<"visit"> & { remindAt?: Date | undefined },
): Promise<Visit> {
  return withTransaction(async () => {
    const visit = await updatePlain(ctx, "visit", input);
    if (visit.state === "planned") await moveReminder(ctx, visit, remindAt);
    return visit;
  });
}
