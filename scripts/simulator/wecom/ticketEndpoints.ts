import { randomBytes } from "node:crypto";
import type { SimulatorClock } from "../types";
import type { Endpoints } from "./endpoint";
import { WecomError } from "./wecomError";

const LIFETIME_S = 7200;
const HOUR_MS = 3_600_000;
const HOURLY_LIMIT = 100;

/** Tickets of the JS-SDK: 100 requests an hour for one app (developer.work.weixin.qq.com/document/path/90506). */
export function ticketEndpoints(clock: SimulatorClock): Endpoints {
  const giveCorpTicket = createTicket(clock);
  const giveAppTicket = createTicket(clock);
  return {
    get_jsapi_ticket: { method: "GET", handle: giveCorpTicket },
    "ticket/get": {
      method: "GET",
      handle: ({ query }) => {
        if (query.type !== "agent_config") throw new WecomError(91040);
        return giveAppTicket();
      },
    },
  };
}

function createTicket(clock: SimulatorClock) {
  let ticket = "";
  let expiresAt = 0;
  let requests: number[] = [];
  return () => {
    const now = clock.now().getTime();
    requests = [...requests.filter((at) => now - at < HOUR_MS), now];
    if (requests.length > HOURLY_LIMIT) throw new WecomError(45009);
    if (expiresAt <= now) {
      ticket = randomBytes(64).toString("base64url");
      expiresAt = now + LIFETIME_S * 1000;
    }
    return { ticket, expires_in: Math.floor((expiresAt - now) / 1000) };
  };
}
