import type { Contact } from "../../../models/shared/entities/contact";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { authorizeCreate } from "../../policies";
import { refuseCollision } from "../customer/refuseCollision";
import { createPlain, type CreateInput } from "../records/createPlain";

/**
 * Makes a contact, unless a colleague already has that number.
 * @throws AppError `known_to_colleague`, `forbidden`, `invalid_input`
 */
export async function createContact(ctx: Ctx, input: CreateInput<"contact">): Promise<Contact> {
  authorizeCreate(ctx.actor, "contact");
  return withTransaction(async () => {
    await refuseCollision(ctx, { company: null, phones: input.phones ?? [] });
    return createPlain(ctx, "contact", input);
  });
}
