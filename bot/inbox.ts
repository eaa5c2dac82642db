import { newId } from "../models/newId";
import { createInsertTogether } from "../models/insertTogether";
import { InboxItem, type InboxRow } from "../models/system/inboxItem";
import { newQueueRow } from "../models/system/queueRow";
import { openJson, sealJson } from "../models/vault";
import type { BotDeps } from "./deps";
import type { InboundMessage } from "./types";
import { isDuplicateKey } from "../models/isDuplicateKey";

/** The mini-app's quick entry: a platform without an outside. */
export const WEB = "web";

const insertItem = createInsertTogether(InboxItem);

/**
 * Stores a message; the unique insert is the dedupe and the queue at once.
 * @returns the item's id, and whether this was a repetition that has no second effect
 * @throws Error when the store does not answer: the platform then delivers again
 */
export async function acceptInbound(message: InboundMessage, bot: BotDeps): Promise<{ id: string; isRepeat: boolean }> {
  const leave = bot.door.enter();
  const { platform, externalId, conversationId, senderId } = message;
  const row: InboxRow = {
    ...newQueueRow({ _id: newId(), lane: `${platform}:${conversationId}`, dueAt: bot.deps.clock.now() }),
    platform,
    externalId,
    senderId,
    sealedMessage: sealJson(message),
    sealedPlan: null,
    actorId: null,
    hasWritten: false,
    undoneAt: null,
    replaces: null,
    finishedAt: null,
  };
  try {
    await insertItem(row);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const known = await InboxItem.findOne({ platform, externalId }, { _id: 1 }).lean();
    if (!known) throw error;
    return { id: known._id, isRepeat: true };
  } finally {
    leave();
  }
  bot.deps.wake("inbox");
  return { id: row._id, isRepeat: false };
}

export function messageOf(item: InboxRow): InboundMessage {
  const message = openJson<Omit<InboundMessage, "sentAt"> & { sentAt: string }>(item.sealedMessage);
  return { ...message, sentAt: new Date(message.sentAt) };
}
