import { randomBytes } from "node:crypto";
import type { Faults } from "../faults";
import type { SimulatorClock } from "../types";
import type { Corp } from "./corp";
import type { Endpoints } from "./endpoint";
import { WecomError } from "./wecomError";

const LIFETIME_S = 7200;

export interface AccessTokens {
  endpoints: Endpoints;
  /** @throws WecomError 41001 missing, 40014 unknown, 42001 expired. */
  check: (value: string | undefined) => void;
}

/** One token for the app; the same one again within its lifetime (developer.work.weixin.qq.com/document/path/91039). */
export function createAccessTokens(corp: Corp, clock: SimulatorClock, faults: Faults): AccessTokens {
  const expiries = new Map<string, number>();
  let current = "";
  const isAlive = (value: string) => (expiries.get(value) ?? 0) > clock.now().getTime();
  const issue = () => {
    if (!isAlive(current)) {
      current = randomBytes(96).toString("base64url");
      expiries.set(current, clock.now().getTime() + LIFETIME_S * 1000);
    }
    const left = Math.floor(((expiries.get(current) ?? 0) - clock.now().getTime()) / 1000);
    return { access_token: current, expires_in: left };
  };
  return {
    endpoints: {
      gettoken: {
        method: "GET",
        open: true,
        handle: ({ query }) => {
          checkCredentials(corp, query);
          return issue();
        },
      },
    },
    check: (value) => {
      if (!value) throw new WecomError(41001);
      if (!expiries.has(value)) throw new WecomError(40014);
      if (!isAlive(value)) throw new WecomError(42001);
      // With the fault on, a token is good for one call: every second call has to fetch a new one and replay.
      if (faults.isOn("expiredToken")) expiries.set(value, clock.now().getTime());
    },
  };
}

function checkCredentials(corp: Corp, query: Record<string, string>): void {
  if (!query.corpid) throw new WecomError(41002);
  if (!query.corpsecret) throw new WecomError(41004);
  if (query.corpid !== corp.corpId) throw new WecomError(40013);
  if (query.corpsecret !== corp.secret) throw new WecomError(40001);
}
