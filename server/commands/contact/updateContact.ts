import type { Contact } from "../../../models/shared/entities/contact";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { collisionKeysOf, refuseCollision } from "../customer/refuseCollision";
import { updatePlain, type UpdateInput } from "../records/updatePlain";

/**
 * Changes a contact; a new number must not be a colleague's.
 * @throws AppError `known_to_colleague` and what `updatePlain` throws
 */
export async function updateContact(ctx: Ctx, input: UpdateInput<"contact">): Promise<Contact> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "contact", input.id);
    authorize(ctx.actor, "update", { entity: "contact", record: before });
    const { phones } = collisionKeysOf({ phones: before.phones }, { phones: input.changes.phones });
    if (phones.length > 0) await refuseCollision(ctx, { company: null, phones });
    return updatePlain(ctx, "contact", input);
  });
}
