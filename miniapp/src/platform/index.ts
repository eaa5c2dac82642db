import type { SignInCode } from "../api/auth";
import { dingtalk } from "./dingtalk";
import type { Located } from "./position";
import { wecom } from "./wecom";

/** What the app around us can do. A browser without one gets `false` and explains itself. */
export interface HostPlatform {
  name: string;
  isInside(): boolean;
  /** Both false outside the client on a phone. */
  canTranslateVoice(): boolean;
  /** A sign-in code that the client hands over without leaving the page; null where one has to go to `signInUrl` for it. */
  askCode(signInUrl: string): Promise<string | null>;
  /** Records until the returned function is called, which answers the words. */
  startVoice(): Promise<() => Promise<string>>;
  /** Where the phone is. @throws NoPosition */
  locate(): Promise<Located>;
  /** Closes the page, back to the chat. */
  close(): Promise<void>;
}

const hosts: HostPlatform[] = [wecom, dingtalk];

/** The app around us; in a plain browser the first one, which then says what it cannot do. */
export const platform: HostPlatform = hosts.find((host) => host.isInside()) ?? wecom;

/** Says in an address which platform its code comes from, where that is not the one around us. */
const VIA = "via";

/** The address to come back to with a code of `name`. */
export function returnAddress(name: string): string {
  const { pathname, search } = window.location;
  if (name === platform.name) return pathname + search;
  const params = new URLSearchParams(search);
  params.set(VIA, name);
  return `${pathname}?${params}`;
}

/** The one-time code in the address, taken out of it so that a reload does not spend it twice. */
export function takeSignInCode(): SignInCode | null {
  const url = new URL(window.location.href);
  const code = url.searchParams.get("code");
  if (!code) return null;
  const via = url.searchParams.get(VIA) ?? platform.name;
  const state = url.searchParams.get("state");
  for (const name of ["code", "authCode", "state", VIA]) url.searchParams.delete(name);
  window.history.replaceState(window.history.state, "", url.pathname + url.search + url.hash);
  return { code, platform: via, state };
}
