import type { Customer } from "../../../models/shared/entities/customer";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { inPool } from "./placement";

/**
 * Puts a customer into the public pool, with what its owner has there.
 * @returns what whoever gave it up still sees of it
 * @throws AppError `not_found`, `forbidden` unless the actor answers for the customer
 */
export async function releaseCustomer(ctx: Ctx, { id, reason }: { id: string; reason: string }): Promise<Customer> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "customer", id);
    authorize(ctx.actor, "release", { entity: "customer", record: before });
    const set = inPool(ctx, before.owner, reason);
    await saveWithEvent(ctx, "customer", { before, set, event: "customer.released" });
    return findReadable(ctx, "customer", id);
  });
}
