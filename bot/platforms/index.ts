import type { Platform, Received, Receive } from "../types";
import type { ThriftyDeps } from "./deps";
import { createDingtalkPlatform } from "./dingtalk";
import type { DingtalkConfig } from "./dingtalk/types";
import { createWecomPlatform } from "./wecom";
import { createWecomBotPlatform, type WecomBotConfig } from "./wecom/aibot";
import type { WecomConfig } from "./wecom/types";

/** Absent or null where a platform is not configured. */
export interface PlatformConfigs {
  wecom?: WecomConfig | null;
  wecomBot?: WecomBotConfig | null;
  dingtalk?: DingtalkConfig | null;
}

/** The platforms this installation talks to. */
export function createPlatforms(configs: PlatformConfigs, deps: ThriftyDeps): Platform[] {
  const { wecom, wecomBot, dingtalk } = configs;
  return [
    ...(wecom ? [createWecomPlatform(wecom, deps)] : []),
    ...(wecomBot ? [createWecomBotPlatform(wecomBot, deps)] : []),
    ...(dingtalk ? [createDingtalkPlatform(dingtalk, deps)] : []),
  ];
}

/** The same platform under another name, so that two of a kind can stand side by side. */
export function renamePlatform(platform: Platform, name: string): Platform {
  const rename = (received: Received): Received =>
    received.type === "message" ? { ...received, message: { ...received.message, platform: name } } : received;
  const renameHook =
    (receive: Receive): Receive =>
    (request, now) =>
      rename(receive(request, now));
  const hooks = Object.entries(platform.hooks).map(([path, receive]) => [path, renameHook(receive)] as const);
  const { listen } = platform;
  return {
    ...platform,
    name,
    hooks: Object.fromEntries(hooks),
    ...(listen ? { listen: (accept, signal) => listen((received) => accept(rename(received)), signal) } : {}),
  };
}
