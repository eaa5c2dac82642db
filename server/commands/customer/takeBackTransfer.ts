import type { Customer } from "../../../models/shared/entities/customer";
import { AccessGrant } from "../../../models/system/accessGrant";
import { OutboxEvent, type OutboxRow } from "../../../models/system/outboxEvent";
import { openJson } from "../../../models/vault";
import type { Ctx } from "../../context";
import { reviveValue } from "../../events/reviveValue";
import { saveMoved, type EventBody } from "../../events/saveWithEvent";

/** What took a customer from its owner and can be taken back. */
export const GIVEN_AWAY = ["customer.transferred", "customer.handedOn", "customer.released"];

/** Of many at once both sides are told once, whatever becomes of each. */
const takenBackAs = (name: string) => (name === "customer.handedOn" ? name : "customer.transferred");

const changesIn = (transfer: OutboxRow) => openJson<EventBody>(transfer.sealedChanges).changes;

/** Customers of which nobody could tell any more whose records go back and whose stay. */
async function findBuiltUpon(ids: string[], { to, at }: { to: string | null; at: Date }): Promise<Set<string>> {
  const written =
    to && (await OutboxEvent.distinct("customer", { customer: { $in: ids }, actorId: to, undoneAt: null }));
  const later = { recordId: { $in: ids }, name: { $in: GIVEN_AWAY }, at: { $gt: at } };
  return new Set([...(written || []), ...(await OutboxEvent.distinct("recordId", later))] as string[]);
}

/**
 * Gives customers back to whom a transfer, or giving them up, took them from. Only while the receiver has written nothing there, before
 * or since. Inside the caller's transaction.
 *
 * @param transfers of one owner's customers to one receiver, at one moment
 * @returns the ids of those that went back
 */
export async function takeBackTransfers(ctx: Ctx, transfers: OutboxRow[], customers: Customer[]): Promise<Set<string>> {
  const [first] = transfers;
  if (!first) return new Set();
  const owners = changesIn(first).find(({ field }) => field === "owner");
  const from = (owners?.oldValue ?? null) as string | null;
  const to = (owners?.newValue ?? null) as string | null;
  const there = new Map(customers.filter(({ owner }) => owner === to).map((customer) => [customer.id, customer]));
  const builtUpon = await findBuiltUpon([...there.keys()], { to, at: first.at });
  const moves = transfers.flatMap((transfer) => {
    const before = there.get(transfer.recordId);
    if (!before || builtUpon.has(before.id)) return [];
    const former = changesIn(transfer).map(({ field, oldValue }) => [field, reviveValue("customer", field, oldValue)]);
    return [{ before, set: Object.fromEntries(former) as Partial<Customer> }];
  });
  const ids = moves.map(({ before }) => before.id);
  await saveMoved(ctx, moves, { from: to, to: from, event: takenBackAs(first.name) });
  // What the receiver was granted before ended with the transfer, and at its very moment.
  const ended = { customer: { $in: ids }, userId: to, revokedAt: first.at };
  await AccessGrant.updateMany(ended, { $set: { revokedAt: null } });
  return new Set(ids);
}
