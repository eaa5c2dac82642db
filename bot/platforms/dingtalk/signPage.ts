import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { PageSignature } from "../../../models/shared/contracts/read";
import type { Platform } from "../../types";
import { createCachedSecret } from "../cachedSecret";
import type { PlatformDeps } from "../deps";
import type { DingtalkClient } from "./client";
import { drop } from "./failures";
import type { DingtalkConfig } from "./types";

const ticketAnswer = z.looseObject({ jsapiTicket: z.string().min(1), expireIn: z.number().positive() });

interface Signing {
  ticket: string;
  nonceStr: string;
  timestamp: number;
  href: string;
}

/** The client signs its address without the fragment and with the query decoded. */
export function signHref({ ticket, nonceStr, timestamp, href }: Signing): string {
  const [page = ""] = href.split("#");
  const at = page.indexOf("?");
  const url = at < 0 ? page : page.slice(0, at + 1) + decodeQuery(page.slice(at + 1));
  const plain = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`;
  return createHash("sha256").update(plain).digest("hex");
}

function decodeQuery(query: string): string {
  try {
    return decodeURIComponent(query.replaceAll("+", " "));
  } catch {
    // A stray percent sign stands for itself.
    return query;
  }
}

/** @see https://open.dingtalk.com/document/development/jsapi-authentication */
export function createSignPage(
  config: DingtalkConfig,
  client: DingtalkClient,
  now: PlatformDeps["now"],
): Platform["signPage"] {
  const ticket = createCachedSecret(async () => {
    const answer = await client.call({ path: "/v1.0/oauth2/jsapiTickets", body: {}, isFree: true }, ticketAnswer);
    return { value: answer.jsapiTicket, expiresInSeconds: answer.expireIn };
  }, now);

  return async function signPage(href): Promise<PageSignature> {
    // A signature lets a page speak in the app's name: only ours may.
    if (!URL.canParse(href) || new URL(href).host !== new URL(config.publicUrl).host)
      throw drop("signPage", "foreign_page");
    const timestamp = Math.floor(now().getTime() / 1000);
    const nonceStr = randomBytes(8).toString("hex");
    const signature = signHref({ ticket: await ticket.get(), nonceStr, timestamp, href });
    return { corpId: config.corpId, agentId: config.agentId ?? "", timestamp, nonceStr, signature, app: null };
  };
}
