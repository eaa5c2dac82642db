import { createHash } from "node:crypto";
import { z } from "zod";
import type { InboundContent, Received } from "../../types";
import { type CallbackFields, callbackFields } from "./types";

const id = z.string().trim().min(1);
const words = z.string().default("");
const degrees = z.string().trim().min(1).pipe(z.coerce.number());

/** What each MsgType carries. @see https://developer.work.weixin.qq.com/document/path/90239 */
const messageContents = new Map<string, z.ZodType<InboundContent>>([
  ["text", z.object({ Content: z.string() }).transform((f) => ({ kind: "text", text: f.Content, spoken: false }))],
  [
    "image",
    z.object({ MediaId: id }).transform((f) => ({ kind: "image", media: { mediaId: f.MediaId, format: null } })),
  ],
  ["voice", z.object({ MediaId: id, Format: id.optional(), Recognition: words }).transform(toVoice)],
  [
    "location",
    z
      .object({ Location_X: degrees, Location_Y: degrees, Label: words })
      .transform((f) => ({ kind: "location", latitude: f.Location_X, longitude: f.Location_Y, label: f.Label })),
  ],
  ["link", z.object({ Title: words, Url: id }).transform((f) => ({ kind: "link", title: f.Title, url: f.Url }))],
]);

const cardClick = z
  .object({ EventKey: id, TaskId: id, ResponseCode: z.string().trim().optional() })
  .transform((f): InboundContent => {
    return { kind: "action", actionId: f.EventKey, cardId: f.TaskId, updateToken: f.ResponseCode || null };
  });

/** The events that mean something to a bot. @see https://developer.work.weixin.qq.com/document/path/90240 */
const eventContents = new Map<string, z.ZodType<InboundContent>>([
  ["subscribe", z.object({}).transform(() => ({ kind: "joined" }))],
  ["unsubscribe", z.object({}).transform(() => ({ kind: "left" }))],
  ["enter_agent", z.object({}).transform(() => ({ kind: "entered" }))],
  ["click", z.object({ EventKey: id }).transform((f) => ({ kind: "menu", key: f.EventKey }))],
  ["template_card_event", cardClick],
  ["template_card_menu_event", cardClick],
]);

/**
 * Turns the elements of an opened callback into a neutral message. Pure.
 *
 * @param agentId our app's: what another app of the corp received is not ours to answer.
 * @returns `ignored` with a reason for events nobody answers (`view`, `LOCATION`, …) and for malformed content.
 */
export function decode(elements: Record<string, unknown>, agentId: string): Received {
  const parsed = callbackFields.safeParse(elements);
  if (!parsed.success) return ignored("malformed callback");
  const fields = parsed.data;
  if (fields.AgentID && fields.AgentID !== agentId) return ignored("meant for another app");
  return fields.MsgType === "event" ? decodeEvent(fields) : decodeMessage(fields);
}

function decodeMessage(fields: CallbackFields): Received {
  const schema = messageContents.get(fields.MsgType);
  if (!fields.MsgId) return ignored(`${fields.MsgType} without MsgId`);
  if (!schema) return toMessage(fields, { kind: "unsupported", type: fields.MsgType }, fields.MsgId);
  const content = schema.safeParse(fields);
  return content.success ? toMessage(fields, content.data, fields.MsgId) : ignored(`malformed ${fields.MsgType}`);
}

function decodeEvent(fields: CallbackFields): Received {
  const schema = eventContents.get(fields.Event ?? "");
  if (!schema) return ignored(`event ${fields.Event ?? "without a name"}`);
  const content = schema.safeParse(fields);
  return content.success ? toMessage(fields, content.data, eventKey(fields)) : ignored(`malformed ${fields.Event}`);
}

function toMessage(fields: CallbackFields, content: InboundContent, externalId: string): Received {
  const message = {
    platform: "wecom",
    externalId,
    // User ids are case-insensitive, and some callbacks carry them lower-cased: one person, one conversation.
    conversationId: fields.FromUserName.toLowerCase(),
    senderId: fields.FromUserName,
    groupId: null,
    replyPath: null,
    sentAt: new Date(Number(fields.CreateTime) * 1000),
    content,
  };
  return { type: "message", message };
}

const EVENT_KEY_PARTS = [
  ...["Event", "ChangeType", "FromUserName", "CreateTime", "EventKey", "TaskId"],
  ...["UserID", "ExternalUserID", "ChatId", "Id", "SpNoStr"],
];

/**
 * Events have no id. The documented key, sender and second, is too coarse: two clicks within a second would be one.
 * A redelivery repeats these elements, while ciphertext and URL parameters may be new.
 */
function eventKey(fields: CallbackFields): string {
  const parts = EVENT_KEY_PARTS.map((name) => (typeof fields[name] === "string" ? fields[name] : ""));
  return createHash("sha256").update(parts.join("|")).digest("hex");
}

/** An app gets no transcript officially; where one comes along all the same, it is better than the sound. */
function toVoice(fields: { MediaId: string; Format?: string | undefined; Recognition: string }): InboundContent {
  const spoken = fields.Recognition.trim();
  if (spoken) return { kind: "text", text: spoken, spoken: true };
  return { kind: "voice", media: { mediaId: fields.MediaId, format: fields.Format ?? null } };
}

function ignored(reason: string): Received {
  return { type: "ignored", reason };
}
