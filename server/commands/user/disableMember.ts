import { PlatformIdentity, User } from "../../../models/system/user";
import { Session } from "../../../models/system/session";
import type { Ctx } from "../../context";
import { identityKey } from "./ensureMember";

/** Somebody left the company or the app's range: out at once, everywhere. Their records stay. */
export async function disableMember(ctx: Ctx, member: { platform: string; userId: string }): Promise<void> {
  const key = { platform: member.platform, key: identityKey(member.userId) };
  const identity = await PlatformIdentity.findOne(key).lean();
  if (!identity) return;
  await User.updateOne(
    { _id: identity.user, disabled: false },
    { $set: { disabled: true, updatedAt: ctx.now }, $inc: { version: 1 } },
  );
  await Session.deleteMany({ user: identity.user });
}
