import { isSameServer, toPath } from "./sameServer";
import type { Wecom } from "./wecom";
import { OAUTH_PATH } from "./wecom/signInPages";

export interface OpenedLink {
  userId: string;
  url: string;
  appUrl: string;
}

/**
 * Where a link in a member's chat leads inside the client, which knows who holds the phone:
 * the mini-app gets a fresh sign-in code, the platform's sign-in page learns the user, other sites stay as they are.
 *
 * @returns a path on this server, or another site's address.
 */
export function openTarget(wecom: Wecom, { userId, url, appUrl }: OpenedLink): string {
  const app = new URL(appUrl);
  const target = new URL(url, `${appUrl}/`);
  if (!isSameServer(target, app)) return target.toString();
  if (target.pathname === OAUTH_PATH) {
    target.searchParams.set("user", userId);
  } else if (isBelow(target.pathname, app.pathname)) {
    target.searchParams.set("code", wecom.signInCodes.issue(userId));
  }
  return toPath(target);
}

const isBelow = (path: string, folder: string) => path === folder || path.startsWith(`${folder.replace(/\/$/, "")}/`);
