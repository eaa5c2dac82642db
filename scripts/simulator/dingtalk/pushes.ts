import { createHmac, randomUUID } from "node:crypto";
import { sealReply } from "../../../bot/platforms/dingtalk/sealReply";
import type { DingtalkKeys } from "./types";
import type { createGateway } from "./gateway";

const HTTP_MS = 2500;
const TRIES = 3;

export type Post = (url: string, headers: Record<string, string>, body: object) => Promise<number | null>;

async function postJson(url: string, headers: Record<string, string>, body: object): Promise<number | null> {
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(HTTP_MS) }).catch(() => null);
  await response?.arrayBuffer();
  return response?.status ?? null;
}

export interface PushParts {
  post?: Post;
  keys: DingtalkKeys;
  gateway: ReturnType<typeof createGateway>;
  hookUrl: () => string;
  cardUrl: () => string | null;
  now: () => Date;
  ackMs: number;
  /** Between a push that was not taken and the next; a minute on the real platform. */
  retryDelayMs: number;
  log: (push: { name: string; request: unknown; status: number | null }) => void;
}

const hmac = (secret: string, data: string) => createHmac("sha256", secret).update(data).digest("base64");

type Frame = Parameters<PushParts["gateway"]["send"]>[0];

/** The two ways to our server: signed requests, and the socket. True when it was taken. */
function createWays({ gateway, ackMs, log, post: send = postJson }: PushParts) {
  return {
    async post(url: string, headers: Record<string, string>, body: object): Promise<boolean> {
      const status = await send(url, headers, body);
      log({ name: new URL(url).pathname, request: body, status });
      return status === 200;
    },
    async stream(frame: Frame): Promise<boolean> {
      const ack = await gateway.send(frame, ackMs);
      log({ name: frame.topic, request: frame.data, status: ack?.code ?? null });
      return ack?.code === 200 && !ack.data.includes("LATER");
    },
  };
}

async function untilTaken(push: () => Promise<boolean>, retryDelayMs: number): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
    if (await push()) return true;
  }
  return false;
}

function sealedEvent({ token, aesKey }: DingtalkKeys["events"], event: { owner: string; at: string; data: object }) {
  const seal = { token, aesKey, owner: event.owner, timestamp: event.at, nonce: randomUUID().slice(0, 8) };
  const { encrypt, msg_signature, nonce } = sealReply(JSON.stringify(event.data), seal);
  return { query: new URLSearchParams({ msg_signature, timestamp: event.at, nonce }), encrypt };
}

/** What goes to our server: over the socket while one is connected, else over HTTP, and again until it is taken. */
export function createPushes(parts: PushParts) {
  const { keys, gateway, hookUrl, cardUrl, now, retryDelayMs } = parts;
  const { post, stream } = createWays(parts);
  const timestamp = () => String(now().getTime());

  return {
    message(body: object): Promise<boolean> {
      const topic = "/v1.0/im/bot/messages/get";
      return untilTaken(() => {
        if (gateway.isConnected()) return stream({ type: "CALLBACK", topic, data: body });
        const at = timestamp();
        return post(hookUrl(), { timestamp: at, sign: hmac(keys.clientSecret, `${at}\n${keys.clientSecret}`) }, body);
      }, retryDelayMs);
    },
    press(body: object, callbackType: "STREAM" | "HTTP"): Promise<boolean> {
      const topic = "/v1.0/card/instances/callback";
      if (callbackType === "STREAM") return stream({ type: "CALLBACK", topic, data: body });
      const at = timestamp();
      const signature = hmac(keys.clientSecret, at);
      const headers = { "x-ddpaas-signature-timestamp": at, "x-ddpaas-signature": signature };
      return post(cardUrl() ?? `${hookUrl()}/cards`, headers, body);
    },
    event(eventType: string, data: Record<string, unknown>, eventId: string = randomUUID()): Promise<boolean> {
      return untilTaken(() => {
        if (gateway.isConnected()) return stream({ type: "EVENT", topic: "*", headers: { eventType, eventId }, data });
        const event = { owner: keys.clientId, at: timestamp(), data: { EventType: eventType, eventId, ...data } };
        const { query, encrypt } = sealedEvent(keys.events, event);
        return post(`${hookUrl()}/events?${query}`, {}, { encrypt });
      }, retryDelayMs);
    },
  };
}
