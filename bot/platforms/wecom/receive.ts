import { z } from "zod";
import { SignatureError } from "../../errors";
import type { RawRequest, Received } from "../../types";
import type { PlatformDeps } from "../deps";
import { decode } from "./decode";
import { openSealed, type Sealed, type SealKeys } from "../openSealed";
import { readXml } from "./readXml";
import type { WecomConfig } from "./types";

const MAX_BODY_BYTES = 1024 * 1024;
/** An envelope has three elements; what has many more is not worth the time to take it apart. */
const MOST_TAGS = 64;
const STALE_AFTER_MS = 5 * 60 * 1000;

const query = z.object({ msg_signature: z.string().min(1), timestamp: z.string().min(1), nonce: z.string() });
const envelope = z.object({ Encrypt: z.string().trim().min(1) });

type Keys = Pick<WecomConfig, "corpId" | "agentId" | "token" | "encodingAesKey">;

/**
 * Makes the entrance for URL verification (GET) and callbacks (POST): verify, open, decode. No I/O besides the log.
 *
 * @see https://developer.work.weixin.qq.com/document/path/90930
 */
export function createReceive(config: Keys, log: PlatformDeps["log"]) {
  const keys: SealKeys = { token: config.token, encodingAesKey: config.encodingAesKey, receiverId: config.corpId };

  return function receive(request: RawRequest, now: Date): Received {
    const sealed = readSealed(request);
    const opened = openSealed(sealed, keys);
    warnWhenStale(sealed.timestamp, now, log);
    if (request.method === "GET") return { type: "handshake", reply: { contentType: "text/plain", body: opened } };
    const elements = readXml(opened);
    return elements ? decode(elements, config.agentId) : { type: "ignored", reason: "not the XML it should be" };
  };
}

function readSealed(request: RawRequest): Sealed {
  const signed = query.safeParse(request.query);
  const encrypted = request.method === "GET" ? readEcho(request) : readEnvelope(request);
  if (!signed.success || !encrypted) throw new SignatureError("not a callback");
  return {
    signature: signed.data.msg_signature,
    timestamp: signed.data.timestamp,
    nonce: signed.data.nonce,
    encrypted,
  };
}

/** Base64 has no space: where one shows up, some proxy decoded a plus sign twice. */
function readEcho(request: RawRequest): string | null {
  return request.query.echostr?.replaceAll(" ", "+") || null;
}

function readEnvelope(request: RawRequest): string | null {
  if (request.method !== "POST" || request.body.length > MAX_BODY_BYTES) return null;
  const text = request.body.toString("utf8");
  if (text.split("<", MOST_TAGS + 1).length > MOST_TAGS) return null;
  const parsed = envelope.safeParse(readXml(text));
  return parsed.success ? parsed.data.Encrypt : null;
}

/** The platform names no window, and a late redelivery is the only copy of a message: tell, but take it. */
function warnWhenStale(timestamp: string, now: Date, log: PlatformDeps["log"]): void {
  const ageMs = now.getTime() - Number(timestamp) * 1000;
  if (Math.abs(ageMs) > STALE_AFTER_MS || Number.isNaN(ageMs))
    log.warn({ timestamp }, "wecom callback with a stale timestamp");
}
