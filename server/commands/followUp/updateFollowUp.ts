import type { FollowUp } from "../../../models/shared/entities/followUp";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { updatePlain, type UpdateInput } from "../records/updatePlain";

/** Changes a note. When it happened may be moved, never emptied: the timeline stands on it. */
export async function updateFollowUp(ctx: Ctx, input: UpdateInput<"followUp">): Promise<FollowUp> {
  if (input.changes.happenedAt === null) {
    throw new AppError("invalid_input", { errors: [{ path: "happenedAt", code: "required", message: "happenedAt" }] });
  }
  return updatePlain(ctx, "followUp", input);
}
