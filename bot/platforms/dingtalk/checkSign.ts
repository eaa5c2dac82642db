import { createHmac, timingSafeEqual } from "node:crypto";
import { SignatureError } from "../../errors";
import type { RawRequest } from "../../types";

const WINDOW_MS = 60 * 60_000;

const hmac = (secret: string, data: string) => createHmac("sha256", secret).update(data).digest("base64");

/** Over time and secret: the body is not covered, so everything behind it is told apart by its own id. */
export const robotSign = (timestamp: string, secret: string) => hmac(secret, `${timestamp}\n${secret}`);

export const cardSign = (timestamp: string, secret: string) => hmac(secret, timestamp);

interface Signed {
  timestamp: string;
  signature: string;
  expected: (timestamp: string) => string;
}

/** @throws SignatureError for a wrong signature and for one that is more than an hour off */
export function checkSign({ timestamp, signature, expected }: Signed, now: Date): void {
  const [given, right] = [Buffer.from(signature), Buffer.from(expected(timestamp))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new SignatureError("wrong signature");
  const offMs = Math.abs(now.getTime() - Number(timestamp));
  if (!(offMs <= WINDOW_MS)) throw new SignatureError("stale signature");
}

export function headerOf(request: RawRequest, name: string): string {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
