import type { Customer } from "../../../models/shared/entities/customer";
import { AccessGrant } from "../../../models/system/accessGrant";
import { OutboxEvent, type OutboxRow } from "../../../models/system/outboxEvent";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";

/** What took a customer from its owner and can be taken back. */
export const GIVEN_AWAY = ["customer.transferred", "customer.handedOn", "customer.released"];

/** Of many at once both sides are told once, whatever becomes of each. */
const takenBackAs = (name: string) => (name === "customer.handedOn" ? name : "customer.transferred");

/**
 * Gives a customer back to whom its transfer, or giving it up, took it from. Only while the receiver has written nothing there, before or since:
 * from then on nobody could tell whose records go back and whose stay.
 *
 * @returns false when it stays where it is
 */
export async function takeBackTransfer(
  ctx: Ctx,
  transfer: OutboxRow,
  { customer, former, to }: { customer: Customer; former: Partial<Customer>; to: string | null },
): Promise<boolean> {
  if (customer.owner !== to) return false;
  if (to !== null && (await OutboxEvent.exists({ customer: customer.id, actorId: to, undoneAt: null }))) return false;
  if (await OutboxEvent.exists({ recordId: customer.id, name: { $in: GIVEN_AWAY }, at: { $gt: transfer.at } }))
    return false;
  await saveWithEvent(ctx, "customer", { before: customer, set: former, event: takenBackAs(transfer.name) });
  // What the receiver was granted before ended with the transfer, and at its very moment.
  const ended = { customer: customer.id, userId: to, revokedAt: transfer.at };
  await AccessGrant.updateMany(ended, { $set: { revokedAt: null } });
  return true;
}
