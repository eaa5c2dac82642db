import { z } from "zod";
import type { InboundContent, InboundMedia, Received } from "../../../types";
import { callback, eventName, type Callback, type Frame } from "./frames";
import { mediaIdOf, sealedMedia } from "./media";
import { newReplyPath, type ReplyPath } from "./replyPath";

interface Came {
  reqId: string;
  at: Date;
}

const words = z.looseObject({ content: z.string() });
const media = sealedMedia.transform((file): InboundMedia => ({ mediaId: mediaIdOf(file), format: null }));
const item = z.looseObject({ text: words.optional(), image: media.optional() });
const mixed = z.looseObject({ msg_item: z.array(item) }).transform(({ msg_item }) => ({
  text: msg_item.flatMap((part) => part.text?.content ?? []).join("\n"),
  attached: msg_item.flatMap((part) => part.image ?? []),
}));

/** What each msgtype carries. @see https://developer.work.weixin.qq.com/document/path/100719 */
const messageContents = new Map<string, z.ZodType<InboundContent>>([
  ["text", z.object({ text: words }).transform((m) => ({ kind: "text", text: m.text.content, spoken: false }))],
  ["voice", z.object({ voice: words }).transform((m) => ({ kind: "text", text: m.voice.content, spoken: true }))],
  ["mixed", z.object({ mixed }).transform((m) => ({ kind: "text", spoken: false, ...m.mixed }))],
  ["image", z.object({ image: media }).transform((m) => ({ kind: "image", media: m.image }))],
  ["file", z.object({ file: media }).transform((m) => ({ kind: "file", media: m.file }))],
  ["video", z.object({ video: media }).transform((m) => ({ kind: "file", media: m.video }))],
]);

/** Words that the message answers to, when somebody quoted them. */
const quote = z
  .object({ quote: z.looseObject({ text: words.optional(), voice: words.optional(), mixed: mixed.optional() }) })
  .transform(({ quote: { text, voice, mixed: parts } }) => text?.content ?? voice?.content ?? parts?.text ?? "");

/** The platform's pages spell these two ways. */
const press = z
  .looseObject({ event_key: z.string().optional(), eventkey: z.string().optional() })
  .and(z.looseObject({ task_id: z.string().optional(), taskid: z.string().optional() }))
  .transform((told) => ({ key: told.event_key ?? told.eventkey, card: told.task_id ?? told.taskid }))
  .pipe(z.object({ key: z.string().min(1), card: z.string().min(1) }));
const pressed = z.object({ event: z.looseObject({ template_card_event: press }) });

/**
 * Turns a callback of the long connection into a neutral message. Pure.
 *
 * @param came the frame's own id, with which it is answered, and when it came
 */
export function decode({ cmd, body }: Pick<Frame, "cmd" | "body">, came: Came): Received {
  const parsed = callback.safeParse(body);
  if (!parsed.success) return ignored(`malformed ${cmd}`);
  return parsed.data.msgtype === "event" ? decodeEvent(parsed.data, came) : decodeMessage(parsed.data, came);
}

function decodeMessage(message: Callback, came: Came): Received {
  const { msgtype } = message;
  const schema = messageContents.get(msgtype);
  const way = { kind: "message", came } as const;
  const content = schema?.safeParse(message);
  // Also a kind we know in a shape we do not: whoever sent it is told so, rather than left without an answer.
  if (!content?.success) return toMessage(message, { kind: "unsupported", type: msgtype }, way);
  return toMessage(message, withoutMention(withQuote(content.data, message), message), way);
}

function decodeEvent(event: Callback, came: Came): Received {
  const name = eventName.safeParse(event).data?.event.eventtype ?? "without a name";
  if (name === "enter_chat") return toMessage(event, { kind: "entered" }, { kind: "welcome", came });
  if (name !== "template_card_event") return ignored(`event ${name}`);
  const told = pressed.safeParse(event);
  if (!told.success) return ignored(`malformed ${name}`);
  const { key, card } = told.data.event.template_card_event;
  const updateToken = newReplyPath("press", event, came);
  return toMessage(event, { kind: "action", actionId: key, cardId: card, updateToken }, { kind: "press", came });
}

function toMessage(told: Callback, content: InboundContent, way: { kind: ReplyPath["kind"]; came: Came }): Received {
  const { msgid, from, chatid, chattype, create_time } = told;
  const message = {
    platform: "wecomBot",
    externalId: msgid,
    // A person's sentences are worked in order, wherever they were said: drafts and questions are theirs, not the group's.
    conversationId: from.userid.toLowerCase(),
    senderId: from.userid,
    groupId: chattype === "group" && chatid ? chatid : null,
    replyPath: newReplyPath(way.kind, told, way.came),
    sentAt: create_time ? new Date(create_time * 1000) : way.came.at,
    content,
  };
  return { type: "message", message };
}

/** In a group the words begin with the name of the bot that was called. */
function withoutMention(content: InboundContent, { chattype }: Callback): InboundContent {
  if (content.kind !== "text" || chattype !== "group") return content;
  return { ...content, text: content.text.replace(/^\s*@\S+\s*/u, "") };
}

function withQuote(content: InboundContent, message: Callback): InboundContent {
  const quoted = quote.safeParse(message).data?.trim();
  return content.kind === "text" && quoted ? { ...content, quoted } : content;
}

function ignored(reason: string): Received {
  return { type: "ignored", reason };
}
