import type { PlatformDeps } from "../deps";
import { createClient } from "./client";
import { createFetchDirectory, createFetchUser } from "./directory";
import { createDownloadMedia, createUploadMedia } from "./media";
import { createPublishMenu } from "./menu";
import { createReceive } from "./receive";
import { createCloseCard, createSend } from "./sendCard";
import { createExchangeCode, createSignInUrl } from "./signIn";
import { createSignPage } from "./signPage";
import type { WecomConfig, WecomPlatform } from "./types";

/**
 * A self-built WeCom app: callbacks in, cards out. Nothing is asked of the platform before the first call needs it.
 *
 * @see https://developer.work.weixin.qq.com/document/path/90664
 */
export function createWecomPlatform(config: WecomConfig, deps: PlatformDeps): WecomPlatform {
  const client = createClient(config, deps);
  return {
    name: "wecom",
    capabilities: { callbackButtons: true, replaceCard: true, places: true },
    limits: { perMinute: 30, perHour: 1000 },
    hooks: { "": createReceive(config, deps.log) },
    send: createSend(config, client),
    closeCard: createCloseCard(config, client),
    exchangeCode: createExchangeCode(client),
    signInUrl: createSignInUrl(config),
    signPage: createSignPage(config, client, () => deps.now()),
    fetchUser: createFetchUser(client),
    fetchDirectory: createFetchDirectory(client, deps.log),
    publishMenu: createPublishMenu(config, client),
    downloadMedia: createDownloadMedia(client),
    uploadMedia: createUploadMedia(client),
  };
}
