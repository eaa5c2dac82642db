import type { Customer } from "../../../models/shared/entities/customer";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { authorizeCreate } from "../../policies";
import { createPlain, type CreateInput } from "../records/createPlain";
import { refuseHalfPoint } from "./refuseHalfPoint";
import { collisionKeysOf, refuseCollision } from "./refuseCollision";

/**
 * Makes a customer, unless a colleague already has that company or number.
 * @throws AppError `known_to_colleague`, `forbidden`, `invalid_input`
 */
export async function createCustomer(ctx: Ctx, input: CreateInput<"customer">): Promise<Customer> {
  authorizeCreate(ctx.actor, "customer");
  refuseHalfPoint({ latitude: null, longitude: null }, input);
  return withTransaction(async () => {
    await refuseCollision(ctx, collisionKeysOf(null, input));
    return createPlain(ctx, "customer", input);
  });
}
