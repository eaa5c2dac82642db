import { z } from "zod";
import type { EntryContent } from "../protocol";
import { findCardFault } from "./findCardFault";
import type { CardLookups } from "./findCardFault";
import { templateCard } from "./templateCard";
import type { TemplateCard } from "./templateCard";
import { truncateBytes } from "./truncateBytes";
import { WecomError } from "./wecomError";

export interface ReadContent {
  content: EntryContent;
  card: TemplateCard | null;
}

interface Message extends Record<string, unknown> {
  msgtype?: string | undefined;
}

const TEXT_BYTES = 2048;

const textBody = z.object({ content: z.string().catch("") });
const mediaBody = z.object({ media_id: z.string().catch("") });
const textCardBody = z.object({
  title: z.string().min(1),
  description: z.string().min(1),
  url: z.string().regex(/^https?:\/\//),
  btntxt: z.string().default("详情"),
});
const newsBody = z.object({
  articles: z
    .array(z.object({ title: z.string().min(1), description: z.string().default(""), url: z.string().default("") }))
    .min(1)
    .max(8),
});

/** The member's view of a message. @throws WecomError 40008 unknown kind, 44004 no text, 40007 no such media, 42027–42051 card fields. */
export function readContent(message: Message, lookups: CardLookups): ReadContent {
  const read = READERS[message.msgtype ?? ""];
  if (!read) throw new WecomError(40008);
  return read(message[message.msgtype ?? ""], lookups);
}

type Reader = (body: unknown, lookups: CardLookups) => ReadContent;

const READERS: Record<string, Reader> = {
  text: (body) => plain({ kind: "text", text: readText(body) }),
  markdown: (body) => plain({ kind: "markdown", text: readText(body) }),
  image: (body, lookups) => plain({ kind: "image", mediaId: readMedia(body, lookups) }),
  voice: (body, lookups) => plain({ kind: "voice", mediaId: readMedia(body, lookups), seconds: 0 }),
  video: (body, lookups) => plain({ kind: "file", mediaId: readMedia(body, lookups) }),
  file: (body, lookups) => plain({ kind: "file", mediaId: readMedia(body, lookups) }),
  textcard: (body) => {
    const { title, description, url, btntxt } = parsePart(textCardBody, body);
    return plain({ kind: "textCard", title, description, url, button: btntxt });
  },
  news: (body) => {
    const [first] = parsePart(newsBody, body).articles;
    if (!first) throw new WecomError(40058);
    return plain({ kind: "link", title: first.title, description: first.description, url: first.url });
  },
  template_card: (body, lookups) => {
    const card = readCard(body, lookups);
    return { card, content: { kind: "card", card, state: { closedAs: null } } };
  },
};

const plain = (content: EntryContent): ReadContent => ({ content, card: null });

function parsePart<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new WecomError(40058, parsed.error.issues[0]?.path.join("."));
  return parsed.data;
}

function readText(body: unknown): string {
  const text = textBody.safeParse(body).data?.content ?? "";
  if (text === "") throw new WecomError(44004);
  return truncateBytes(text, TEXT_BYTES);
}

function readMedia(body: unknown, lookups: CardLookups): string {
  const mediaId = mediaBody.safeParse(body).data?.media_id ?? "";
  if (!lookups.hasMedia(mediaId)) throw new WecomError(40007);
  return mediaId;
}

export function readCard(body: unknown, lookups: CardLookups): TemplateCard {
  const card = templateCard.safeParse(body).data;
  if (!card) throw new WecomError(42031);
  const errcode = findCardFault(card, lookups);
  if (errcode !== undefined) throw new WecomError(errcode);
  return card;
}
