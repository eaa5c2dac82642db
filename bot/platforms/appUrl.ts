import { isAppPath } from "../card";

/**
 * The address of a mini-app page, encoded. A path that would leave the mini-app, or is longer than the platform
 * takes, leads to the first page instead: a card must not become a way to somewhere else.
 */
export function appUrl(publicUrl: string, path: string): string {
  return new URL(`${trimSlash(publicUrl)}/app${isAppPath(path) ? path : "/"}`).href;
}

export function trimSlash(base: string): string {
  return base.replace(/\/+$/, "");
}
