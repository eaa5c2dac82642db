import type { Wecom } from "./wecom";
import { OAUTH_PATH } from "./wecom/signInPages";

/**
 * Where a link in a member's chat leads inside the client, which knows who holds the phone:
 * the mini-app gets a fresh sign-in code, the platform's sign-in page learns the user, other sites stay as they are.
 */
export function openTarget(wecom: Wecom, appUrl: string, { userId, url }: { userId: string; url: string }): string {
  const target = new URL(url, `${appUrl}/`);
  const app = new URL(appUrl);
  if (target.pathname === OAUTH_PATH) {
    target.searchParams.set("user", userId);
  } else if (target.host === app.host && isBelow(target.pathname, app.pathname)) {
    target.searchParams.set("code", wecom.signInCodes.issue(userId));
    target.searchParams.set("state", "simulator");
  }
  return target.toString();
}

const isBelow = (path: string, folder: string) => path === folder || path.startsWith(`${folder.replace(/\/$/, "")}/`);
