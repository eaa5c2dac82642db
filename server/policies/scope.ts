import type { EntityName } from "../../models/shared/entities";
import type { Actor, Grant } from "../context";
import { FIELD_GROUPS, type FieldGroup } from "./fieldGroups";
import { rightsOn, type Reach, type Right } from "./rights";

/** What a policy looks at in any record. */
export interface Owned {
  id?: string;
  owner: string | null;
  /** The customer it hangs on; a customer has none. */
  customer?: unknown;
  isKey?: boolean;
}

/** Which records of one entity an actor reaches. One value serves the single record and the list. */
export interface Scope {
  entity: EntityName;
  owners: "anyone" | readonly string[];
  hasKey: boolean;
  hasUnowned: boolean;
  /** Shared with the actor: customers with all that hangs on them, and single records. */
  shared: { customers: readonly string[]; records: readonly string[] };
}

const NOTHING_SHARED: Scope["shared"] = { customers: [], records: [] };

function ownersOf(actor: Actor, reach: Reach): Scope["owners"] {
  if (reach === "all") return "anyone";
  return reach === "team" ? [actor.id, ...actor.memberIds] : [actor.id];
}

function joinOwners(all: Scope["owners"][]): Scope["owners"] {
  const named = all.filter((owners) => owners !== "anyone");
  return named.length < all.length ? "anyone" : [...new Set(named.flat())];
}

function toShared(entity: EntityName, grants: readonly Grant[]): Scope["shared"] {
  const idsOf = (some: readonly Grant[]) => some.map((grant) => grant.recordId);
  return {
    customers: idsOf(grants.filter((grant) => grant.entity === "customer")),
    records: idsOf(grants.filter((grant) => grant.entity === entity && entity !== "customer")),
  };
}

type Line = Right & { reach: Reach; reachesUnowned: boolean };

/** A person without a right of their own on the entity gets none by sharing: a role decides what, a grant whose. */
function toScope(actor: Actor, entity: EntityName, from: { lines: Line[]; grants: readonly Grant[] }): Scope {
  if (actor.roles.has("system")) return { ...EVERYTHING, entity };
  const { lines, grants } = from;
  return {
    entity,
    owners: joinOwners(lines.map((line) => ownersOf(actor, line.reach))),
    hasKey: lines.some((line) => line.reachesKey),
    hasUnowned: lines.some((line) => line.reachesUnowned),
    shared: lines.length > 0 ? toShared(entity, grants) : NOTHING_SHARED,
  };
}

const EVERYTHING = { owners: "anyone", hasKey: true, hasUnowned: true, shared: NOTHING_SHARED } as const;

const seesAllUnowned = ({ unowned = [] }: Right) => FIELD_GROUPS.every((group) => unowned.includes(group));

const writing = (actor: Actor, entity: EntityName): Line[] =>
  rightsOn(actor, entity).flatMap((right) =>
    right.write ? [{ ...right, reach: right.write, reachesUnowned: seesAllUnowned(right) }] : [],
  );

/** The records of which the actor may see a group of fields; `identity` makes a record readable at all. */
export function readScope(actor: Actor, entity: EntityName, group: FieldGroup = "identity"): Scope {
  const lines = rightsOn(actor, entity).filter((right) => right.fields.includes(group));
  return toScope(actor, entity, {
    lines: lines.map((right) => ({
      ...right,
      reach: right.read,
      reachesUnowned: right.unowned?.includes(group) ?? false,
    })),
    grants: actor.grants,
  });
}

/** The records the actor may work on, by their roles or because somebody shared them for that. */
export const writeScope = (actor: Actor, entity: EntityName): Scope =>
  toScope(actor, entity, {
    lines: writing(actor, entity),
    grants: actor.grants.filter((grant) => grant.right === "write"),
  });

/** The records the actor answers for and may therefore hand on, share and take away: by roles alone. */
export const chargeScope = (actor: Actor, entity: EntityName): Scope =>
  toScope(actor, entity, { lines: writing(actor, entity), grants: [] });

export function covers(scope: Scope, record: Owned): boolean {
  const { owners, shared } = scope;
  if (record.owner === null ? scope.hasUnowned : owners === "anyone" || owners.includes(record.owner)) return true;
  if (scope.hasKey && record.isKey === true) return true;
  const customer = scope.entity === "customer" ? record.id : record.customer;
  return shared.customers.includes(String(customer)) || shared.records.includes(String(record.id));
}

type Filter = Record<string, unknown>;

/**
 * Whether an index may lead to the rows by their owner. Where something else does, owners are only looked at: a server without
 * statistics (DocumentDB) would first read all that a hundred people own.
 */
export type Owners = "lookedUp" | "lookedAt";

/** Nearly all rows have an owner: written so that no index is read for it. */
export const OWNED: Filter = { $nor: [{ owner: null }] };

function ownerFilter({ owners, hasUnowned }: Scope, how: Owners): Filter | null {
  if (owners === "anyone") return hasUnowned ? {} : OWNED;
  const all = hasUnowned ? [...owners, null] : [...owners];
  if (all.length === 0) return null;
  if (how === "lookedAt") return { $nor: [{ owner: { $nin: all } }] };
  return all.length === 1 ? { owner: all[0] } : { owner: { $in: all } };
}

/** More owners than this lead to more rows than whatever else is asked for. */
const MOST_LOOKED_UP = 8;

/** How a list asks that has another way to its rows, too. */
export const ownersOfList = ({ owners }: Scope): Owners =>
  owners !== "anyone" && owners.length <= MOST_LOOKED_UP ? "lookedUp" : "lookedAt";

const idFilter = (path: string, ids: readonly string[]): Filter[] => (ids.length > 0 ? [{ [path]: { $in: ids } }] : []);

/** The same rule as `covers`, for a list. */
export function toFilter(scope: Scope, owners: Owners = "lookedUp"): Filter {
  const byOwner = ownerFilter(scope, owners);
  if (scope.owners === "anyone" && byOwner && scope.hasUnowned) return byOwner;
  const branches = [
    ...(byOwner ? [byOwner] : []),
    ...(scope.hasKey ? [{ isKey: true }] : []),
    ...idFilter(scope.entity === "customer" ? "_id" : "customer", scope.shared.customers),
    ...idFilter("_id", scope.shared.records),
  ];
  const [only, ...others] = branches;
  if (!only) return { owner: { $in: [] } };
  return others.length === 0 ? only : { $or: branches };
}
