import type { Card, CardButton, CardRow } from "../models/shared/contracts/card";

/** What the tightest of the platforms shows of a card; in characters, except where said. */
export const cardLimits = {
  title: 26,
  subtitle: 30,
  text: 160,
  rows: 6,
  label: 5,
  value: 26,
  quote: 112,
  buttons: 6,
  buttonText: 10,
  actionIdBytes: 1024,
  /** As it is sent: a Han character counts nine. Leaves room for the host before it. */
  pathBytes: 1800,
} as const;

/** A button that comes back as `{ kind: "action" }`, as opposed to one that opens the mini-app. */
export type ActionButton = Extract<CardButton, { actionId: string }>;
export type LinkButton = Extract<CardButton, { path: string }>;

export const isActionButton = (button: CardButton): button is ActionButton => "actionId" in button;
export const isLinkButton = (button: CardButton): button is LinkButton => "path" in button;

/** A card of one thought: a title and perhaps a sentence. */
export function noteCard(title: string, text?: string): Card {
  return { title, ...(text === undefined ? {} : { text }), rows: [], buttons: [] };
}

export function primaryAction(text: string, actionId: string): ActionButton {
  return { text, actionId, style: "primary" };
}

export function plainAction(text: string, actionId: string): ActionButton {
  return { text, actionId, style: "plain" };
}

/** @param path inside the mini-app, e.g. `/customers/ID`. */
export function link(text: string, path: string): LinkButton {
  return { text, path, style: "plain" };
}

/** How a row's value reads: a changed one shows both. */
export function shownValue(row: CardRow): string {
  return row.oldValue === undefined ? row.value : `${row.oldValue} → ${row.value}`;
}

/** Everything a card says, for screens that know no cards. Buttons are not in it. */
export function toPlainText(card: Card): string {
  const lines = [card.title, card.subtitle, card.text, ...card.rows.map((row) => `${row.label}：${shownValue(row)}`)];
  if (card.quote) lines.push(`${card.quote.title}：“${card.quote.text}”`);
  return lines.filter((line) => line).join("\n");
}

/** Characters as people count them: an emoji or a rare character outside the first plane is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });
const BREAK = /[，。；、！？：,;!?\s](?=[^，。；、！？：,;!?\s]*$)/u;
const HALF_NUMBER = /[¥￥$]?\d[\d,.:/-]*$/u;

/** Shortens to `max` characters, at the last punctuation where that keeps half of it, and ends with … */
export function fitValue(text: string, max: number): string {
  if (lengthOf(text) <= max) return text;
  const whole = cutAt(text, max - 1);
  const next = text.charAt(whole.length);
  // ¥300,000 cut to ¥300 would be a lie, and so would be one without its unit: such a number goes as a whole.
  const head = /[\d,.%\p{Script=Han}]/u.test(next) ? whole.replace(HALF_NUMBER, "") || whole : whole;
  const stop = head.replace(/(?<=\d)[,:.](?=\d)/gu, "0").search(BREAK);
  const kept = stop >= head.length / 2 ? head.slice(0, stop) : head;
  return `${kept.trimEnd()}…`;
}

function cutAt(text: string, max: number): string {
  let kept = "";
  let count = 0;
  for (const { segment } of graphemes.segment(text)) {
    count += lengthOf(segment);
    if (count > max) break;
    kept += segment;
  }
  return kept;
}

/** What is wrong with a card, for the tests of whoever builds it: platforms cut silently or refuse. Empty when it fits. */
export function checkCard(card: Card): string[] {
  const { buttons, quote, rows, subtitle, text, title } = card;
  return [
    ...(title.trim() ? [] : ["title is empty"]),
    ...tooLong("title", title, cardLimits.title),
    ...tooLong("subtitle", subtitle ?? "", cardLimits.subtitle),
    ...tooLong("text", text ?? "", cardLimits.text),
    ...tooLong("quote", quote?.text ?? "", cardLimits.quote),
    ...(rows.length > cardLimits.rows ? [`${rows.length} rows, at most ${cardLimits.rows}`] : []),
    ...rows.flatMap(checkRow),
    ...(buttons.length > cardLimits.buttons ? [`${buttons.length} buttons, at most ${cardLimits.buttons}`] : []),
    ...buttons.flatMap(checkButton),
    ...checkTogether(buttons),
  ];
}

function checkRow(row: CardRow, index: number): string[] {
  return [
    ...(row.label ? [] : [`rows[${index}].label is empty`]),
    ...tooLong(`rows[${index}].label`, row.label, cardLimits.label),
    ...tooLong(`rows[${index}].value`, shownValue(row), cardLimits.value),
  ];
}

function checkButton(button: CardButton, index: number): string[] {
  const name = `buttons[${index}]`;
  const problems = tooLong(`${name}.text`, button.text, cardLimits.buttonText);
  if (!button.text) problems.push(`${name}.text is empty`);
  if (isLinkButton(button) && !isAppPath(button.path)) problems.push(`${name}.path leaves the mini-app or is too long`);
  if (!isActionButton(button)) return problems;
  const bytes = Buffer.byteLength(button.actionId);
  if (bytes === 0 || bytes > cardLimits.actionIdBytes) problems.push(`${name}.actionId has ${bytes} bytes`);
  return problems;
}

function checkTogether(buttons: CardButton[]): string[] {
  const ids = buttons.filter(isActionButton).map((button) => button.actionId);
  const primaries = buttons.filter((button) => button.style === "primary");
  return [
    ...(new Set(ids).size < ids.length ? ["two buttons with one actionId"] : []),
    ...(primaries.length > 1 ? ["more than one primary button"] : []),
    ...(primaries[0] && primaries[0] !== buttons[0] ? ["the primary button is not the first"] : []),
  ];
}

/** Whether a path stays inside the mini-app, no other host and no way up out of it, and is short enough for a link. */
export function isAppPath(path: string): boolean {
  const base = "http://app.invalid";
  // A second slash would make a host of what follows, for any router that resolves it on its own.
  if (!/^\/(?![/\\])/.test(path) || !URL.canParse(base + "/app" + path)) return false;
  const url = new URL(base + "/app" + path);
  const isInside = url.origin === base && url.pathname.startsWith("/app/") && !/%2f|%5c/i.test(url.pathname);
  return isInside && url.href.length - base.length <= cardLimits.pathBytes;
}

function tooLong(name: string, text: string, max: number): string[] {
  const length = lengthOf(text);
  return length > max ? [`${name} has ${length} characters, at most ${max}`] : [];
}
