import { AppError } from "../server/errors";
import type { SignInPort } from "../server/ports";
import { loadActor } from "../server/loadActor";
import type { BotDeps } from "./deps";
import { PlatformError } from "./errors";
import { resolveUser } from "./resolveActor";
import { redeemSignIn } from "./signInLinks";
import type { Platform, PlatformUser } from "./types";

/** What the platform refuses becomes the user's `code`. */
async function orRefused<T>(code: "sign_in_failed" | "not_supported", call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof PlatformError) throw new AppError(code, {}, { cause: error });
    throw error;
  }
}

/** Signs people in through the chat platform they come from. */
export function createSignIn(bot: BotDeps): SignInPort {
  function find(name: string): Platform {
    const platform = bot.platforms.get(name) ?? [...bot.platforms.values()].find(({ host }) => host === name);
    if (!platform) throw new AppError("not_found");
    return platform;
  }

  /** The code of a card's link, or the platform's own. */
  async function exchange(
    platform: Platform,
    { code, isAskedFor }: { code: string; isAskedFor: boolean },
  ): Promise<PlatformUser> {
    const receiver = await redeemSignIn(code, bot.deps.clock.now());
    if (receiver) return receiver;
    if (!isAskedFor) throw new AppError("sign_in_unasked");
    const { userId } = await orRefused("sign_in_failed", () => platform.exchangeCode(code));
    return { platform: platform.name, userId };
  }

  return {
    platforms: () => [...bot.platforms.values()].flatMap(({ name, host }) => (host ? [name, host] : [name])),
    async exchangeCode(name, given) {
      const { platform, userId } = await exchange(find(name), given);
      const actorUserId = await resolveUser(bot, platform, userId);
      if (!actorUserId) throw new AppError("account_unknown");
      if (!(await loadActor(actorUserId, bot.deps.clock.now()))) throw new AppError("account_disabled");
      return { actorUserId };
    },
    signInUrl: (name, request) => orRefused("not_supported", () => find(name).signInUrl(request)),
    signPage: (name, url) => orRefused("not_supported", () => find(name).signPage(url)),
  };
}
