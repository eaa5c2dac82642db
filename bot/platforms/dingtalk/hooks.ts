import { createHash } from "node:crypto";
import { z } from "zod";
import { SignatureError } from "../../errors";
import type { HookReply, RawRequest, Receive, Received } from "../../types";
import { openSealed } from "../openSealed";
import { cardSign, checkSign, headerOf, robotSign } from "./checkSign";
import { decodeEvent } from "./decodeEvent";
import { decodeMessage } from "./decodeMessage";
import { decodePress, UNCHANGED } from "./decodePress";
import { readBody } from "./readBody";
import { sealReply } from "./sealReply";
import type { DingtalkConfig } from "./types";

const json = (body: object): HookReply => ({ contentType: "application/json", body: JSON.stringify(body) });

/** The answer goes its own way later; this one says that there is none here. */
const NO_ANSWER = json({ msgtype: "empty" });

/** @see https://open.dingtalk.com/document/development/receive-message */
const receiveMessage =
  (config: DingtalkConfig, count: () => void): Receive =>
  (request, now) => {
    const expected = (timestamp: string) => robotSign(timestamp, config.clientSecret);
    checkSign({ timestamp: headerOf(request, "timestamp"), signature: headerOf(request, "sign"), expected }, now);
    count();
    return { ...decodeMessage(readBody(request.body), config), reply: NO_ANSWER } as Received;
  };

/** @see https://open.dingtalk.com/document/development/event-callback-card */
const receivePress =
  (config: DingtalkConfig, count: () => void): Receive =>
  (request, now) => {
    const timestamp = headerOf(request, "x-ddpaas-signature-timestamp");
    const expected = (at: string) => cardSign(at, config.clientSecret);
    checkSign({ timestamp, signature: headerOf(request, "x-ddpaas-signature"), expected }, now);
    count();
    return { ...decodePress(readBody(request.body), now), reply: json(UNCHANGED) } as Received;
  };

const query = z
  .looseObject({
    msg_signature: z.string().optional(),
    signature: z.string().optional(),
    timestamp: z.string(),
    nonce: z.string(),
  })
  .transform(({ msg_signature, signature, timestamp, nonce }) => ({
    signature: msg_signature ?? signature ?? "",
    timestamp,
    nonce,
  }));
const envelope = z.object({ encrypt: z.string().min(1) });
const event = z.looseObject({ EventType: z.string(), eventId: z.string().optional() });

function readSealed(request: RawRequest) {
  const signed = query.safeParse(request.query);
  const sealed = envelope.safeParse(readBody(request.body));
  if (!signed.success || !sealed.success) throw new SignatureError("not a callback");
  return { ...signed.data, encrypted: sealed.data.encrypt };
}

/** @see https://open.dingtalk.com/document/development/configure-stream-push */
const receiveEvent =
  (config: DingtalkConfig): Receive =>
  (request) => {
    if (!config.events) throw new SignatureError("events are not subscribed");
    const { token, aesKey } = config.events;
    const sealed = readSealed(request);
    // Behind the message stands the app, not the company.
    const opened = openSealed(sealed, { token, encodingAesKey: aesKey, receiverId: config.clientId });
    const { timestamp, nonce } = sealed;
    const reply = json(sealReply("success", { token, aesKey, owner: config.clientId, timestamp, nonce }));
    const data = readBody(opened);
    const parsed = event.safeParse(data);
    if (!parsed.success) return { type: "ignored", reason: "malformed event", reply };
    const id = parsed.data.eventId ?? createHash("sha256").update(opened).digest("hex");
    return { ...decodeEvent({ type: parsed.data.EventType, id, data }), reply } as Received;
  };

/**
 * The HTTP entrances: what the robot hears, what the directory tells, what is pressed.
 * @param count called for what the month's allowance counts; the directory's events are free
 */
export const createHooks = (config: DingtalkConfig, count: () => void): Record<string, Receive> => ({
  "": receiveMessage(config, count),
  "/events": receiveEvent(config),
  "/cards": receivePress(config, count),
});
