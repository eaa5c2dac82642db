import type { Card } from "../../../models/shared/contracts/card";
import { isLinkButton, toPlainText } from "../../card";
import { appUrl } from "../appUrl";
import type { WecomPayload } from "./types";

const MAX_BYTES = 2048;
export const ZERO_WIDTH_SPACE = "\u200b";

/**
 * A card as a text message: room for 2048 bytes instead of a card's few lines. Longer ones are cut silently by the
 * platform, so they are cut here, visibly.
 */
export function renderText(card: Card, cardId: string, publicUrl: string): WecomPayload {
  // The fragment makes two messages of the same words different, so that the duplicate check only stops real repeats.
  const links = card.buttons
    .filter(isLinkButton)
    .map(({ text, path }) => `<a href="${appUrl(publicUrl, path)}#${cardId}">${literal(text)}</a>`);
  const tail = links.map((line) => `\n${line}`).join("");
  const content = fitBytes(literal(toPlainText(card)), MAX_BYTES - Buffer.byteLength(tail)) + tail;
  return { msgtype: "text", text: { content }, enable_duplicate_check: links.length > 0 ? 1 : 0 };
}

/** A text message knows one tag, `<a>`, and no escape for it: a gap that nobody sees keeps a typed one from working. */
function literal(text: string): string {
  return text.replace(/<(?=\s*\/?\s*a\b)/gi, `<${ZERO_WIDTH_SPACE}`);
}

/** Cuts to `max` bytes, visibly. */
export function fitBytes(text: string, max: number): string {
  if (Buffer.byteLength(text) <= max) return text;
  const room = max - Buffer.byteLength("…");
  // Decoding a cut buffer leaves a replacement character where it went through a letter.
  return `${Buffer.from(text)
    .subarray(0, Math.max(room, 0))
    .toString("utf8")
    .replace(/\uFFFD+$/, "")}…`;
}
