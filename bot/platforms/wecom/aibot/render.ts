import type { Card } from "../../../../models/shared/contracts/card";
import { t } from "../../../../models/shared/text/zhCN/chat";
import {
  type ActionButton,
  cardLimits,
  fitValue,
  isActionButton,
  isLinkButton,
  lengthOf,
  shownValue,
  toPlainText,
} from "../../../card";
import { appUrl } from "../../appUrl";
import { bodyOf, commonParts, MAX_JUMPS, styles, toJump, withoutTwins } from "../render";
import { fitBytes, ZERO_WIDTH_SPACE } from "../renderText";

const MAX_TEXT = 112;
const MAX_MARKDOWN_BYTES = 20_480;

type Jump = ReturnType<typeof toJump>;
type Common = ReturnType<typeof commonParts>;

interface ButtonCard extends Common {
  card_type: "button_interaction";
  card_action?: { type: 1; url: string };
  button_list: { text: string; style: number; key: string }[];
}

interface NoticeCard extends Common {
  card_type: "text_notice";
  jump_list?: Jump[];
  card_action: { type: 1; url: string };
}

/** What a message of the bot is. */
export type AibotPayload =
  | { msgtype: "template_card"; template_card: ButtonCard | NoticeCard }
  | { msgtype: "markdown"; markdown: { content: string } };

/**
 * Renders any card for the AI bot, whose buttons only call back: links become the tap on the card and lines of it.
 * Text where no card holds what is to be said. Pure.
 *
 * @param publicUrl null where the mini-app has no address that a phone could reach: then nothing leads there
 * @see https://developer.work.weixin.qq.com/document/path/101032
 */
export function renderAibot(given: Card, cardId: string, publicUrl: string | null): AibotPayload {
  const card = publicUrl === null ? withoutPages(given) : given;
  const actions = withoutTwins(card.buttons).filter(isActionButton);
  const links = linksOf(card, publicUrl);
  if (actions.length > 0)
    return { msgtype: "template_card", template_card: buttonCard(card, cardId, { actions, links }) };
  const holds =
    card.title.trim() && lengthOf(bodyOf({ ...card, buttons: [] })) <= MAX_TEXT && links.length <= MAX_JUMPS;
  if (publicUrl === null || !holds) return { msgtype: "markdown", markdown: { content: toMarkdown(card, links) } };
  const template_card: NoticeCard = {
    card_type: "text_notice",
    ...commonParts({ ...card, buttons: [] }, cardId, MAX_TEXT),
    ...(links.length > 0 ? { jump_list: links } : {}),
    card_action: { type: 1, url: links[0]?.url ?? appUrl(publicUrl, "/") },
  };
  return { msgtype: "template_card", template_card };
}

/** The same card after the press: one quiet word, which says the same again when it is pressed. */
export function renderClosed(card: Card, cardId: string, closed: { as: string; publicUrl: string | null }): ButtonCard {
  const [first] = card.buttons.filter(isActionButton);
  const word: ActionButton = { text: closed.as, actionId: first?.actionId ?? cardId, style: "quiet" };
  return buttonCard(card, cardId, { actions: [word], links: linksOf(card, closed.publicUrl) });
}

/** Where the thing to do is on a page that nobody can open, the card says so. */
function withoutPages(card: Card): Card {
  const isStuck = card.buttons.some((button) => isLinkButton(button) && button.style === "primary");
  return isStuck ? { ...card, text: [card.text, t.other.noPages].filter(Boolean).join("\n") } : card;
}

const linksOf = (card: Card, publicUrl: string | null): Jump[] =>
  publicUrl === null ? [] : card.buttons.filter(isLinkButton).map((button) => toJump(button, publicUrl));

/** What stands on the lines that are needed for something else moves into the text. */
function withRoomFor(count: number, card: Card): Card {
  const room = Math.max(cardLimits.rows - count, 0);
  const moved = card.rows.slice(room).map((row) => `${row.label}：${shownValue(row)}`);
  if (moved.length === 0) return card;
  return { ...card, rows: card.rows.slice(0, room), text: [card.text, ...moved].filter(Boolean).join("\n") };
}

function buttonCard(card: Card, cardId: string, pressed: { actions: ActionButton[]; links: Jump[] }): ButtonCard {
  const { actions, links } = pressed;
  // A tap on the card opens the first; each other one has no way but its line.
  const [first, ...others] = links;
  const parts = commonParts(withRoomFor(others.length, { ...card, buttons: actions }), cardId, MAX_TEXT);
  const rows = parts.horizontal_content_list ?? [];
  const shown = rows.length + links.length > cardLimits.rows ? others : links;
  const lines = [...rows, ...shown.map(toLine)].slice(0, cardLimits.rows);
  return {
    card_type: "button_interaction",
    ...parts,
    ...(lines.length > 0 ? { horizontal_content_list: lines } : {}),
    ...(first ? { card_action: { type: 1 as const, url: first.url } } : {}),
    button_list: actions.slice(0, cardLimits.buttons).map(({ text, style, actionId }) => ({
      text: fitValue(text || "…", cardLimits.buttonText),
      style: styles[style ?? "plain"],
      key: actionId,
    })),
  };
}

const toLine = ({ title, url }: Jump) => ({ keyname: t.rows.app, type: 1, value: title, url });

/** Everything the card says, and its links. */
export function toMarkdown(card: Card, links: Jump[] = []): string {
  const [title = "", ...rest] = literal(toPlainText(card)).split("\n");
  const tail = links.map((link) => `\n[${literal(link.title)}](${link.url})`).join("");
  const text = [title.trim() && rest.length > 0 ? `**${title}**` : title, ...rest].join("\n");
  return fitBytes(text, MAX_MARKDOWN_BYTES - Buffer.byteLength(tail)) + tail;
}

/** What people typed must not become a link or a tag: a gap that nobody sees keeps it from working. */
const literal = (text: string) => text.replace(/](?=\()|<(?=[\w/@])|!(?=\[)/g, `$&${ZERO_WIDTH_SPACE}`);
