import type { Customer } from "../../../models/shared/entities/customer";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { checkReceiver } from "../records/checkReceiver";
import { atOwner } from "./placement";

/**
 * Gives a customer to a colleague, with the contacts, notes, deals and open promises its owner has there: one event for all of it.
 * @throws AppError `not_found`, `forbidden` unless the actor answers for the customer, `invalid_input`
 */
export async function transferCustomer(ctx: Ctx, input: { id: string; owner: string }): Promise<Customer> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "customer", input.id);
    authorize(ctx.actor, "transfer", { entity: "customer", record: before });
    await checkReceiver(ctx, "customer", input.owner);
    return saveWithEvent(ctx, "customer", { before, set: atOwner(ctx, input.owner), event: "customer.transferred" });
  });
}
