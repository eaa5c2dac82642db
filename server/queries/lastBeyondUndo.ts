import { InboxItem } from "../../models/system/inboxItem";
import { OutboxEvent, type OutboxRow } from "../../models/system/outboxEvent";
import type { Ctx } from "../context";

/** Accounts, rules and settings: changed by a message, and not taken back with it. */
const BEYOND = ["user.updated", "rule.created", "rule.updated", "rule.archived", "setting.changed"];
export type Beyond = Pick<OutboxRow, "entity" | "recordId">;

const MOST_LOOKED_AT = 20;

/**
 * What the actor's messages changed last that undoing a message does not reach; null where there is nothing.
 * @param after `id` of the message it comes after, null where only the time counts
 */
export async function lastBeyondUndo(ctx: Ctx, after: { id: string | null; at: Date }): Promise<Beyond | null> {
  const items = await InboxItem.find(
    {
      actorId: ctx.actor.id,
      hasWritten: false,
      createdAt: { $gte: after.at },
      ...(after.id ? { _id: { $gt: after.id } } : {}),
    },
    { _id: 1 },
  )
    .sort({ createdAt: -1 })
    .limit(MOST_LOOKED_AT)
    .lean<{ _id: string }[]>();
  if (items.length === 0) return null;
  return OutboxEvent.findOne({ messageId: { $in: items.map(({ _id }) => _id) }, name: { $in: BEYOND } })
    .sort({ _id: -1 })
    .lean<OutboxRow>();
}
