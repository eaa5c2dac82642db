import { createDecipheriv, timingSafeEqual } from "node:crypto";
import { getSignature } from "@wecom/crypto";
import { SignatureError } from "../errors";

const BLOCK_BYTES = 16;
const MAX_PADDING = 32;
const RANDOM_BYTES = 16;
const HEADER_BYTES = RANDOM_BYTES + 4;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The parts of a callback that its signature covers, besides the shared token. */
export interface Sealed {
  signature: string;
  timestamp: string;
  nonce: string;
  encrypted: string;
}

export interface SealKeys {
  token: string;
  encodingAesKey: string;
  /** What the platform writes behind the message: WeCom the corp id, DingTalk the app's client id. */
  receiverId: string;
}

/**
 * Checks a callback's signature and opens it. Nothing of the content is touched before the signature holds.
 *
 * `@wecom/crypto` signs, but its `decrypt` looks neither at the filler bytes nor at the length nor at the receiver, so
 * another corp's payload would pass. Hence this opening.
 *
 * @throws SignatureError for everything that is not exactly what the platform would send.
 * @see https://developer.work.weixin.qq.com/document/path/90968
 */
export function openSealed(sealed: Sealed, keys: SealKeys): string {
  const expected = getSignature(keys.token, sealed.timestamp, sealed.nonce, sealed.encrypted);
  if (!isSame(expected, sealed.signature)) throw new SignatureError("wrong signature");
  return unwrap(stripPadding(decipher(sealed.encrypted, keys.encodingAesKey)), keys.receiverId);
}

/** In constant time. Lengths may show: a signature's is always the same, and an id is no secret. */
function isSame(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function decipher(encrypted: string, encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, "base64");
  const cipherText = BASE64.test(encrypted) ? Buffer.from(encrypted, "base64") : Buffer.alloc(0);
  if (key.length !== 32 || cipherText.length === 0 || cipherText.length % BLOCK_BYTES !== 0) {
    throw new SignatureError("not a sealed message");
  }
  // The padding reaches up to 32 bytes, more than the cipher's own block: OpenSSL would refuse it.
  const opener = createDecipheriv("aes-256-cbc", key, key.subarray(0, BLOCK_BYTES)).setAutoPadding(false);
  return Buffer.concat([opener.update(cipherText), opener.final()]);
}

function stripPadding(padded: Buffer): Buffer {
  const length = padded.at(-1) ?? 0;
  if (length < 1 || length > MAX_PADDING || length > padded.length) throw new SignatureError("wrong padding");
  const start = padded.length - length;
  if (!padded.subarray(start).every((byte) => byte === length)) throw new SignatureError("wrong padding");
  return padded.subarray(0, start);
}

function unwrap(plain: Buffer, receiverId: string): string {
  const end = plain.length >= HEADER_BYTES ? HEADER_BYTES + plain.readUInt32BE(RANDOM_BYTES) : Infinity;
  if (end > plain.length) throw new SignatureError("wrong length");
  if (!isSame(plain.toString("utf8", end), receiverId)) throw new SignatureError("meant for another receiver");
  return plain.toString("utf8", HEADER_BYTES, end);
}
