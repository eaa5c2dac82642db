import type { Card, CardButton, CardRow } from "../../../models/shared/contracts/card";
import type { LinkButton } from "../../card";
import { cardLimits, fitValue, isActionButton, isLinkButton, lengthOf, shownValue } from "../../card";
import { appUrl } from "../appUrl";
import { renderText } from "./renderText";
import type { ButtonInteraction, TemplateButton, TextNotice, WecomPayload } from "./types";

export const MAX_JUMPS = 3;
const TASK_ID = /^[\w@-]{1,128}$/;
const ARROW = " → ";

/** The platform's styles are numbers; 1 is the filled one, and the only one that stands out. */
export const styles = { primary: 1, plain: 2, quiet: 4 } as const satisfies Record<
  NonNullable<CardButton["style"]>,
  number
>;

/**
 * Renders any card. Pure: the same card gives the same bytes.
 *
 * A button card where there is something to press, else a notice; a plain text message where no template card holds what
 * is to be said. Never longer than the platform takes; what does not fit ends with … and stays readable behind the link.
 *
 * @param cardId comes back with every click as `TaskId`.
 * @throws RangeError for a cardId that the platform would refuse: it takes letters, digits, `_`, `-` and `@`, at most 128.
 * @see https://developer.work.weixin.qq.com/document/path/90236
 */
export function renderWecom(original: Card, cardId: string, publicUrl: string): WecomPayload {
  const card = { ...original, buttons: withoutTwins(original.buttons) };
  const links = card.buttons.filter(isLinkButton);
  const isPressed = card.buttons.some(isActionButton) || links.length > MAX_JUMPS;
  if (!isPressed && (!card.title.trim() || lengthOf(bodyOf(card)) > cardLimits.text)) {
    return renderText(card, cardId, publicUrl);
  }
  const template_card = isPressed ? buttonCard(card, cardId, publicUrl) : noticeCard(card, cardId, publicUrl);
  return { msgtype: "template_card", template_card, enable_duplicate_check: 1 };
}

/** A card with one key on two buttons is refused as a whole; the second would do what the first does. */
export function withoutTwins(buttons: CardButton[]): CardButton[] {
  const actions = buttons.filter(isActionButton);
  const firsts = new Map([...actions].reverse().map((button) => [button.actionId, button]));
  return buttons.filter((button) => !isActionButton(button) || firsts.get(button.actionId) === button);
}

function buttonCard(card: Card, cardId: string, publicUrl: string): ButtonInteraction {
  const shown = card.buttons.slice(0, cardLimits.buttons);
  return {
    card_type: "button_interaction",
    ...commonParts(card, cardId),
    button_list: shown.map((button) => toButton(button, publicUrl)),
  };
}

function noticeCard(card: Card, cardId: string, publicUrl: string): TextNotice {
  const links = card.buttons.filter(isLinkButton);
  return {
    card_type: "text_notice",
    ...commonParts(card, cardId),
    ...(links.length > 0 ? { jump_list: links.map((button) => toJump(button, publicUrl)) } : {}),
    card_action: { type: 1, url: appUrl(publicUrl, links[0]?.path ?? "/") },
  };
}

/** What every kind of card has. @throws RangeError for a cardId that the platform would refuse */
export function commonParts(card: Card, cardId: string, maxText: number = cardLimits.text) {
  if (!TASK_ID.test(cardId)) throw new RangeError(`not a card id: ${cardId}`);
  const rows = card.rows.slice(0, cardLimits.rows);
  const body = bodyOf(card);
  return {
    main_title: {
      title: fitValue(card.title.trim() || "…", cardLimits.title),
      ...(card.subtitle ? { desc: fitValue(card.subtitle, cardLimits.subtitle) } : {}),
    },
    ...(body ? { sub_title_text: fitValue(body, maxText) } : {}),
    ...(card.quote?.text ? { quote_area: toQuote(card.quote) } : {}),
    ...(rows.length > 0 ? { horizontal_content_list: rows.map(toLine) } : {}),
    task_id: cardId,
  };
}

/** The free text of a card, and below it what found no line or no button of its own. */
export function bodyOf(card: Card): string {
  const moreRows = card.rows.slice(cardLimits.rows).map((row) => `${row.label}：${shownValue(row)}`);
  const moreButtons = card.buttons.slice(cardLimits.buttons).map((button) => button.text);
  const lines = [card.text, ...moreRows, moreButtons.length > 0 ? `… ${moreButtons.join(" · ")}` : ""];
  return lines.filter((line) => line).join("\n");
}

function toLine(row: CardRow) {
  return { keyname: fitValue(row.label || "…", cardLimits.label), value: fitChange(row) };
}

/** Where a change does not fit, the old value gives way first: the new one is what counts from here on. */
function fitChange(row: CardRow): string {
  if (row.oldValue === undefined || lengthOf(shownValue(row)) <= cardLimits.value) {
    return fitValue(shownValue(row), cardLimits.value);
  }
  const room = cardLimits.value - lengthOf(ARROW);
  const oldValue = fitValue(row.oldValue, Math.max(Math.floor(room / 3), room - lengthOf(row.value)));
  return `${oldValue}${ARROW}${fitValue(row.value, room - lengthOf(oldValue))}`;
}

function toQuote(quote: NonNullable<Card["quote"]>) {
  return {
    type: 0 as const,
    title: fitValue(quote.title, cardLimits.title),
    quote_text: fitValue(quote.text, cardLimits.quote),
  };
}

function toButton(button: CardButton, publicUrl: string): TemplateButton {
  const shared = { text: fitValue(button.text || "…", cardLimits.buttonText), style: styles[button.style ?? "plain"] };
  if (isActionButton(button)) return { type: 0, ...shared, key: button.actionId };
  return { type: 1, ...shared, url: appUrl(publicUrl, button.path) };
}

export function toJump(button: LinkButton, publicUrl: string) {
  return {
    type: 1 as const,
    title: fitValue(button.text || "…", cardLimits.buttonText),
    url: appUrl(publicUrl, button.path),
  };
}
