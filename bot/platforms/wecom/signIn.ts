import { z } from "zod";
import { PlatformError } from "../../errors";
import type { Platform } from "../../types";
import { trimSlash } from "../appUrl";
import type { WecomClient } from "./client";
import type { WecomConfig } from "./types";

const whoAnswer = z.object({ userid: z.string().optional() });

/**
 * Where a browser signs in: silently inside the app, by scanning outside. The host of `returnTo` must be the app's trusted
 * domain, `state` letters and digits only.
 *
 * @see https://developer.work.weixin.qq.com/document/path/91022 (inside), 98152 (outside)
 */
export function createSignInUrl(config: WecomConfig): Platform["signInUrl"] {
  return function signInUrl({ returnTo, state, insideClient }) {
    const shared = { appid: config.corpId, agentid: config.agentId, redirect_uri: returnTo, state };
    if (insideClient) {
      const query = new URLSearchParams({ ...shared, response_type: "code", scope: "snsapi_base" });
      return `${trimSlash(config.oauthBase)}/connect/oauth2/authorize?${query}#wechat_redirect`;
    }
    const query = new URLSearchParams({ ...shared, login_type: "CorpApp" });
    return `${trimSlash(config.loginBase)}/wwlogin/sso/login?${query}`;
  };
}

/**
 * @throws PlatformError `drop` for a used or expired code, and for people outside the corp, who only have an `openid`.
 * @see https://developer.work.weixin.qq.com/document/path/91023
 */
export function createExchangeCode(client: WecomClient): Platform["exchangeCode"] {
  return async function exchangeCode(code) {
    const path = "auth/getuserinfo";
    const { userid } = await client.call({ path, query: { code } }, whoAnswer);
    if (!userid)
      throw new PlatformError(`wecom ${path}: not a member`, { failure: "drop", code: "not_a_member", call: path });
    return { userId: userid };
  };
}
