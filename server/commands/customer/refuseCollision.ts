import { nameKey } from "../../../models/searchKeys";
import { vault } from "../../../models/vault";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { lockKeys } from "../lockKeys";
import { findCollision, type CollisionKeys } from "../../queries/findCollision";
import { phoneHashes } from "../../queries/match/findByReach";

/** Whoever writes the same name or number meanwhile has to wait for this transaction, or to run again. */
export async function lockIdentity(ctx: Ctx, { company, phones }: CollisionKeys): Promise<void> {
  const keys = [...(company ? [vault().fingerprint(nameKey(company))] : []), ...phoneHashes({ phones })];
  await lockKeys(ctx, keys);
}

/**
 * Nobody makes a second record of a company or number that a colleague out of sight already has, or that waits in the public pool;
 * inside the transaction that would.
 * @throws AppError `known_to_colleague`, `known_in_pool`
 */
export async function refuseCollision(ctx: Ctx, keys: CollisionKeys): Promise<void> {
  await lockIdentity(ctx, keys);
  const collision = await findCollision(ctx, keys);
  if (collision) throw new AppError(collision.kind === "taken" ? "known_to_colleague" : "known_in_pool");
}

/** What of a change can meet somebody else's: a new name of a company, and numbers that were not there before. */
export function collisionKeysOf(
  before: { name?: string; kind?: string | null; phones: string[] } | null,
  after: { name?: string; kind?: string | null; phones?: string[] | undefined },
): CollisionKeys {
  const { name, kind } = { ...before, ...after };
  const isNewName = name !== undefined && kind !== "person" && (name !== before?.name || kind !== before.kind);
  const phones = (after.phones ?? []).filter((phone) => !before?.phones.includes(phone));
  return { company: isNewName ? name : null, phones };
}
