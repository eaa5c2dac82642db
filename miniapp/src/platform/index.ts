import * as wecom from "./wecom";

/** What the app around us can do. A browser without one gets `false` and explains itself. */
export interface HostPlatform {
  name: string;
  isInside(): boolean;
  /** Both false outside the client on a phone. */
  canTranslateVoice(): boolean;
  /** Records until the returned function is called, which answers the words. */
  startVoice(): Promise<() => Promise<string>>;
  /** Closes the page, back to the chat. */
  close(): Promise<void>;
}

export const platform: HostPlatform = wecom.wecom;

/** The one-time code in the address, taken out of it so that a reload does not spend it twice. */
export function takeSignInCode(): string | null {
  const url = new URL(window.location.href);
  const code = url.searchParams.get("code");
  if (!code) return null;
  url.searchParams.delete("code");
  url.searchParams.delete("state");
  window.history.replaceState(window.history.state, "", url.pathname + url.search + url.hash);
  return code;
}
