import { setTimeout as sleep } from "node:timers/promises";
import type { CallLog } from "../callLog";
import type { Faults } from "../faults";
import type { SimulatorClock, SimulatorLog } from "../types";
import type { Corp } from "./corp";
import { createMemberQueue } from "./memberQueue";
import type { MemberQueue } from "./memberQueue";
import { readPassiveReply } from "./passiveReply";
import { sealCallback } from "./sealCallback";
import type { SealedCallback, SealOptions } from "./sealCallback";
import { toXml } from "./toXml";
import type { XmlFields } from "./toXml";

export interface CallbackParts {
  corp: Corp;
  clock: SimulatorClock;
  log: SimulatorLog;
  calls: CallLog;
  faults: Faults;
  hookUrl: () => string;
  retryDelayMs: number;
}

export interface PushResult {
  taken: boolean;
  /** Text of a passive reply, when the server answered with one. */
  reply: string | null;
}

export interface Callbacks {
  /** Delivers one message or event, after the earlier ones of this member. Never rejects: a platform gives up in silence. */
  push: (userId: string, fields: XmlFields) => Promise<PushResult>;
  close: () => void;
}

const TIMEOUT_MS = 5000;
const TRIES = 3;

/** The platform's pushes to our server (developer.work.weixin.qq.com/document/path/90930). */
export function createCallbacks(parts: CallbackParts): Callbacks {
  const queues = new Map<string, MemberQueue>();
  const closing = new AbortController();
  const queueOf = (userId: string) => {
    const queue = queues.get(userId) ?? createMemberQueue(() => parts.faults.isOn("reorder"));
    queues.set(userId, queue);
    return queue;
  };
  return {
    push: async (userId, fields) => {
      let result: PushResult = { taken: false, reply: null };
      await queueOf(userId).add(async () => {
        result = await deliver(parts, fields, closing.signal);
      });
      return result;
    },
    close: () => closing.abort(),
  };
}

async function deliver(parts: CallbackParts, fields: XmlFields, closing: AbortSignal): Promise<PushResult> {
  if (parts.faults.isOn("forged")) await pushForgeries(parts, fields, closing);
  const result = await tryThrice(parts, fields, closing);
  if (parts.faults.isOn("duplicate")) await post(parts, { fields, note: "重复" }, closing);
  return result;
}

async function tryThrice(parts: CallbackParts, fields: XmlFields, closing: AbortSignal): Promise<PushResult> {
  for (let attempt = 1; attempt <= TRIES && !closing.aborted; attempt += 1) {
    if (attempt > 1) await sleep(parts.retryDelayMs);
    const answer = await post(parts, { fields, note: attempt > 1 ? `第 ${attempt} 次` : "" }, closing);
    if (answer?.status === 200) return { taken: true, reply: readReply(parts, fields, answer.body) };
  }
  return { taken: false, reply: null };
}

/** Pushes nobody but a forger would send: our server must refuse each and show nothing for it. */
async function pushForgeries(parts: CallbackParts, fields: XmlFields, closing: AbortSignal): Promise<void> {
  await post(parts, { fields, note: "冒充：签名不对", seal: { token: "not-the-token-of-this-app" } }, closing);
  await post(parts, { fields, note: "冒充：别家企业", seal: { receiveId: "wwanothercorp00001" } }, closing);
}

interface Push {
  fields: XmlFields;
  note: string;
  seal?: Partial<SealOptions>;
}

/** One POST, logged. Null when no answer came within five seconds. */
async function post(parts: CallbackParts, push: Push, closing: AbortSignal) {
  const startedAt = performance.now();
  const timestamp = Math.floor(parts.clock.now().getTime() / 1000);
  const sealed = sealCallback(parts.corp, toXml(push.fields), { timestamp, ...push.seal });
  const answer = await send(parts, sealed, closing);
  parts.calls.add({
    direction: "in",
    name: nameOf(push.fields),
    note: [push.note, wordsOf(push.fields)].filter((words) => words !== "").join(" · "),
    status: answer?.status ?? null,
    errcode: null,
    failed: answer?.status !== 200,
    milliseconds: Math.round(performance.now() - startedAt),
    request: JSON.parse(
      JSON.stringify(push.fields, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    ) as unknown,
    response: answer?.body === "" ? null : answer?.body.slice(0, 2000),
  });
  return answer;
}

async function send({ hookUrl, log }: CallbackParts, { query, body }: SealedCallback, closing: AbortSignal) {
  try {
    const response = await fetch(`${hookUrl()}?${query}`, {
      method: "POST",
      body,
      headers: { "content-type": "text/xml" },
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), closing]),
    });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    log.warn({ err: error }, "simulator: a push got no answer");
    return null;
  }
}

function readReply({ corp, log }: CallbackParts, fields: XmlFields, body: string): string | null {
  // The platform ignores replies to card events.
  if (body === "" || fields.Event === "template_card_event") return null;
  try {
    return readPassiveReply(corp, body);
  } catch (error) {
    log.warn({ err: error }, "simulator: a passive reply could not be read");
    return null;
  }
}

const wordsOf = ({ Content, EventKey }: XmlFields) => String(Content ?? EventKey ?? "").slice(0, 24);
const nameOf = ({ MsgType, Event }: XmlFields) => String(MsgType === "event" ? Event : MsgType);
