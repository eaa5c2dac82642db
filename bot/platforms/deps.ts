import type { Logger } from "pino";
import type { HttpDeps } from "./fetchBytes";

/** What every platform works with. */
export interface PlatformDeps extends HttpDeps {
  now(): Date;
  log: Pick<Logger, "info" | "warn" | "error">;
}

/** `calls` of the API, and `messages`: what goes over webhooks and sockets. */
export type Metered = "calls" | "messages";

export interface Meter {
  /** @param use `allowed` is what the platform's basic edition gives in a month, where the company has not set something else */
  count(use: { platform: string; what: Metered; allowed: number }): void;
  /** How much of what the month allows is used, 1 being all of it. */
  share(platform: string, what: Metered): number;
}

/** From here on what is left is kept for what matters, and the administrators are told. */
export const SCARCE = 0.8;

/** For platforms that allow so much a month, and whose messages may have no buttons that come back. */
export interface ThriftyDeps extends PlatformDeps {
  meter: Meter;
  /** The page of the mini-app on which a button is pressed where a message itself has none. */
  pressPath(actionId: string): string;
}
