import type { EntityName } from "../../models/shared/entities";
import { AccessGrant, openAt, type AccessGrantRow } from "../../models/system/accessGrant";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { readCursor, writeCursor } from "./cursor";
import { findTitles, findUserNames } from "./findNames";
import { afterPosition, type Sort } from "./keyset";

export const GRANT_SIDES = ["given", "received", "all"] as const;

export interface GrantQuery {
  /** `all` is for admins. */
  side: (typeof GRANT_SIDES)[number];
  /** Leaves out those that are over. */
  open: boolean;
  limit: number;
  cursor?: string | undefined;
}

export interface GrantPage {
  grants: AccessGrantRow[];
  /** Names of people, and of the records as far as the reader may see them. */
  names: ReadonlyMap<string, string>;
  nextCursor: string | null;
  approximateTotal: number;
}

const MOST_COUNTED = 1000;
const newest: Sort = { field: "createdAt", direction: -1, isInstant: true, isNullable: false };

function sideFilter(ctx: Ctx, side: GrantQuery["side"]): Record<string, unknown> {
  if (side === "given") return { grantedBy: ctx.actor.id };
  if (side === "received") return { userId: ctx.actor.id };
  if (!ctx.actor.roles.has("admin")) throw new AppError("forbidden");
  return {};
}

/** Names of those who give and get, and of what is shared. */
export async function nameGrants(ctx: Ctx, grants: readonly AccessGrantRow[]): Promise<ReadonlyMap<string, string>> {
  const names = await findUserNames([...new Set(grants.flatMap((grant) => [grant.userId, grant.grantedBy]))]);
  for (const entity of new Set(grants.map((grant) => grant.entity as EntityName))) {
    const ids = grants.filter((grant) => grant.entity === entity).map((grant) => grant.recordId);
    names.push(...(await findTitles(ctx, entity, [...new Set(ids)])));
  }
  return new Map(names);
}

/**
 * What the actor shared, what was shared with them, or for an admin everything; the latest first.
 * @throws AppError `forbidden`, `invalid_cursor`
 */
export async function listAccessGrants(ctx: Ctx, query: GrantQuery): Promise<GrantPage> {
  const { side, open, limit, cursor } = query;
  const filter = { ...sideFilter(ctx, side), ...(open ? openAt(ctx.now) : {}) };
  const list = [ctx.actor.id, "accessGrants", side, open];
  const start = cursor ? readCursor(cursor, list) : null;
  const rows = await AccessGrant.find(start ? { $and: [filter, afterPosition(newest, start)] } : filter)
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit + 1)
    .lean<AccessGrantRow[]>();
  const grants = rows.slice(0, limit);
  const total = start?.total ?? (await AccessGrant.countDocuments(filter, { limit: MOST_COUNTED }));
  const last = rows.length > limit ? grants.at(-1) : undefined;
  return {
    grants,
    names: await nameGrants(ctx, grants),
    nextCursor: last ? writeCursor({ value: last.createdAt.toISOString(), id: last._id, total }, list) : null,
    approximateTotal: total,
  };
}
