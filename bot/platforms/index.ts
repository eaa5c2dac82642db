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
