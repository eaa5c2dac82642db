import { PlatformIdentity, User, type PlatformIdentityRow, type UserRow } from "../../models/system/user";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { readCursor, writeCursor } from "./cursor";

export interface UserWithIdentities extends UserRow {
  identities: PlatformIdentityRow[];
}

export interface UserPage {
  users: UserWithIdentities[];
  nextCursor: string | null;
  approximateTotal: number;
}

export async function withIdentities(users: UserRow[]): Promise<UserWithIdentities[]> {
  const identities = await PlatformIdentity.find({ user: { $in: users.map((user) => user._id) } }).lean<
    PlatformIdentityRow[]
  >();
  return users.map((user) => ({ ...user, identities: identities.filter((identity) => identity.user === user._id) }));
}

/**
 * Colleagues in the order they joined, the disabled ones included.
 * @throws AppError `forbidden` unless the actor is an admin, `invalid_cursor`
 */
export async function listUsers(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<UserPage> {
  if (!ctx.actor.roles.has("admin")) throw new AppError("forbidden");
  const list = [ctx.actor.id, "users"];
  const start = cursor ? readCursor(cursor, list) : null;
  const filter = start ? { _id: { $gt: start.id } } : {};
  const rows = await User.find(filter)
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean<UserRow[]>();
  const users = await withIdentities(rows.slice(0, limit));
  const total = start?.total ?? (await User.countDocuments());
  const last = rows.length > limit ? users.at(-1) : undefined;
  return {
    users,
    nextCursor: last ? writeCursor({ value: null, id: last._id, total }, list) : null,
    approximateTotal: total,
  };
}
