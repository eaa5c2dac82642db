import type { Lead } from "../../../models/shared/entities/lead";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { findReadable } from "../../queries/findReadable";
import { scoreLead } from "./scoreLead";
import { updatePlain, type UpdateInput } from "../records/updatePlain";

/** Changes a lead; what it promises is worked out anew. */
export async function updateLead(ctx: Ctx, input: UpdateInput<"lead">): Promise<Lead> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "lead", input.id);
    // A change of something older is refused with what differs, and the score is no part of that.
    if (input.version !== undefined && input.version !== before.version) return updatePlain(ctx, "lead", input);
    const changes = { ...input.changes, ...scoreLead({ ...before, ...input.changes }) };
    return updatePlain(ctx, "lead", { ...input, changes });
  });
}
