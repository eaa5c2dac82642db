import type { EntryContent } from "../protocol";
import { templateCard, type TemplateCard } from "../wecom/templateCard";
import type { ShownDingtalk } from "./types";

type Fields = Record<string, unknown>;
interface Button {
  text: string;
  color: string;
  event: { params: { actionId?: string; url?: string } };
}

const textOf = (value: unknown) => (typeof value === "string" ? value : "");
const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});

function buttonsOf(content: Fields): Button[] {
  return [content.buttons, content.moreButtons].flatMap((list) => JSON.parse(textOf(list) || "[]") as Button[]);
}

/** Our card template as the page draws cards: the words, the lines, the buttons. */
function toTemplateCard({ id, content }: ShownDingtalk): TemplateCard {
  const rows = [...textOf(content.rows).matchAll(/\*\*(.+?)\*\* (.*?)(?= \n |$)/g)];
  const quote = /^> (.+?)：(.*)$/s.exec(textOf(content.quote));
  return templateCard.parse({
    card_type: "button_interaction",
    task_id: id,
    main_title: { title: textOf(content.title), desc: textOf(content.subtitle) },
    sub_title_text: textOf(content.text),
    ...(quote ? { quote_area: { type: 0, title: quote[1], quote_text: quote[2] } } : {}),
    horizontal_content_list: rows.map(([, keyname, value]) => ({ keyname, value })),
    button_list: buttonsOf(content).map(({ text, color, event: { params } }) => ({
      text,
      style: color === "blue" ? 1 : 2,
      ...(params.url ? { type: 1, url: params.url } : { type: 0, key: params.actionId }),
    })),
  });
}

const linksIn = (fields: Fields, pairs: [title: string, url: string][]) =>
  pairs.filter(([title]) => fields[title]).map(([title, url]) => `[${textOf(fields[title])}](${textOf(fields[url])})`);

/** A session webhook's message, a robot's and a notification carry the same under other names. */
function toMarkdown(content: Fields): string {
  const card = fieldsOf(content.actionCard ?? content.action_card);
  const words = content.text ?? fieldsOf(content.markdown).text ?? card.text ?? card.markdown;
  const numbered = [1, 2, 3, 4, 5].map((n): [string, string] => [`actionTitle${n}`, `actionURL${n}`]);
  const buttons = (Array.isArray(card.btns) ? card.btns : []).map(fieldsOf);
  const links = [
    ...buttons.map((button) => `[${textOf(button.title)}](${textOf(button.actionURL)})`),
    ...linksIn(content, [["singleTitle", "singleURL"], ...numbered]),
    ...linksIn(card, [["single_title", "single_url"]]),
  ];
  return [textOf(words), links.join("　")].filter(Boolean).join("\n").replaceAll(" \n ", "\n");
}

/** A line of the to-do list, which stands elsewhere in the client. */
function toTodo({ subject, detailUrl, contentFieldList, done }: Fields): string {
  const fields = (Array.isArray(contentFieldList) ? contentFieldList : []).map(fieldsOf);
  const lines = fields.map(({ fieldKey, fieldValue }) => `- **${textOf(fieldKey)}** ${textOf(fieldValue)}`);
  const head = `#### ${done === true ? "待办（已完成）" : "待办"} ${textOf(subject)}`;
  return [head, ...lines, `[打开](${textOf(fieldsOf(detailUrl).appUrl)})`].join("\n");
}

/** What the phone shows of something that was sent. */
export function toEntry(shown: ShownDingtalk): EntryContent {
  if (shown.way === "todo") return { kind: "markdown", text: toTodo(shown.content) };
  if (shown.way !== "card") return { kind: "markdown", text: toMarkdown(shown.content) };
  return { kind: "card", card: toTemplateCard(shown), state: { closedAs: textOf(shown.content.status) || null } };
}
