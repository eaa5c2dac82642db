import { AppError } from "../server/errors";
import type { SignInPort } from "../server/ports";
import { loadActor } from "../server/loadActor";
import type { BotDeps } from "./deps";
import { PlatformError } from "./errors";
import { resolveUser } from "./resolveActor";
import type { Platform } from "./types";

async function exchange(platform: Platform, code: string): Promise<string> {
  try {
    return (await platform.exchangeCode(code)).userId;
  } catch (error) {
    if (error instanceof PlatformError) throw new AppError("sign_in_failed", {}, { cause: error });
    throw error;
  }
}

/** Signs people in through the chat platform they come from. */
export function createSignIn(bot: BotDeps): SignInPort {
  function find(name: string): Platform {
    const platform = bot.platforms.get(name);
    if (!platform) throw new AppError("not_found");
    return platform;
  }

  return {
    platforms: () => [...bot.platforms.keys()],
    async exchangeCode(name, code) {
      const platform = find(name);
      const userId = await exchange(platform, code);
      const actorUserId = await resolveUser(bot, name, userId);
      if (!actorUserId) throw new AppError("account_unknown");
      if (!(await loadActor(actorUserId, bot.deps.clock.now()))) throw new AppError("account_disabled");
      return { actorUserId };
    },
    signInUrl: (name, request) => find(name).signInUrl(request),
    async signPage(name, url) {
      try {
        return await find(name).signPage(url);
      } catch (error) {
        if (error instanceof PlatformError) throw new AppError("not_supported", {}, { cause: error });
        throw error;
      }
    },
  };
}
