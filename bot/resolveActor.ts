import { PlatformIdentity, type PlatformIdentityRow } from "../models/system/user";
import { identityKey } from "../server/commands/user/accounts";
import { ensureMember } from "../server/commands/user/ensureMember";
import { SYSTEM_ACTOR, type Actor } from "../server/context";
import { createCtx } from "../server/createCtx";
import { loadActor } from "../server/loadActor";
import type { BotDeps } from "./deps";
import { WEB } from "./inbox";
import { PlatformError } from "./errors";

/** Asks the directory for a member and makes known what it says; null for somebody the app is not meant for. */
export async function fetchMember(bot: BotDeps, platformName: string, userId: string): Promise<string | null> {
  const platform = bot.platforms.get(platformName);
  if (!platform) return null;
  try {
    const member = await platform.fetchUser(userId);
    if (!member) return null;
    const ctx = createCtx(bot.deps, { actor: SYSTEM_ACTOR, source: { kind: "job", messageId: null } });
    const accounts = [{ platform: platformName, userId }, ...(member.home ? [member.home] : [])];
    const isAdmin = accounts.some((account) => bot.isAdmin(account.platform, account.userId));
    return await ensureMember(ctx, { platform: platformName, ...member }, isAdmin);
  } catch (error) {
    // Out of the app's range is an answer; a platform that is down is not, and the message waits.
    if (error instanceof PlatformError && error.details.failure === "drop") return null;
    throw error;
  }
}

const findIdentity = (platform: string, userId: string) =>
  PlatformIdentity.findOne({ platform, key: identityKey(userId) }).lean<PlatformIdentityRow>();

/**
 * The user behind a platform's member: known, or in the app's visible range and made known now.
 * @returns the user's id; null for somebody the app is not meant for
 */
export async function resolveUser(bot: BotDeps, platform: string, userId: string): Promise<string | null> {
  const known = await findIdentity(platform, userId);
  return known ? known.user : fetchMember(bot, platform, userId);
}

export interface Sender {
  actor: Actor | null;
  /** True when we know who it is but they are shut out. */
  isDisabled: boolean;
  isFirstVisit: boolean;
}

/** Where somebody is active decides where they are reached; to the minute is near enough for that. */
const VISIT_MS = 60_000;

async function noteVisit(identity: PlatformIdentityRow, now: Date): Promise<void> {
  const { _id, lastSeenAt } = identity;
  if (lastSeenAt && now.getTime() - lastSeenAt.getTime() <= VISIT_MS) return;
  await PlatformIdentity.updateOne({ _id }, { $set: { lastSeenAt: now } });
}

/** Who sent a message, with today's rights. */
export async function resolveActor(bot: BotDeps, platform: string, senderId: string): Promise<Sender> {
  if (platform === WEB)
    return { actor: await loadActor(senderId, bot.deps.clock.now()), isDisabled: false, isFirstVisit: false };
  const known = await findIdentity(platform, senderId);
  const user = known?.user ?? (await fetchMember(bot, platform, senderId));
  if (!user) return { actor: null, isDisabled: false, isFirstVisit: false };
  const now = bot.deps.clock.now();
  const identity = known ?? (await findIdentity(platform, senderId));
  if (identity) await noteVisit(identity, now);
  const actor = await loadActor(user, now);
  return { actor, isDisabled: actor === null, isFirstVisit: !identity?.lastSeenAt };
}
