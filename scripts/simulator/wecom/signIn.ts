import { randomBytes } from "node:crypto";
import type { SimulatorClock } from "../types";
import type { Endpoints } from "./endpoint";
import { WecomError } from "./wecomError";

const LIFETIME_MS = 5 * 60 * 1000;
/** An expired code is known as expired for a while, then as unknown. */
const REMEMBERED_MS = 60 * 60 * 1000;

export interface SignInCodes {
  endpoints: Endpoints;
  issue: (userId: string) => string;
}

/** One-time codes of the OAuth pages: good once, for five minutes (developer.work.weixin.qq.com/document/path/91023). */
export function createSignInCodes(clock: SimulatorClock): SignInCodes {
  const codes = new Map<string, { userId: string; issuedAt: number }>();
  const redeem = (value: string | undefined) => {
    const code = codes.get(value ?? "");
    if (!code) throw new WecomError(40029);
    codes.delete(value ?? "");
    if (clock.now().getTime() - code.issuedAt > LIFETIME_MS) throw new WecomError(42003);
    return code.userId;
  };
  return {
    endpoints: {
      "auth/getuserinfo": { method: "GET", handle: ({ query }) => ({ userid: redeem(query.code) }) },
    },
    issue: (userId) => {
      const now = clock.now().getTime();
      codes.forEach((code, value) => now - code.issuedAt > REMEMBERED_MS && codes.delete(value));
      const code = randomBytes(32).toString("base64url");
      codes.set(code, { userId, issuedAt: now });
      return code;
    },
  };
}
