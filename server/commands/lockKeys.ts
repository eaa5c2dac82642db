import { newId } from "../../models/newId";
import { IdentityLock } from "../../models/system/identityLock";
import type { Ctx } from "../context";

const LOCK_LIFE_MS = 60 * 60_000;

/** Whoever wants one of the same keys meanwhile has to wait for this transaction, or to run again. */
export async function lockKeys(ctx: Ctx, keys: readonly string[]): Promise<void> {
  const expiresAt = new Date(ctx.now.getTime() + LOCK_LIFE_MS);
  for (const _id of [...new Set(keys)].toSorted()) {
    await IdentityLock.updateOne({ _id }, { $set: { expiresAt, holder: newId() } }, { upsert: true });
  }
}
