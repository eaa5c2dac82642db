import { randomUUID } from "node:crypto";
import { DingtalkRefusal, type DingtalkCall, type DingtalkKeys } from "./types";

const LIFE_S = 7200;

/** The app's token: the same while it lives. */
export function createTokens(keys: DingtalkKeys) {
  let current = randomUUID();
  return {
    issue(body: Record<string, unknown>) {
      if (body.appKey !== keys.clientId || body.appSecret !== keys.clientSecret)
        throw new DingtalkRefusal("invalidClientIdOrSecret");
      return { accessToken: current, expireIn: LIFE_S };
    },
    /** @throws DingtalkRefusal for a token that was never good or no longer is */
    check({ path, query, headers }: DingtalkCall): void {
      const isNewer = path.startsWith("/v1.0/");
      const given = isNewer ? headers["x-acs-dingtalk-access-token"] : query.access_token;
      if (given !== current) throw new DingtalkRefusal(isNewer ? "InvalidAuthentication" : 40014, `bad token ${given}`);
    },
    revoke: () => void (current = randomUUID()),
  };
}
