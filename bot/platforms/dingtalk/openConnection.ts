import { z } from "zod";
import { trimSlash } from "../appUrl";
import type { PlatformDeps } from "../deps";
import { fetchBytes } from "../fetchBytes";
import { readBody } from "./readBody";
import { type DingtalkConfig, NAME } from "./types";
import { drop } from "./failures";

export const TOPICS = { message: "/v1.0/im/bot/messages/get", press: "/v1.0/card/instances/callback" } as const;

const PATH = "/v1.0/gateway/connections/open";
const answer = z.object({ endpoint: z.string().min(1), ticket: z.string().min(1) });

const subscriptions = [
  { type: "EVENT", topic: "*" },
  { type: "CALLBACK", topic: TOPICS.message },
  { type: "CALLBACK", topic: TOPICS.press },
];

/**
 * Asks for a place on the gateway. The address holds a ticket: good for one connection, and for 90 seconds.
 * @throws PlatformError also for a wrong secret, and for an app whose version with Stream mode is not published
 */
export async function openConnection(config: DingtalkConfig, deps: PlatformDeps): Promise<string> {
  const { clientId, clientSecret } = config;
  const init = {
    method: "POST",
    // Without the wish the answer is XML.
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({ clientId, clientSecret, ua: "yiju-crm", subscriptions }),
  };
  const url = `${trimSlash(config.apiBase)}${PATH}`;
  const { bytes } = await fetchBytes({ platform: NAME, call: PATH, url, init }, deps);
  const parsed = answer.safeParse(readBody(bytes));
  if (!parsed.success) throw drop(PATH, "unexpected_answer");
  const address = new URL(parsed.data.endpoint);
  address.searchParams.set("ticket", parsed.data.ticket);
  return address.href;
}
