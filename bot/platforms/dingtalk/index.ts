import type { Platform } from "../../types";
import type { ThriftyDeps } from "../deps";
import { createAllowance } from "./allowance";
import { createClient } from "./client";
import { createFetchDirectory, createFetchUser } from "./directory";
import { createHooks } from "./hooks";
import { createListen, type StreamTiming } from "./listen";
import { createDownloadMedia } from "./media";
import { createCloseCard, createSend } from "./sendCard";
import { createExchangeCode, createSignInUrl } from "./signIn";
import { createSignPage } from "./signPage";
import { type DingtalkConfig, NAME } from "./types";

/**
 * An internal DingTalk app with a robot: over a socket (Stream) or over callbacks. Nothing is asked of the platform before the
 * first call needs it.
 *
 * @see https://open.dingtalk.com/document/development/robot-overview
 */
export function createDingtalkPlatform(config: DingtalkConfig, deps: ThriftyDeps, timing?: StreamTiming): Platform {
  const client = createClient(config, deps);
  const allowance = createAllowance(deps);
  return {
    name: NAME,
    capabilities: {
      callbackButtons: config.cardTemplateId !== null,
      replaceCard: config.cardTemplateId !== null,
      places: false,
    },
    // Twenty calls a second for everybody; a member gets what a member reads.
    limits: { perMinute: 20, perHour: 500 },
    hooks: createHooks(config, () => allowance.count("messages")),
    ...(config.mode === "stream" ? { listen: createListen(config, deps, timing) } : {}),
    send: createSend(config, client, deps),
    closeCard: createCloseCard(config, client, deps),
    exchangeCode: createExchangeCode(config, client),
    signInUrl: createSignInUrl(config),
    signPage: createSignPage(config, client, () => deps.now()),
    fetchUser: createFetchUser(client),
    fetchDirectory: createFetchDirectory(client, deps.log),
    // A robot has no menu; what it would hold stands on the welcome card.
    publishMenu: async () => undefined,
    downloadMedia: createDownloadMedia(config, client),
  };
}
