import { models } from "../../../models";
import type { Customer } from "../../../models/shared/entities/customer";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize, canDecideFor } from "../../policies";
import { findDeciders } from "../../queries/findDeciders";
import { findReadable } from "../../queries/findReadable";
import { protectionFrom } from "./protectCustomer";

/**
 * Protects a customer until a moment.
 * @throws AppError `already_settled` when it is no longer whose it was
 */
export async function prolongProtection(
  ctx: Ctx,
  id: string,
  { owner, until }: { owner: string | null; until: Date },
): Promise<Customer> {
  const before = await findReadable(ctx, "customer", id);
  if (before.owner === null || before.owner !== owner) throw new AppError("already_settled");
  return saveWithEvent(ctx, "customer", { before, set: { protectedUntil: until }, event: "customer.extended" });
}

async function askManager(ctx: Ctx, customer: Customer, until: Date): Promise<void> {
  const open = { customer: customer.id, reason: "protection", state: "open", archivedAt: null };
  if (await models.approval.exists(open)) return;
  const { id, owner, isKey, name: title } = customer;
  if ((await findDeciders(owner ?? "", ctx.now)).length === 0) throw new AppError("no_approver");
  const asked = { customer: id, owner, isKey, title, until, requestedBy: ctx.actor.id };
  const set = { ...asked, reason: "protection", state: "open" } as const;
  await saveWithEvent(ctx, "approval", { before: null, set, event: "approval.requested" });
}

/**
 * Keeps a customer out of the public pool for longer: a manager of its owner does so at once, the owner asks one. Asking twice is asking once.
 * @throws AppError `not_found`, `forbidden`, `no_approver` when nobody leads its owner
 */
export async function extendProtection(ctx: Ctx, { id }: { id: string }): Promise<Customer> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "customer", id);
    authorize(ctx.actor, "extend", { entity: "customer", record: before });
    const { owner, protectedUntil } = before;
    const until = await protectionFrom(protectedUntil && protectedUntil > ctx.now ? protectedUntil : ctx.now);
    if (canDecideFor(ctx.actor, before)) return prolongProtection(ctx, id, { owner, until });
    await askManager(ctx, before, until);
    return before;
  });
}
