import { createCipheriv, randomBytes } from "node:crypto";
import { getSignature } from "@wecom/crypto";

const BLOCK_BYTES = 32;

export interface SealedReply {
  msg_signature: string;
  timeStamp: string;
  nonce: string;
  encrypt: string;
}

interface Seal {
  token: string;
  aesKey: string;
  owner: string;
  timestamp: string;
  nonce: string;
  /** 16 characters; drawn unless told. */
  filler?: string;
}

/**
 * Seals a text as the event subscription wants it answered.
 * `@wecom/crypto` could, but the filler would not be ours to set, and with it not the published examples to repeat.
 */
export function sealReply(text: string, seal: Seal): SealedReply {
  const { token, aesKey, owner, timestamp, nonce, filler = randomBytes(8).toString("hex") } = seal;
  const key = Buffer.from(`${aesKey}=`, "base64");
  const message = Buffer.from(text, "utf8");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([Buffer.from(filler), length, message, Buffer.from(owner)]);
  const padding = BLOCK_BYTES - (plain.length % BLOCK_BYTES);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
  const encrypt = Buffer.concat([cipher.update(padded), cipher.final()]).toString("base64");
  return { msg_signature: getSignature(token, timestamp, nonce, encrypt), timeStamp: timestamp, nonce, encrypt };
}
