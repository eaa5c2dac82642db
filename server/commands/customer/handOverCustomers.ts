import { models } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { Customer } from "../../../models/shared/entities/customer";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import { afterCommit, withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { recordEvent, saveWithEvent } from "../../events/saveWithEvent";
import { answersForAllOf } from "../../policies";
import { checkReceiver } from "../records/checkReceiver";
import { atOwner } from "./placement";

/** What goes in one transaction, and comes back with one undo; for more it is said again. */
export const MOST_HANDED_OVER = 200;

/**
 * Gives all customers of a colleague, or one's own, to another, each with what its owner has there. Both are told once.
 * @returns how many went, and how many are left
 * @throws AppError `forbidden` unless the actor answers for all of them, `invalid_input` for somebody who cannot have customers
 */
export async function handOverCustomers(
  ctx: Ctx,
  { from, to }: { from: string; to: string },
): Promise<{ moved: number; left: number }> {
  if (!answersForAllOf(ctx.actor, from)) throw new AppError("forbidden");
  if (from === to) throw new AppError("invalid_input", { errors: [{ path: "to", code: "oneself", message: "to" }] });
  return withTransaction(async () => {
    await checkReceiver(ctx, "customer", to);
    const own = { owner: from, archivedAt: null };
    const rows = await models.customer.find(own).sort({ _id: 1 }).limit(MOST_HANDED_OVER).lean<StoredRow[]>();
    for (const row of rows) {
      const before = toRecord(entities.customer, row) as unknown as Customer;
      await saveWithEvent(ctx, "customer", { before, set: atOwner(ctx, to), event: "customer.handedOn" });
    }
    if (rows.length > 0) await noteHandOver(ctx, "user.customersHandedOver", { from, to, customers: rows.length });
    return { moved: rows.length, left: await models.customer.countDocuments(own) };
  });
}

/** One event for all of them, for those who are told. */
export async function noteHandOver(
  ctx: Ctx,
  name: "user.customersHandedOver" | "user.customersTakenBack",
  { from, ...values }: { from: string; to: string; customers: number },
): Promise<void> {
  const changes = Object.entries(values).map(([field, newValue]) => ({ field, oldValue: null, newValue }));
  await recordEvent(ctx, { name, entity: "user", record: { id: from }, body: { kind: "changed", changes } });
  afterCommit(() => ctx.deps.wake("events"));
}
