import { z } from "zod";
import type { InboundContent, InboundMedia, InboundMessage, Received } from "../../types";
import { toReplyPath } from "./replyPath";
import { type DingtalkConfig, NAME } from "./types";

const GROUP = "2";
const id = z.string().trim().min(1);
/** Pages disagree on which of them are numbers. */
const moment = z.coerce.number().int().positive();

const message = z.looseObject({
  msgId: id,
  conversationId: id,
  conversationType: z.coerce.string().default("1"),
  senderId: id.optional(),
  senderStaffId: id.optional(),
  createAt: moment.optional(),
  sessionWebhook: z.string().optional(),
  sessionWebhookExpiredTime: z.coerce.number().default(0),
  msgtype: z.string().default("text"),
});
type Message = z.infer<typeof message>;

const toMedia = (code: string, format: string | null = null): InboundMedia => ({ mediaId: code, format });
const media = z.object({ downloadCode: id });

/** What somebody answers to comes in several shapes, none of them documented. */
const quoted = z.object({
  repliedMsg: z.object({ content: z.union([z.string(), z.object({ text: z.string() }).transform((c) => c.text)]) }),
});

const text = z.looseObject({ content: z.string() }).transform((body): InboundContent => {
  const reply = quoted.safeParse(body);
  const words = reply.success ? { quoted: reply.data.repliedMsg.content } : {};
  // After an @ a blank is left over.
  return { kind: "text", text: body.content.trim(), spoken: false, ...words };
});

const richText = z
  .object({ richText: z.array(z.looseObject({ text: z.string().optional(), downloadCode: id.optional() })) })
  .transform(({ richText: parts }): InboundContent => {
    const words = parts.map((part) => part.text ?? "").join("");
    const attached = parts.flatMap((part) => (part.downloadCode ? [toMedia(part.downloadCode)] : []));
    const [picture] = attached;
    if (!words.trim() && picture) return { kind: "image", media: picture };
    return { kind: "text", text: words.trim(), spoken: false, attached };
  });

/** The platform's own speech recognition comes along for nothing. */
const audio = z.union([
  z
    .looseObject({ recognition: id })
    .transform(({ recognition }): InboundContent => ({ kind: "text", text: recognition, spoken: true })),
  media.transform(({ downloadCode }): InboundContent => ({ kind: "voice", media: toMedia(downloadCode) })),
]);

const file = z
  .looseObject({ downloadCode: id, fileName: z.string().default("") })
  .transform(({ downloadCode, fileName }): InboundContent => {
    const [, format = null] = /\.(\w{1,8})$/.exec(fileName) ?? [];
    return { kind: "file", media: toMedia(downloadCode, format) };
  });

/** What each msgtype carries. @see https://open.dingtalk.com/document/development/receive-message */
const contents = new Map<string, z.ZodType<InboundContent>>([
  ["text", z.object({ text }).transform((body) => body.text)],
  ["richText", z.object({ content: richText }).transform((body) => body.content)],
  [
    "picture",
    z.object({ content: media }).transform((body) => ({ kind: "image", media: toMedia(body.content.downloadCode) })),
  ],
  ["audio", z.object({ content: audio }).transform((body) => body.content)],
  ["video", z.object({ content: file }).transform((body) => body.content)],
  ["file", z.object({ content: file }).transform((body) => body.content)],
]);

/** The month's messages are used up: then they come without their words, and with an error under one of two names. */
const QUOTA_USED_UP = "20001";
const isQuotaBody = (body: Message) =>
  body.text === undefined &&
  body.content === undefined &&
  [body.errorMessage, body.errMsg, body.errorCode].some((error) => String(error ?? "").includes(QUOTA_USED_UP));

function contentOf(body: Message): InboundContent {
  if (isQuotaBody(body)) return { kind: "withheld" };
  const schema = contents.get(body.msgtype);
  if (!schema) return { kind: "unsupported", type: body.msgtype };
  const content = schema.safeParse(body);
  // A shape nobody told us about: whoever sent it is told so, rather than left without an answer.
  return content.success ? content.data : { kind: "unsupported", type: body.msgtype };
}

function toMessage(body: Message, content: InboundContent, config: DingtalkConfig): InboundMessage | null {
  // Without a staff id it is somebody from outside; they are told so, where they said it.
  const senderId = body.senderStaffId ?? body.senderId;
  if (!senderId) return null;
  const isGroup = body.conversationType === GROUP;
  return {
    platform: NAME,
    externalId: body.msgId,
    conversationId: isGroup ? body.conversationId : senderId.toLowerCase(),
    senderId,
    groupId: isGroup ? body.conversationId : null,
    replyPath: toReplyPath(config, body.sessionWebhook, body.sessionWebhookExpiredTime),
    sentAt: new Date(body.createAt ?? 0),
    content,
  };
}

/**
 * Turns what a robot was told into a neutral message; the same over a hook and over a socket. Pure.
 * @returns `ignored` with a reason for what is malformed
 */
export function decodeMessage(json: unknown, config: DingtalkConfig): Received {
  const parsed = message.safeParse(json);
  if (!parsed.success) return { type: "ignored", reason: "malformed message" };
  const decoded = toMessage(parsed.data, contentOf(parsed.data), config);
  if (!decoded) return { type: "ignored", reason: `malformed ${parsed.data.msgtype}` };
  return { type: "message", message: decoded };
}
