import { PlatformError } from "../../../errors";
import type { Platform } from "../../../types";
import type { WecomConfig } from "../types";
import type { PlatformDeps } from "../../deps";
import { createCloseCard } from "./closeCard";
import { Connection, type ConnectionConfig } from "./connection";
import { createListen } from "./listen";
import { createDownloadMedia } from "./media";
import { createFetchMember } from "./members";
import { createSend } from "./sendCard";

export interface WecomBotConfig extends ConnectionConfig {
  /** Where a phone reaches the mini-app; null: nowhere. */
  publicUrl: string | null;
  /** The self-built app of the same company, where it is connected too. */
  app: WecomConfig | null;
}

/** A call the bot has no way for. */
const notThere = (call: string) =>
  new PlatformError(`wecom aibot ${call}: not there`, { failure: "drop", code: "not_there", call });

/**
 * A WeCom AI bot over its long connection: two values, no address of ours, no callbacks.
 *
 * @see https://developer.work.weixin.qq.com/document/path/101463
 */
export function createWecomBotPlatform(config: WecomBotConfig, deps: PlatformDeps): Platform {
  const connection = new Connection(config, deps.log);
  const parts = { connection, deps, publicUrl: config.publicUrl };
  return {
    name: "wecomBot",
    capabilities: { callbackButtons: true, replaceCard: true, places: false, linksSignIn: true },
    host: "wecom",
    limits: { perMinute: 30, perHour: 1000 },
    hooks: {},
    listen: createListen(connection, deps),
    canSend: () => connection.isOpen(),
    send: createSend(parts),
    closeCard: createCloseCard(parts),
    exchangeCode: () => Promise.reject(notThere("exchangeCode")),
    signInUrl() {
      throw notThere("signInUrl");
    },
    signPage: () => Promise.reject(notThere("signPage")),
    fetchUser: createFetchMember(config.app, deps),
    // The app beside it, where there is one, reads the company; the bot itself knows those who talked to it.
    fetchDirectory: async () => ({ users: [], departments: [], complete: false }),
    publishMenu: async () => undefined,
    downloadMedia: createDownloadMedia(deps),
  };
}
