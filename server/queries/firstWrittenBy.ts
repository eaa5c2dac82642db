import { entities, type EntityName } from "../../models/shared/entities";
import { OutboxEvent } from "../../models/system/outboxEvent";
import type { Ctx } from "../context";
import { findTitles } from "./findNames";

/** What one message changed first. */
export interface Written {
  entity: EntityName | "accessGrant";
  /** Null for what has none, or is out of the reader's sight by now. */
  title: string | null;
}

const isEntity = (name: string): name is EntityName => name in entities;

/** By message, what tells it from others when it had no words of its own. */
export async function firstWrittenBy(ctx: Ctx, messageIds: string[]): Promise<Map<string, Written>> {
  const written = new Map<string, Written>();
  if (messageIds.length === 0) return written;
  const events = await OutboxEvent.find({ messageId: { $in: messageIds }, undoneAt: null })
    .sort({ _id: 1 })
    .lean();
  for (const { messageId, entity, recordId } of events) {
    if (messageId === null || written.has(messageId)) continue;
    if (entity === "accessGrant") written.set(messageId, { entity, title: null });
    if (!isEntity(entity)) continue;
    const [found] = await findTitles(ctx, entity, [recordId]);
    written.set(messageId, { entity, title: found?.[1] ?? null });
  }
  return written;
}
