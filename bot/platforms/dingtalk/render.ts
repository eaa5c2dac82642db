import type { Card, CardButton } from "../../../models/shared/contracts/card";
import { t } from "../../../models/shared/text/zhCN/chat";
import { isActionButton, isLinkButton, shownValue } from "../../card";
import type { ClosedCard } from "../../types";
import { appUrl } from "../appUrl";

const ZERO_WIDTH_SPACE = "\u200b";
/** What a card's variable may hold. */
const MAX_VARIABLE_BYTES = 1000;
/** So many find room in one variable. */
const BUTTONS_EACH = 3;
const NO_BUTTONS = "[]";

export interface ShownLink {
  title: string;
  url: string;
}

/** A card as a message: its words as Markdown and where its buttons lead. */
export interface ShownMessage {
  title: string;
  markdown: string;
  links: ShownLink[];
}

export interface Paths {
  publicUrl: string;
  /** The page on which a button can be pressed where the message itself has none. */
  pressPath(actionId: string): string;
}

/** What people type must not become a link, a picture or a heading of ours. */
const literal = (text: string) =>
  text
    .replace(/\](?=\()/g, `]${ZERO_WIDTH_SPACE}`)
    .replace(/[*_`]/g, (mark) => `${ZERO_WIDTH_SPACE}${mark}`)
    .replace(/^(\s*)(#|>|-|\d+\.)(?=\s|>|#)/gm, `$1${ZERO_WIDTH_SPACE}$2`);

/** Only a line break with a blank on either side is one. */
const lines = (parts: (string | undefined)[]) => parts.filter((part) => part).join(" \n ");

const rowLines = (card: Card) => card.rows.map((row) => `**${literal(row.label)}** ${literal(shownValue(row))}`);

const quoteLine = ({ quote }: Card) =>
  quote?.text && `> ${literal(quote.title)}：${literal(quote.text).replaceAll("\n", " ")}`;

const isTold = (text: string | undefined) => (text ? literal(text) : undefined);

function toLink(button: CardButton, { publicUrl, pressPath }: Paths): ShownLink {
  const path = isActionButton(button) ? pressPath(button.actionId) : button.path;
  return { title: button.text, url: appUrl(publicUrl, path) };
}

/** @see https://open.dingtalk.com/document/development/robot-message-type */
export function renderMessage(card: Card, paths: Paths): ShownMessage {
  const title = `#### ${literal(card.title)}`;
  const body = [
    isTold(card.subtitle),
    isTold(card.text),
    ...rowLines(card).map((line) => `- ${line}`),
    quoteLine(card),
  ];
  return {
    title: card.title,
    markdown: lines([title, ...body]),
    links: card.buttons.map((button) => toLink(button, paths)),
  };
}

function fitBytes(text: string): string {
  if (Buffer.byteLength(text) <= MAX_VARIABLE_BYTES) return text;
  const cut = Buffer.from(text)
    .subarray(0, MAX_VARIABLE_BYTES - 3)
    .toString("utf8");
  return `${cut.replace(/\uFFFD+$/, "")}…`;
}

const colours = { primary: "blue", plain: "gray", quiet: "gray" } as const;

function toCardButton(button: CardButton, { publicUrl }: Paths) {
  const shared = { text: button.text, color: colours[button.style ?? "plain"] };
  if (!isActionButton(button))
    return { ...shared, event: { type: "openLink", params: { url: appUrl(publicUrl, button.path) } } };
  const { actionId } = button;
  return { ...shared, event: { type: "sendCardRequest", params: { actionId, params: { actionId } } } };
}

/** The variables of our card template; all are texts, a list is JSON in one. The README says how the template is made. */
export function renderVariables(card: Card, paths: Paths): Record<string, string> {
  const buttons = card.buttons.map((button) => toCardButton(button, paths));
  return {
    title: fitBytes(card.title),
    subtitle: fitBytes(card.subtitle ?? ""),
    text: fitBytes(literal(card.text ?? "")),
    rows: fitBytes(lines(rowLines(card))),
    quote: fitBytes(quoteLine(card) ?? ""),
    status: "",
    buttons: JSON.stringify(buttons.slice(0, BUTTONS_EACH)),
    moreButtons: JSON.stringify(buttons.slice(BUTTONS_EACH)),
  };
}

/** What becomes of them when the card is closed: where it leads stays, what it asked is answered. */
export function closedVariables({ as, card }: ClosedCard, paths: Paths): Record<string, string> {
  if (!card) return { status: as, buttons: NO_BUTTONS, moreButtons: NO_BUTTONS };
  return { ...renderVariables({ ...card, buttons: card.buttons.filter(isLinkButton) }, paths), status: as };
}

export const openApp = (publicUrl: string): ShownLink => ({
  title: t.actions.openApp,
  url: appUrl(publicUrl, "/today"),
});
