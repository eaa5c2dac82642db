import { models } from "../../../models";
import { PlatformIdentity } from "../../../models/system/user";
import type { Ctx } from "../../context";
import { identityKey } from "./accounts";
import { disableUnreached } from "./disableMember";

export type Linked = "linked" | "already" | "has_records";

const OWNED = ["customer", "contact", "opportunity", "reminder", "followUp"] as const;

/** Records do not change hands along the way: whoever has some in both apps needs an admin to decide. */
async function ownsRecords(user: string): Promise<boolean> {
  for (const name of OWNED) {
    const field = "owner" in models[name].schema.paths ? "owner" : "createdBy";
    if (await models[name].exists({ [field]: user } as never)) return true;
  }
  return false;
}

/**
 * One person, two apps: the actor's account on this platform belongs to `user` from now on. The actor has shown that they are
 * the same person, by a code that only `user` was told.
 */
export async function linkAccount(
  ctx: Ctx,
  account: { platform: string; userId: string },
  user: string,
): Promise<Linked> {
  if (ctx.actor.id === user) return "already";
  if (await ownsRecords(ctx.actor.id)) return "has_records";
  const key = { platform: account.platform, key: identityKey(account.userId), user: ctx.actor.id };
  await PlatformIdentity.updateOne(key, { $set: { user } });
  await disableUnreached(ctx, ctx.actor.id);
  return "linked";
}
