import { PlatformIdentity } from "../../../models/system/user";
import type { Ctx } from "../../context";
import { identityKey, isSomewhere } from "./accounts";
import { shutOut } from "./shutOut";

/** Shuts a user out who is in no directory any more: at once, everywhere. Their records are handed over. */
export async function disableUnreached(ctx: Ctx, user: string): Promise<void> {
  if (await isSomewhere(user)) return;
  await shutOut(ctx, user);
}

/** Somebody left the company or the app's range. With another app they are still in, the person stays. */
export async function disableMember(ctx: Ctx, member: { platform: string; userId: string }): Promise<void> {
  const key = { platform: member.platform, key: identityKey(member.userId) };
  const identity = await PlatformIdentity.findOneAndUpdate(key, { $set: { isGone: true } }).lean();
  if (identity) await disableUnreached(ctx, identity.user);
}
