import { PlatformIdentity, type PlatformIdentityRow } from "../../models/system/user";
import { homeKey } from "../../server/commands/user/accounts";
import type { BotDeps } from "../deps";
import { privately } from "../recipient";
import type { Recipient } from "../types";

/**
 * Where somebody is reached: the connected platform they used last, or the app behind that account, which may push more.
 * Null for somebody who is on none.
 */
export async function reach(bot: BotDeps, user: string): Promise<Recipient | null> {
  const identities = await PlatformIdentity.find({ user }).lean<PlatformIdentityRow[]>();
  const [best] = identities
    .filter((identity) => bot.platforms.has(identity.platform))
    .toSorted((a, b) => (b.lastSeenAt?.getTime() ?? 0) - (a.lastSeenAt?.getTime() ?? 0));
  const home = identities.find((one) => bot.platforms.has(one.platform) && homeKey(one) === best?.home);
  return best ? privately(home ?? best) : null;
}
