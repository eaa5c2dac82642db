import type { TemplateCard } from "../../wecom/templateCard";

export interface CardButton {
  text: string;
  /** Calls back with this key … */
  key?: string;
  /** … or opens this address. */
  url?: string;
  tone: "primary" | "plain" | "danger" | "quiet";
}

const TONES = ["plain", "primary", "plain", "danger", "quiet"] as const;

/** Everything at a card's foot that can be pressed, in WeCom's order. */
export function cardButtons(card: TemplateCard): CardButton[] {
  const buttons = card.button_list.map<CardButton>(({ text, key, url, type, style }) => ({
    text: text ?? "",
    ...(type === 1 ? { url } : { key }),
    tone: TONES[style ?? 0] ?? "plain",
  }));
  const links = card.jump_list.map<CardButton>(({ title, url }) => ({ text: title ?? "", url, tone: "plain" }));
  const whole = buttons.length + links.length === 0 && card.card_action?.url ? [toDetails(card.card_action.url)] : [];
  const submit = card.submit_button ? [toSubmit(card.submit_button)] : [];
  const menu = card.action_menu?.action_list.map<CardButton>(({ text, key }) => ({
    text: text ?? "",
    key,
    tone: "quiet",
  }));
  return [...buttons, ...links, ...whole, ...submit, ...(menu ?? [])];
}

const toDetails = (url: string): CardButton => ({ text: "查看详情", url, tone: "plain" });
const toSubmit = ({ text, key }: { text?: string; key?: string }): CardButton => ({
  text: text ?? "提交",
  key,
  tone: "primary",
});

const LONG_TEXT = 6;

/** Rows of two or three, the short row first; a long word gets more room. */
export function toRows(buttons: CardButton[]): CardButton[][] {
  const width = buttons.some(({ text }) => text.length > LONG_TEXT) ? 2 : 3;
  const first = buttons.length % width || Math.min(width, buttons.length);
  if (buttons.length === 4) return [buttons.slice(0, 2), buttons.slice(2)];
  const rows = [buttons.slice(0, first)];
  for (let start = first; start < buttons.length; start += width) rows.push(buttons.slice(start, start + width));
  return rows.filter((row) => row.length > 0);
}
