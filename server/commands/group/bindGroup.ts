import type { Customer } from "../../../models/shared/entities/customer";
import { Customer as CustomerModel } from "../../../models";
import { GroupBinding } from "../../../models/system/groupBinding";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { authorize } from "../../policies";
import { findGroupCustomer } from "../../queries/findGroupCustomer";
import { findReadable } from "../../queries/findReadable";

/** A group that is somebody else's customer's stays so; one whose customer is gone is free. */
async function refuseForeign(ctx: Ctx, group: string): Promise<void> {
  const binding = await GroupBinding.findOne({ _id: group }).lean();
  if (!binding || !(await CustomerModel.exists({ _id: binding.customer, archivedAt: null }))) return;
  const bound = await findGroupCustomer(ctx, group);
  if (!bound) throw new AppError("forbidden");
  authorize(ctx.actor, "update", { entity: "customer", record: bound });
}

/**
 * From now on what is said in a group without naming anybody is about this customer.
 * @param input `group`: as the message calls it; `customer`: null unbinds
 * @throws AppError `not_found`, `forbidden` unless the actor may change the customer, and the one bound so far
 */
export async function bindGroup(
  ctx: Ctx,
  { group, customer }: { group: string; customer: string | null },
): Promise<Customer | null> {
  return withTransaction(async () => {
    await refuseForeign(ctx, group);
    if (customer === null) {
      await GroupBinding.deleteOne({ _id: group });
      return null;
    }
    const record = await findReadable(ctx, "customer", customer);
    authorize(ctx.actor, "update", { entity: "customer", record });
    const set = { customer, boundBy: ctx.actor.id, at: ctx.now };
    await GroupBinding.updateOne({ _id: group }, { $set: set }, { upsert: true });
    return record;
  });
}
