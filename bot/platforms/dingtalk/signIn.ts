import { z } from "zod";
import { PlatformError } from "../../errors";
import type { Platform } from "../../types";
import { trimSlash } from "../appUrl";
import type { DingtalkClient } from "./client";
import type { DingtalkConfig } from "./types";

const USED_OR_UNKNOWN_CODE = 40078;

const insideAnswer = z.object({ result: z.looseObject({ userid: z.string().min(1) }) });
const grantAnswer = z.looseObject({ accessToken: z.string().min(1) });
const meAnswer = z.looseObject({ unionId: z.string().min(1) });

/** Where a desktop browser signs in; inside the client the page gets its code without going anywhere. */
export function createSignInUrl(config: DingtalkConfig): Platform["signInUrl"] {
  return function signInUrl({ returnTo, state }) {
    const query = new URLSearchParams({
      redirect_uri: returnTo,
      response_type: "code",
      client_id: config.clientId,
      scope: "openid corpid",
      state,
      prompt: "consent",
      corpId: config.corpId,
    });
    return `${trimSlash(config.loginBase)}/oauth2/auth?${query}`;
  };
}

/**
 * Two kinds of code look alike: one from inside the client, one from the sign-in page of a browser.
 * @throws PlatformError `drop` for a used or expired code, and for people outside the company
 * @see https://open.dingtalk.com/document/development/obtain-the-userid-of-a-user-by-using-the-log-free
 */
export function createExchangeCode(config: DingtalkConfig, client: DingtalkClient): Platform["exchangeCode"] {
  async function exchangeInside(code: string): Promise<string> {
    const request = { path: "/topapi/v2/user/getuserinfo", body: { code }, isFree: true };
    return (await client.call(request, insideAnswer)).result.userid;
  }

  async function exchangeOutside(code: string): Promise<string> {
    const { clientId, clientSecret } = config;
    const body = { clientId, clientSecret, code, grantType: "authorization_code" };
    const grant = await client.call({ path: "/v1.0/oauth2/userAccessToken", body, isFree: true }, grantAnswer);
    const who = { path: "/v1.0/contact/users/me", userToken: grant.accessToken, isFree: true };
    const { unionId } = await client.call(who, meAnswer);
    const request = { path: "/topapi/user/getbyunionid", body: { unionid: unionId }, isFree: true };
    return (await client.call(request, insideAnswer)).result.userid;
  }

  return async function exchangeCode(code) {
    try {
      return { userId: await exchangeInside(code) };
    } catch (error) {
      if (!(error instanceof PlatformError && error.details.code === USED_OR_UNKNOWN_CODE)) throw error;
      return { userId: await exchangeOutside(code) };
    }
  };
}
