import { z } from "zod";
import type { Chats } from "../../chats";
import type { EntryContent } from "../../protocol";
import type { CardLookups } from "../findCardFault";
import { readCard } from "../readContent";
import { WecomError } from "../wecomError";

const TASK_TAKEN = 846625;
export const WRONG_BODY = 40058;

const text = z.object({ content: z.string().min(1) });

export const botMessage = z.looseObject({
  chatid: z.string().default(""),
  template_card: z.unknown().optional(),
  markdown: text.optional(),
  text: text.optional(),
  stream: z.object({ id: z.string().min(1), finish: z.boolean().default(false), content: z.string() }).optional(),
});
export type BotMessage = z.infer<typeof botMessage>;

/** What members see of the bot: cards, text, and text that is still being written. */
export function createScreen(chats: Chats, lookups: CardLookups) {
  const streams = new Map<string, string>();
  const tasks = new Set<string>();
  const add = (chat: string, content: EntryContent) => chats.add(chat, { from: "app", content });

  function showCard(chat: string, sent: unknown): void {
    const card = readCard(sent, lookups);
    if (card.task_id && tasks.has(card.task_id)) throw new WecomError(TASK_TAKEN);
    if (card.task_id) tasks.add(card.task_id);
    add(chat, { kind: "card", card, state: { closedAs: null } });
  }

  function showStream(chat: string, { id, finish, content }: NonNullable<BotMessage["stream"]>): void {
    const known = streams.get(id);
    const shown = { kind: "markdown", text: content } as const;
    if (known) chats.change(chat, known, { content: shown });
    else streams.set(id, add(chat, shown).id);
    if (finish) streams.delete(id);
  }

  return {
    /** @throws WecomError for what the platform would refuse */
    show(chat: string, message: BotMessage): void {
      const words = message.markdown?.content ?? message.text?.content;
      if (!words && !message.stream && !message.template_card) throw new WecomError(WRONG_BODY);
      if (message.stream) showStream(chat, message.stream);
      if (message.template_card) showCard(chat, message.template_card);
      if (words) add(chat, { kind: "markdown", text: words });
    },
    /** Puts a card in the place of the one with its task_id. @throws WecomError when there is none */
    redraw(chat: string, message: BotMessage): void {
      const card = readCard(message.template_card, lookups);
      const entry = chats
        .entries(chat)
        .findLast(({ content }) => content.kind === "card" && content.card.task_id === card.task_id);
      if (!entry) throw new WecomError(WRONG_BODY);
      chats.change(chat, entry.id, { content: { kind: "card", card, state: { closedAs: null } } });
    },
  };
}

export type Screen = ReturnType<typeof createScreen>;
