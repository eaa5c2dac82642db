import type { Logger } from "pino";
import type { HttpDeps } from "./fetchBytes";

/** What every platform works with. */
export interface PlatformDeps extends HttpDeps {
  now(): Date;
  log: Pick<Logger, "info" | "warn" | "error">;
}
