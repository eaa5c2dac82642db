import { randomBytes } from "node:crypto";
import { getJsApiSignature } from "@wecom/crypto";
import type { PageSignature } from "../../../models/shared/contracts/read";
import { PlatformError } from "../../errors";
import type { PlatformDeps } from "../deps";
import { createTicket, type WecomClient } from "./client";
import type { WecomConfig } from "./types";

/**
 * Signs a page for the JS-SDK, twice: for the corp and for the app. Only our own pages: a signature lets a page speak in
 * the app's name.
 *
 * @throws PlatformError `drop` for a page of another host.
 * @see https://developer.work.weixin.qq.com/document/path/96909
 */
export function createSignPage(config: WecomConfig, client: WecomClient, now: PlatformDeps["now"]) {
  const corpTicket = createTicket(client, { path: "get_jsapi_ticket" }, now);
  const appTicket = createTicket(client, { path: "ticket/get", query: { type: "agent_config" } }, now);

  return async function signPage(url: string): Promise<PageSignature> {
    refuseForeign(url, config.publicUrl);
    const timestamp = Math.floor(now().getTime() / 1000);
    return {
      corpId: config.corpId,
      agentId: config.agentId,
      ...sign(url, await corpTicket.get(), timestamp),
      app: sign(url, await appTicket.get(), timestamp),
    };
  };
}

function sign(url: string, ticket: string, timestamp: number) {
  return signUrl({ url, ticket, timestamp, nonceStr: randomBytes(8).toString("hex") });
}

/** The client signs its address without the fragment; `@wecom/crypto` would sign it along. */
export function signUrl(input: { url: string; ticket: string; timestamp: number; nonceStr: string }) {
  const [url = ""] = input.url.split("#");
  const { signature } = getJsApiSignature({ ...input, url });
  return { timestamp: input.timestamp, nonceStr: input.nonceStr, signature };
}

function refuseForeign(url: string, publicUrl: string): void {
  if (URL.canParse(url) && new URL(url).host === new URL(publicUrl).host) return;
  throw new PlatformError("wecom signPage: not a page of ours", {
    failure: "drop",
    code: "foreign_page",
    call: "signPage",
  });
}
