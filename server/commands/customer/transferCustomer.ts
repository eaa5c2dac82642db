import type { Customer } from "../../../models/shared/entities/customer";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { loadActor } from "../../loadActor";
import { authorize } from "../../policies";
import { chargeScope, covers } from "../../policies/scope";
import { findReadable } from "../../queries/findReadable";

const refuse = (code: string) => new AppError("invalid_input", { errors: [{ path: "owner", code, message: "owner" }] });

async function checkReceiver(ctx: Ctx, owner: string): Promise<void> {
  const receiver = await loadActor(owner, ctx.now);
  if (!receiver) throw refuse("unknown_reference");
  if (!covers(chargeScope(receiver, "customer"), { owner })) throw refuse("role_sees_none");
}

/**
 * Gives a customer to a colleague, with the contacts, notes, deals and open promises its owner has there: one event for all of it.
 * @throws AppError `not_found`, `forbidden` unless the actor answers for the customer, `invalid_input`
 */
export async function transferCustomer(ctx: Ctx, input: { id: string; owner: string }): Promise<Customer> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "customer", input.id);
    authorize(ctx.actor, "transfer", { entity: "customer", record: before });
    await checkReceiver(ctx, input.owner);
    return saveWithEvent(ctx, "customer", { before, set: { owner: input.owner }, event: "customer.transferred" });
  });
}
