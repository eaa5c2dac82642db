import type { FollowUp } from "../../../models/shared/entities/followUp";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { findReadable } from "../../queries/findReadable";
import { updatePlain, type UpdateInput } from "../records/updatePlain";
import { followNote } from "../visit/keepVisit";

/** Changes a note. When it happened may be moved, never emptied: the timeline stands on it. */
export async function updateFollowUp(ctx: Ctx, input: UpdateInput<"followUp">): Promise<FollowUp> {
  if (input.changes.happenedAt === null) {
    throw new AppError("invalid_input", { errors: [{ path: "happenedAt", code: "required", message: "happenedAt" }] });
  }
  return withTransaction(async () => {
    const before = await findReadable(ctx, "followUp", input.id);
    const after = await updatePlain(ctx, "followUp", input);
    await followNote(ctx, before, after);
    return after;
  });
}
