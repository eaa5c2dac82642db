import { z } from "zod";
import type { Platform, Receive } from "../../types";

/** One self-built app of one corp, as the admin console shows it. Bases have no trailing slash requirement. */
export interface WecomConfig {
  corpId: string;
  agentId: string;
  secret: string;
  /** Signs the callbacks. */
  token: string;
  /** 43 characters; seals the callbacks. */
  encodingAesKey: string;
  apiBase: string;
  oauthBase: string;
  loginBase: string;
  /** Where the mini-app is served from; its host is the app's trusted domain. */
  publicUrl: string;
}

/** A file to hand over to the platform, which keeps it for three days. */
export interface OutgoingFile {
  type: "image" | "voice" | "video" | "file";
  name: string;
  contentType: string;
  bytes: Buffer;
}

export interface WecomPlatform extends Platform {
  hooks: { "": Receive };
  /** @returns the id under which members and other calls can use the file, for three days. */
  uploadMedia(file: OutgoingFile): Promise<{ mediaId: string }>;
}

/** Elements of a decrypted callback; which ones are there depends on MsgType and Event. Numbers stay strings. */
export const callbackFields = z.looseObject({
  FromUserName: z.string().trim().min(1),
  CreateTime: z
    .string()
    .trim()
    .regex(/^\d{1,11}$/),
  MsgType: z.string().trim().min(1),
  MsgId: z.string().trim().optional(),
  AgentID: z.string().trim().optional(),
  Event: z.string().trim().optional(),
});
export type CallbackFields = z.infer<typeof callbackFields>;

/** Every answer of the API carries these two; `errmsg` is for people and never matched on. */
export const answerBase = z.looseObject({ errcode: z.number().default(0), errmsg: z.string().default("") });

interface CardBase {
  main_title: { title: string; desc?: string };
  sub_title_text?: string;
  quote_area?: { type: 0; title: string; quote_text: string };
  horizontal_content_list?: { keyname: string; value: string }[];
  task_id: string;
}

export type TemplateButton =
  { type: 0; text: string; style: number; key: string } | { type: 1; text: string; style: number; url: string };

export interface ButtonInteraction extends CardBase {
  card_type: "button_interaction";
  button_list: TemplateButton[];
}

export interface TextNotice extends CardBase {
  card_type: "text_notice";
  jump_list?: { type: 1; title: string; url: string }[];
  card_action: { type: 1; url: string };
}

/** What `message/send` takes besides the receiver. */
export type WecomPayload =
  | { msgtype: "template_card"; template_card: ButtonInteraction | TextNotice; enable_duplicate_check: 0 | 1 }
  | { msgtype: "text"; text: { content: string }; enable_duplicate_check: 0 | 1 };
