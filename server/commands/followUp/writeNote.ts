import type { FollowUp } from "../../../models/shared/entities/followUp";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { createWithCustomer, type CreateInput } from "../records/createPlain";

/** Writes a note about a customer; the customer counts as contacted at that moment. */
export async function writeNote(ctx: Ctx, input: CreateInput<"followUp">): Promise<FollowUp> {
  return withTransaction(async () => {
    const happenedAt = input.happenedAt ?? ctx.now;
    const { record, customer } = await createWithCustomer(ctx, "followUp", { ...input, happenedAt });
    if (customer && (!customer.lastContactAt || customer.lastContactAt < happenedAt)) {
      await saveWithEvent(ctx, "customer", {
        before: customer,
        set: { lastContactAt: happenedAt },
        event: "customer.contacted",
      });
    }
    return record;
  });
}
