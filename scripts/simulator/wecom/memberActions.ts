import { randomInt } from "node:crypto";
import { z } from "zod";
import type { Chats } from "../chats";
import type { EntryContent } from "../protocol";
import type { SimulatorClock } from "../types";
import type { Callbacks } from "./callbacks";
import type { Corp } from "./corp";
import type { Media } from "./media";
import { checkMedia, contentTypeOf } from "./mediaKinds";
import type { ResponseCodes } from "./responseCodes";
import type { SentMessages } from "./sentMessages";
import type { TemplateCard } from "./templateCard";
import type { XmlFields } from "./toXml";

const MAX_TEXT = 20_000;

/** What a member can type or share. */
export const memberMessage = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text: z.string().min(1).max(MAX_TEXT) }),
  z.strictObject({
    kind: z.literal("location"),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    label: z.string().min(1).max(200),
  }),
  z.strictObject({
    kind: z.literal("link"),
    title: z.string().min(1).max(200),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    description: z.string().max(500).default(""),
  }),
]);
export type MemberMessage = z.infer<typeof memberMessage>;

/** A pressed button; `answers` are the chosen options by question key. */
export const cardPress = z.strictObject({
  entryId: z.string().max(100),
  key: z.string().min(1).max(1024),
  answers: z.record(z.string(), z.array(z.string().max(200)).max(20)).default({}),
});
export type CardPress = z.infer<typeof cardPress>;

export const memberEvent = z.strictObject({
  /** `enter_agent`, `subscribe`, `unsubscribe`, `click`, `view`; any other name plays an event our server may not know. */
  event: z.string().regex(/^[A-Za-z_]{1,64}$/),
  key: z.string().max(1024).default(""),
});
export type MemberEvent = z.infer<typeof memberEvent>;

export interface MemberParts {
  corp: Corp;
  clock: SimulatorClock;
  chats: Chats;
  media: Media;
  codes: ResponseCodes;
  messages: SentMessages;
  callbacks: Callbacks;
}

export interface MemberActions {
  send: (userId: string, message: MemberMessage) => Promise<void>;
  sendMedia: (
    userId: string,
    file: { kind: "voice" | "image"; name: string; seconds: number },
    bytes: Buffer,
  ) => Promise<void>;
  /** False when there is no such card or no such button on it. */
  press: (userId: string, press: CardPress) => Promise<boolean>;
  raise: (userId: string, event: MemberEvent) => Promise<void>;
}

/** What a member does on the phone, turned into the platform's pushes (developer.work.weixin.qq.com/document/path/90239, 90240). */
export function createMemberActions(parts: MemberParts): MemberActions {
  const common = (userId: string) => ({
    ToUserName: parts.corp.corpId,
    FromUserName: userId,
    CreateTime: Math.floor(parts.clock.now().getTime() / 1000),
  });
  const say = async (userId: string, content: EntryContent, fields: XmlFields) => {
    const entry = parts.chats.add(userId, { from: "member", content });
    const message = { ...common(userId), ...fields, MsgId: newMessageId(), AgentID: parts.corp.agentId };
    const { taken, reply } = await parts.callbacks.push(userId, message);
    parts.chats.change(userId, entry.id, { delivery: taken ? "done" : "failed" });
    if (reply) parts.chats.add(userId, { from: "app", content: { kind: "text", text: reply } });
  };
  const raise = async (userId: string, fields: XmlFields) => {
    const event = { ...common(userId), MsgType: "event", ...fields, AgentID: parts.corp.agentId };
    const { reply } = await parts.callbacks.push(userId, event);
    if (reply) parts.chats.add(userId, { from: "app", content: { kind: "text", text: reply } });
  };
  return {
    send: (userId, message) => say(userId, message, toFields(message)),
    sendMedia: (userId, { kind, name, seconds }, bytes) => {
      const { mediaId } = parts.media.put(
        { kind: checkMedia(kind, bytes), name, contentType: contentTypeOf(kind, bytes) },
        bytes,
      );
      const isVoice = kind === "voice";
      return say(
        userId,
        isVoice ? { kind, mediaId, seconds } : { kind, mediaId },
        isVoice
          ? { MsgType: "voice", MediaId: mediaId, Format: "amr" }
          : { MsgType: "image", PicUrl: "", MediaId: mediaId },
      );
    },
    press: async (userId, press) => {
      const fields = pressFields(parts, userId, press);
      if (!fields) return false;
      keepAnswers(parts.chats, userId, press);
      await raise(userId, fields);
      return true;
    },
    raise: async (userId, { event, key }) => {
      if (event === "subscribe" || event === "unsubscribe") parts.corp.setInRange(userId, event === "subscribe");
      await raise(userId, { Event: event, EventKey: key });
    },
  };
}

/** 64 bits, growing, and never the same after a restart: wall-clock milliseconds and twenty random bits. */
const newMessageId = () => (BigInt(Date.now()) << 20n) | BigInt(randomInt(2 ** 20));

function toFields(message: MemberMessage): XmlFields {
  switch (message.kind) {
    case "text":
      return { MsgType: "text", Content: message.text };
    case "location":
      return {
        MsgType: "location",
        Location_X: message.latitude,
        Location_Y: message.longitude,
        Scale: 16,
        Label: message.label,
        AppType: "wxwork",
      };
    case "link":
      return {
        MsgType: "link",
        Title: message.title,
        Description: message.description,
        Url: message.url,
        PicUrl: "",
      };
  }
}

function pressFields({ chats, codes, messages }: MemberParts, userId: string, press: CardPress): XmlFields | null {
  const card = findOpenCard(chats, userId, press.entryId);
  const message = messages.findShown(userId, press.entryId);
  if (!card || !message) return null;
  const event = eventOf(card, press.key);
  if (!event) return null;
  const selected = Object.entries(press.answers).map(([question, options]) => ({
    QuestionKey: question,
    OptionIds: { OptionId: options },
  }));
  return {
    Event: event,
    EventKey: press.key,
    TaskId: message.taskId ?? "",
    CardType: message.cardType ?? "",
    ResponseCode: codes.issue(message.id),
    ...(selected.length > 0 ? { SelectedItems: { SelectedItem: selected } } : {}),
  };
}

function keepAnswers(chats: Chats, userId: string, { entryId, answers }: CardPress): void {
  const content = chats.find(userId, entryId)?.content;
  if (content?.kind !== "card" || Object.keys(answers).length === 0) return;
  chats.change(userId, entryId, { content: { ...content, state: { ...content.state, answers } } });
}

function findOpenCard(chats: Chats, userId: string, entryId: string): TemplateCard | null {
  const content = chats.find(userId, entryId)?.content;
  return content?.kind === "card" && content.state.closedAs === null ? content.card : null;
}

/** The event that pressing `key` raises; null when the card has no such key. */
function eventOf(card: TemplateCard, key: string): string | null {
  if (card.action_menu?.action_list.some((action) => action.key === key)) return "template_card_menu_event";
  const keys = [...card.button_list.map((button) => button.key), card.submit_button?.key];
  return keys.includes(key) ? "template_card_event" : null;
}
