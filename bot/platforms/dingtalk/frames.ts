import { z } from "zod";
import type { Received } from "../../types";
import { decodeEvent } from "./decodeEvent";
import { decodeMessage } from "./decodeMessage";
import { decodePress, UNCHANGED } from "./decodePress";
import { TOPICS } from "./openConnection";
import { readBody } from "./readBody";
import type { DingtalkConfig } from "./types";

const frame = z.object({
  type: z.string(),
  headers: z.looseObject({
    topic: z.string().default(""),
    messageId: z.string().default(""),
    eventType: z.string().default(""),
    eventId: z.string().optional(),
  }),
  data: z.string().default("{}"),
});
export type Frame = z.infer<typeof frame>;

export function readFrame(text: string): Frame | null {
  const parsed = frame.safeParse(readBody(text));
  return parsed.success ? parsed.data : null;
}

/** Null for a frame that is not ours to take. */
export function decodeFrame({ type, headers, data }: Frame, config: DingtalkConfig, now: Date): Received | null {
  const json = readBody(data);
  if (type === "EVENT")
    return decodeEvent({ type: headers.eventType, id: headers.eventId ?? headers.messageId, data: json });
  if (type !== "CALLBACK") return null;
  if (headers.topic === TOPICS.message) return decodeMessage(json, config);
  return headers.topic === TOPICS.press ? decodePress(json, now) : null;
}

export interface Ack {
  code: 200 | 400 | 404 | 500;
  /** JSON in a text: the protocol wants it twice wrapped. */
  data: string;
}

const OK = { code: 200 as const };

/** What tells the platform that a frame is stored. */
export const acknowledge = ({ type, headers, data }: Frame): Ack => {
  if (type === "SYSTEM") return { ...OK, data };
  if (type === "EVENT") return { ...OK, data: JSON.stringify({ status: "SUCCESS" }) };
  return { ...OK, data: JSON.stringify({ response: headers.topic === TOPICS.press ? UNCHANGED : null }) };
};

/** What makes the platform deliver a frame again. */
export const refuse = ({ type }: Frame): Ack =>
  type === "EVENT"
    ? { ...OK, data: JSON.stringify({ status: "LATER", message: "not stored" }) }
    : { code: 500, data: JSON.stringify({ response: null }) };

export const unknownTopic: Ack = { code: 404, data: "{}" };

export const toAckFrame = (messageId: string, { code, data }: Ack): string =>
  JSON.stringify({
    code,
    message: code === 200 ? "OK" : "not taken",
    headers: { messageId, contentType: "application/json" },
    data,
  });
