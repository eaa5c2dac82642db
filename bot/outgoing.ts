import { Delivery, type DeliveryRow } from "../models/system/delivery";
import { newQueueRow } from "../models/system/queueRow";
import { sealJson, vault } from "../models/vault";
import { afterCommit, insertLater } from "../models/withTransaction";
import type { Card } from "../models/shared/contracts/card";
import { newId } from "../models/newId";
import type { Ctx } from "../server/context";
import { WEB } from "./inbox";
import { saveButtons, type ButtonAction } from "./pending";
import type { DraftCard } from "./reply";
import { privately } from "./recipient";
import type { PlatformUser, Recipient } from "./types";

/** What one reader sees stays in order. A group's id keeps its case: it is no name. */
const laneOf = ({ platform, userId, groupId }: Recipient) =>
  groupId ? `${platform}:group:${groupId}` : `${platform}:${userId.toLowerCase()}`;

function deliveryRow(
  ctx: Ctx,
  to: Recipient,
  row: Pick<DeliveryRow, "_id" | "kind" | "sealedContent"> & Partial<DeliveryRow>,
): DeliveryRow {
  return {
    ...newQueueRow({ _id: row._id, lane: laneOf(to), dueAt: ctx.now }),
    platform: to.platform,
    userId: to.userId,
    groupId: to.groupId,
    sealedReplyPath: to.replyPath && vault().seal(to.replyPath),
    closes: null,
    sealedUpdateToken: null,
    externalId: null,
    messageId: ctx.source.messageId,
    reminder: null,
    closedAt: null,
    sentAt: null,
    ...row,
    // What is said in the mini-app is read from here by its own request.
    ...(to.platform === WEB ? { state: "done", sentAt: ctx.now } : {}),
  };
}

/** Gives every button an id that stands for what it does. */
async function toCard(ctx: Ctx, draft: DraftCard, cardId: string): Promise<Card> {
  const saved: ButtonAction[] = [];
  const buttons = (draft.buttons ?? []).map((button): Card["buttons"][number] => {
    const { text, style } = button;
    const shown = { text, ...(style ? { style } : {}) };
    if ("path" in button) return { ...shown, path: button.path };
    const id = newId();
    saved.push({ id, action: button.action, group: cardId, lastsMs: "lastsMs" in button ? button.lastsMs : undefined });
    return "opens" in button ? { ...shown, path: `${button.opens}/${id}` } : { ...shown, actionId: id };
  });
  await saveButtons(ctx, saved);
  return { ...draft, rows: draft.rows ?? [], buttons };
}

/**
 * Puts a card on its way; inside the transaction of what it tells about.
 * @param more `_id` makes the card unique, so that what is told once is told once
 */
export async function sendCard(
  ctx: Ctx,
  to: Recipient,
  card: DraftCard & { _id?: string; reminder?: string | null },
): Promise<string> {
  const { _id = newId(), reminder = null, ...draft } = card;
  const sealedContent = sealJson({ card: await toCard(ctx, draft, _id) });
  await insertLater(Delivery, [deliveryRow(ctx, to, { _id, kind: "card", sealedContent, reminder })]);
  afterCommit(() => ctx.deps.wake("deliveries"));
  return _id;
}

/** Closes a card that was sent: its buttons become one grey word. */
export async function sendClose(
  ctx: Ctx,
  to: PlatformUser,
  close: { cardId: string; updateToken: string | null; closedAs: string },
): Promise<void> {
  const { cardId, updateToken, closedAs } = close;
  await Delivery.updateOne({ _id: cardId }, { $set: { closedAt: ctx.now } });
  if (!updateToken || to.platform === WEB) return;
  const row = {
    _id: newId(),
    kind: "close" as const,
    sealedContent: sealJson({ closedAs, updateToken }),
    closes: cardId,
  };
  await insertLater(Delivery, [deliveryRow(ctx, privately(to), row)]);
  afterCommit(() => ctx.deps.wake("deliveries"));
}

/** Closes a card from elsewhere than its own button: what came with it when it was sent still opens it. */
export async function closeSent(ctx: Ctx, card: DeliveryRow, closedAs: string): Promise<void> {
  const updateToken = card.sealedUpdateToken && vault().open(card.sealedUpdateToken);
  const to = { platform: card.platform, userId: card.userId };
  await sendClose(ctx, to, { cardId: card._id, updateToken, closedAs });
}
