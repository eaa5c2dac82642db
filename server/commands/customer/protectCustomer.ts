import type { Customer } from "../../../models/shared/entities/customer";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { readPoolRules } from "../../queries/readSetting";
import { createCustomer } from "./createCustomer";

const DAY_MS = 86_400_000;

/** When a protection that begins at a moment ends. */
export const protectionFrom = async (moment: Date): Promise<Date> =>
  new Date(moment.getTime() + (await readPoolRules()).protectDays * DAY_MS);

/**
 * Reports a customer one has: it is protected for the days the company grants, once.
 * @throws AppError `not_found`, `forbidden`, `already_protected`
 */
export async function protectCustomer(
  ctx: Ctx,
  { id, protectedFor }: { id: string; protectedFor: string | null },
): Promise<Customer> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "customer", id);
    authorize(ctx.actor, "extend", { entity: "customer", record: before });
    if (before.protectedUntil) throw new AppError("already_protected");
    const set = { protectedUntil: await protectionFrom(ctx.now), protectedFor };
    return saveWithEvent(ctx, "customer", { before, set, event: "customer.protected" });
  });
}

/**
 * Reports a company nobody has yet: makes the customer and protects it, or neither.
 * @throws AppError `known_to_colleague`, `known_in_pool`, `forbidden`
 */
export async function reportCustomer(
  ctx: Ctx,
  { name, protectedFor }: { name: string; protectedFor: string | null },
): Promise<Customer> {
  return withTransaction(async () => {
    const { id } = await createCustomer(ctx, { name, kind: "company" });
    return protectCustomer(ctx, { id, protectedFor });
  });
}
