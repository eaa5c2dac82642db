import type { Lead } from "../../../models/shared/entities/lead";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { readLeadRules } from "../../queries/readSetting";
import { checkReceiver } from "../records/checkReceiver";
import { assignedTo } from "./assignment";

/**
 * Gives a lead to a colleague, whose clock for the first answer starts.
 * @throws AppError `not_found`, `forbidden`, `invalid_input` for somebody who cannot have leads
 */
export async function assignLead(ctx: Ctx, input: { id: string; owner: string }): Promise<Lead> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "lead", input.id);
    authorize(ctx.actor, "assign", { entity: "lead", record: before });
    await checkReceiver(ctx, "lead", input.owner);
    const set = assignedTo(ctx.now, input.owner, await readLeadRules());
    return saveWithEvent(ctx, "lead", { before, set, event: "lead.assigned" });
  });
}
