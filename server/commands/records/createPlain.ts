import type { EntityName, RecordFor } from "../../../models/shared/entities";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize, authorizeCreate } from "../../policies";
import { checkRefs } from "./checkRefs";
import { refuseReversed } from "./refuseReversed";

/** Input of a new record: its fields, and an id when the caller had to know it beforehand. */
export type CreateInput<N extends EntityName> = Partial<RecordFor<N>>;

/**
 * Makes a record of an entity without rules. It belongs to the owner of its customer, so that it goes where the customer goes.
 * @throws AppError `forbidden`, `invalid_input`
 */
export async function createPlain<N extends EntityName>(
  ctx: Ctx,
  entity: N,
  input: CreateInput<N>,
): Promise<RecordFor<N>> {
  authorizeCreate(ctx.actor, entity);
  refuseReversed(entity, { changes: input });
  return withTransaction(async () => {
    const customer = await checkRefs(ctx, entity, { values: input });
    // To hang something on a customer is to work on the customer.
    if (customer) authorize(ctx.actor, "update", { entity: "customer", record: customer });
    const place = { owner: customer?.owner ?? ctx.actor.id, isKey: customer?.isKey ?? false };
    return saveWithEvent(ctx, entity, { before: null, set: { ...input, ...place }, event: `${entity}.created` });
  });
}
