import type { EntityName, RecordFor } from "../../../models/shared/entities";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorizeCreate } from "../../policies";
import { checkRefs } from "./checkRefs";

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
  authorizeCreate(ctx.actor);
  return withTransaction(async () => {
    const customer = await checkRefs(ctx, entity, { values: input });
    const owner = customer?.owner ?? ctx.actor.id;
    return saveWithEvent(ctx, entity, { before: null, set: { ...input, owner }, event: `${entity}.created` });
  });
}
