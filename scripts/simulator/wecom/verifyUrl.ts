import { randomInt } from "node:crypto";
import { encrypt, getSignature } from "@wecom/crypto";
import type { SimulatorClock } from "../types";
import type { Corp } from "./corp";

const TIMEOUT_MS = 1000;

export interface Verification {
  ok: boolean;
  /** Why the console would refuse to save the address. */
  reason: string;
}

/** What WeCom's console does when a callback address is saved (developer.work.weixin.qq.com/document/path/90930). */
export async function verifyUrl(corp: Corp, clock: SimulatorClock, hookUrl: string): Promise<Verification> {
  const words = String(randomInt(1e12, 1e13));
  const nonce = String(randomInt(1e8, 2e9));
  const timestamp = String(Math.floor(clock.now().getTime() / 1000));
  const echostr = encrypt(corp.encodingAesKey, words, corp.corpId);
  const query = new URLSearchParams({
    msg_signature: getSignature(corp.token, timestamp, nonce, echostr),
    timestamp,
    nonce,
    echostr,
  });
  try {
    const response = await fetch(`${hookUrl}?${query.toString()}`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status !== 200) return { ok: false, reason: `HTTP ${response.status}` };
    const isSame = Buffer.from(await response.arrayBuffer()).equals(Buffer.from(words));
    return isSame ? { ok: true, reason: "" } : { ok: false, reason: "回的不是解密后的 echostr" };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? `1 秒内没有回应：${error.message}` : "没有回应" };
  }
}
