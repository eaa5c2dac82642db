import type { Customer } from "../../../models/shared/entities/customer";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { updatePlain, type UpdateInput } from "../records/updatePlain";
import { refuseHalfPoint } from "./refuseHalfPoint";
import { collisionKeysOf, refuseCollision } from "./refuseCollision";

/**
 * Changes a customer; a new name or number must not be a colleague's.
 * @throws AppError `known_to_colleague`, `invalid_input` for a house that would be its own branch, and what `updatePlain` throws
 */
export async function updateCustomer(ctx: Ctx, input: UpdateInput<"customer">): Promise<Customer> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "customer", input.id);
    authorize(ctx.actor, "update", { entity: "customer", record: before });
    refuseHalfPoint(before, input.changes);
    await refuseCircle(ctx, input);
    const keys = collisionKeysOf(before, input.changes);
    if (keys.company !== null || keys.phones.length > 0) await refuseCollision(ctx, keys);
    return updatePlain(ctx, "customer", input);
  });
}

const DEEPEST = 10;

/** A branch of a branch is fine; a circle is not. */
async function refuseCircle(ctx: Ctx, { id, changes }: UpdateInput<"customer">): Promise<void> {
  const above = new Set([id]);
  let parent = changes.parent ?? null;
  while (parent) {
    if (above.has(parent) || above.size > DEEPEST) {
      throw new AppError("invalid_input", { errors: [{ path: "parent", code: "circle", message: "parent" }] });
    }
    above.add(parent);
    parent = (await findReadable(ctx, "customer", parent).catch(hiddenIsNone))?.parent ?? null;
  }
}

/** Above what the actor may see there is nothing to compare; an unknown parent itself is refused with the other references. */
function hiddenIsNone(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}
