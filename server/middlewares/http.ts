import type { Logger } from "pino";
import type { RouterContext } from "@koa/router";
import type { LeadSourceRow } from "../../models/system/leadSource";
import type { Ctx } from "../context";

/** What the middlewares leave for the routes. `ctx` is there once the caller is known. */
export interface HttpState {
  requestId: string;
  log: Logger;
  ctx?: Ctx;
  /** The door a program with a key comes through. */
  leadSource?: LeadSourceRow;
}

/** Koa's context; `ctx` is always the domain's. */
export type Http = RouterContext<HttpState>;
