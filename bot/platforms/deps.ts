import type { Logger } from "pino";
import type { HttpDeps } from "./fetchBytes";

/** What every platform works with. */
export interface PlatformDeps extends HttpDeps {
  now(): Date;
  log: Pick<Logger, "info" | "warn" | "error">;
}

/** `calls` of the API, and `messages`: what goes over webhooks and sockets. */
export type Metered = "calls" | "messages";

/** For platforms that allow so much a month, and whose messages may have no buttons that come back. */
export interface ThriftyDeps extends PlatformDeps {
  meter(platform: string, what: Metered): void;
  /** The page of the mini-app on which a button is pressed where a message itself has none. */
  pressPath(actionId: string): string;
}
