import type { Platform } from "../types";
import { createWecomPlatform } from "./wecom";
import type { WecomConfig, WecomDeps } from "./wecom/types";

export type PlatformDeps = WecomDeps;

/** One entry per platform that is configured; the others are absent. */
export interface PlatformConfigs {
  wecom?: WecomConfig;
}

/** The platforms this installation talks to. */
export function createPlatforms(configs: PlatformConfigs, deps: PlatformDeps): Platform[] {
  return [...(configs.wecom ? [createWecomPlatform(configs.wecom, deps)] : [])];
}
