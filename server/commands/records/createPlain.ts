import type { EntityName, RecordFor } from "../../../models/shared/entities";
import type { Customer } from "../../../models/shared/entities/customer";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize, authorizeCreate } from "../../policies";
import { checkRefs } from "./checkRefs";
import { refuseReversed } from "./refuseReversed";

/** Input of a new record: its fields, and an id when the caller had to know it beforehand. */
export type CreateInput<N extends EntityName> = Partial<RecordFor<N>>;

/** A new record, with the customer it hangs on as it was read; null for one that hangs on nobody. */
export interface Made<N extends EntityName> {
  record: RecordFor<N>;
  customer: Customer | null;
}

/**
 * Makes a record of an entity without rules. It belongs to the owner of its customer, so that it goes where the customer goes.
 * @throws AppError `forbidden`, `invalid_input`
 */
export async function createWithCustomer<N extends EntityName>(
  ctx: Ctx,
  entity: N,
  input: CreateInput<N>,
): Promise<Made<N>> {
  authorizeCreate(ctx.actor, entity);
  refuseReversed(entity, { changes: input });
  return withTransaction(async () => {
    const customer = await checkRefs(ctx, entity, { values: input });
    // To hang something on a customer is to work on the customer.
    if (customer) authorize(ctx.actor, "update", { entity: "customer", record: customer });
    const place = { owner: customer?.owner ?? ctx.actor.id, isKey: customer?.isKey ?? false };
    const set = { ...input, ...place };
    const record = await saveWithEvent(ctx, entity, { before: null, set, event: `${entity}.created` });
    return { record, customer };
  });
}

/** The same, for who has no use for the customer. */
export const createPlain = async <N extends EntityName>(
  ctx: Ctx,
  entity: N,
  input: CreateInput<N>,
): Promise<RecordFor<N>> => (await createWithCustomer(ctx, entity, input)).record;
