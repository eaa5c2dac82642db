import type { Customer } from "../../../models/shared/entities/customer";
import { dayOf, type Day } from "../../../models/shared/values/day";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";

/**
 * Nobody is warned of this customer until a day; null takes that back.
 * @throws AppError `past_time`, `forbidden` unless the actor may change the customer
 */
export async function quietRisk(ctx: Ctx, { id, until }: { id: string; until: Day | null }): Promise<Customer> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "customer", id);
    authorize(ctx.actor, "update", { entity: "customer", record: before });
    if (until !== null && until <= dayOf(ctx.now)) throw new AppError("past_time");
    return saveWithEvent(ctx, "customer", { before, set: { riskQuietUntil: until }, event: "customer.quieted" });
  });
}
