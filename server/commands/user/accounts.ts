import { PlatformIdentity } from "../../../models/system/user";

/** Platforms compare user ids without case. */
export const identityKey = (userId: string) => userId.toLowerCase();

export const homeKey = ({ platform, userId }: { platform: string; userId: string }) =>
  `${platform}:${identityKey(userId)}`;

/** Whether some directory still has this user. An account with a home is in no directory of its own. */
export const isSomewhere = async (user: string): Promise<boolean> =>
  (await PlatformIdentity.exists({ user, home: null, isGone: { $ne: true } })) !== null;
