import { OutboxEvent, type OutboxRow } from "../../models/system/outboxEvent";
import { openJson } from "../../models/vault";
import type { EventBody } from "../events/saveWithEvent";

/**
 * Where the customers of somebody who was shut out went at the end, and how many; null for who was never handed over.
 * `to` is null for the public pool.
 */
export async function lastHandOver(user: string): Promise<{ to: string | null; customers: number } | null> {
  const event = await OutboxEvent.findOne({ recordId: user, name: "user.handedOver" })
    .sort({ at: -1, _id: -1 })
    .lean<OutboxRow>();
  if (!event) return null;
  const { changes } = openJson<EventBody>(event.sealedChanges);
  const told = Object.fromEntries(changes.map(({ field, newValue }) => [field, newValue]));
  return { to: (told.to as string | null) ?? null, customers: Number(told.customers) };
}
