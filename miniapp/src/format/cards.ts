import type { CardButton, SourceWords } from "../../../models/shared/contracts/card";
import type { ChatAnswer } from "../../../models/shared/contracts/read";
import { methodNames } from "../../../models/shared/text/zhCN/fields";
import { pages as t } from "../../../models/shared/text/zhCN/pages";

export type AnswerCard = ChatAnswer["cards"][number];

const hasButton = (card: AnswerCard, text: string) => card.buttons.some((button) => button.text === text);

/** A card says by its buttons what it waits for: a yes, a way back, or an answer. One without any only tells. */
export function roleOf(card: AnswerCard): "preview" | "receipt" | "other" {
  if (hasButton(card, t.actions.confirm)) return "preview";
  if (hasButton(card, t.actions.undo) || card.buttons.length === 0) return "receipt";
  return "other";
}

/** A mark over nearly the whole sentence would hide the ones that say something. */
const WHOLE = 0.6;

/** The words behind the rows, to be marked in the sentence. */
export function marksOf(card: AnswerCard): SourceWords[] {
  const marks = card.rows.flatMap((row) => (row.source === undefined || row.source === "computed" ? [] : [row.source]));
  const room = (card.quote?.text.length ?? 0) * WHOLE;
  const telling = marks.filter((mark) => mark.text.length <= room);
  return telling.length > 0 ? telling : marks;
}

/** What was not said, offered as chips: how one talked, and when to go on. */
const methods = new Set<string>(Object.values(methodNames));
const days = new Set<string>(Object.values(t.customer.nextDays));

export interface ButtonGroups {
  confirm: CardButton | null;
  methods: CardButton[];
  days: CardButton[];
  rest: CardButton[];
}

export function groupButtons(card: AnswerCard): ButtonGroups {
  const groups: ButtonGroups = { confirm: null, methods: [], days: [], rest: [] };
  for (const button of card.buttons) {
    if (button.text === t.actions.confirm) groups.confirm = button;
    else if (methods.has(button.text)) groups.methods.push(button);
    else if (days.has(button.text)) groups.days.push(button);
    else groups.rest.push(button);
  }
  return groups;
}

/** The receipt has its own tick, the chat's title carries one in words. */
export const withoutTick = (title: string) => title.replace(/\s*✓\s*/u, " · ");
