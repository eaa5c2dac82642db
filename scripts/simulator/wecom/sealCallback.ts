import { randomInt } from "node:crypto";
import { encrypt, getSignature } from "@wecom/crypto";
import type { Corp } from "./corp";
import { toXml } from "./toXml";

export interface SealedCallback {
  query: string;
  body: string;
}

export interface SealOptions {
  /** Seconds since 1970. */
  timestamp: number;
  /** Another corp's id makes a forgery that is rightly signed. */
  receiveId?: string;
  /** A token other than the app's makes a wrong signature. */
  token?: string;
}

/** Signs and encrypts a push with a fresh nonce (developer.work.weixin.qq.com/document/path/90968). */
export function sealCallback(corp: Corp, message: string, options: SealOptions): SealedCallback {
  const nonce = String(randomInt(1e8, 2e9));
  const sealed = encrypt(corp.encodingAesKey, message, options.receiveId ?? corp.corpId);
  const signature = getSignature(options.token ?? corp.token, options.timestamp, nonce, sealed);
  const query = new URLSearchParams({ msg_signature: signature, timestamp: String(options.timestamp), nonce });
  return {
    query: query.toString(),
    body: toXml({ ToUserName: corp.corpId, AgentID: String(corp.agentId), Encrypt: sealed }),
  };
}
