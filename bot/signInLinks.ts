import { timingSafeEqual } from "node:crypto";
import type { Card } from "../models/shared/contracts/card";
import { Delivery, type DeliveryRow } from "../models/system/delivery";
import { vault } from "../models/vault";
import { isLinkButton } from "./card";
import type { PlatformUser } from "./types";

/** A day: who taps yesterday's card is signed in already or asks for a new one. */
const LIFE_MS = 24 * 60 * 60_000;
const CODE = /^([0-9a-f]{24})\.([\w-]{22})$/;

const proofOf = (cardId: string) => vault().fingerprint(`sign-in:${cardId}`);

/**
 * For platforms that cannot tell a page who opened it: the card's links carry a code that signs its receiver in, once. Made of
 * the card's own id, so that a card that is sent again is the same to the byte.
 */
export function withSignIn(card: Card, { _id, groupId }: Pick<DeliveryRow, "_id" | "groupId">): Card {
  if (groupId) return card;
  const code = `${_id}.${proofOf(_id)}`;
  const sign = (path: string) => `${path}${path.includes("?") ? "&" : "?"}code=${code}`;
  const buttons = card.buttons.map((button) =>
    isLinkButton(button) ? { ...button, path: sign(button.path) } : button,
  );
  return { ...card, buttons };
}

/** Whom the code was sent to; null for what is no code of ours, is spent or is too old. A code is spent by asking. */
export async function redeemSignIn(code: string, now: Date): Promise<PlatformUser | null> {
  const [, cardId = "", proof = ""] = CODE.exec(code) ?? [];
  if (!cardId || !timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(cardId)))) return null;
  const fresh = { _id: cardId, groupId: null, linkUsedAt: null, createdAt: { $gt: new Date(now.getTime() - LIFE_MS) } };
  const sent = await Delivery.findOneAndUpdate(fresh, { $set: { linkUsedAt: now } }).lean<DeliveryRow>();
  return sent && { platform: sent.platform, userId: sent.userId };
}
