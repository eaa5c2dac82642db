import { z } from "zod";
import type { EntryContent } from "./protocol";

const MAX_TEXT = 20_000;

/** What is said to a bot that hears speech as words, and that can be called in a group. */
export const chatWords = z
  .strictObject({
    kind: z.literal("text"),
    text: z.string().min(1).max(MAX_TEXT),
    spoken: z.boolean().default(false),
    inGroup: z.boolean().default(false),
  })
  // No platform hands a bot what is spoken in a group.
  .refine(({ spoken, inGroup }) => !(spoken && inGroup));
export type ChatWords = z.infer<typeof chatWords>;

const GROUP = "group-";

/** Each member has one group to try things in. */
export const groupOf = (userId: string) => `${GROUP}${userId}`;

/** Whose group it is; null for what is none. */
export const ownerOfGroup = (id: string) => (id.startsWith(GROUP) ? id.slice(GROUP.length) : null);

/** How it stands in the member's own chat. */
export function toWordsEntry({ text, spoken, inGroup }: ChatWords): EntryContent {
  const place = inGroup ? "【群】@机器人 " : "";
  return { kind: "text", text: `${place}${spoken ? "🎤 " : ""}${text}` };
}
