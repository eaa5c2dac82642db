import type { Platform } from "../types";
import { createWecomPlatform } from "./wecom";
import type { WecomConfig, WecomDeps } from "./wecom/types";

export type PlatformDeps = WecomDeps;

/** Null where a platform is not configured. */
export interface PlatformConfigs {
  wecom: WecomConfig | null;
}

/** The platforms this installation talks to. */
export function createPlatforms(configs: PlatformConfigs, deps: PlatformDeps): Platform[] {
  return [...(configs.wecom ? [createWecomPlatform(configs.wecom, deps)] : [])];
}

/** The same platform under another name, so that two of a kind can stand side by side. */
export const renamePlatform = (platform: Platform, name: string): Platform => ({
  ...platform,
  name,
  receive(request, now) {
    const received = platform.receive(request, now);
    return received.type === "message" ? { ...received, message: { ...received.message, platform: name } } : received;
  },
});
