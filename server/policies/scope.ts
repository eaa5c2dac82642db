import type { Actor } from "../context";

/** What a policy looks at in any record. */
export interface Owned {
  owner: string | null;
}

/** Whose records an actor reaches. One value serves the single record and the list. */
export type Scope = { owners: "anyone" } | { owners: readonly string[] };

/** @returns whose records the actor may read: a rep their own, a manager or director those of their departments */
export function readScope(actor: Actor): Scope {
  if (actor.roles.has("system")) return { owners: "anyone" };
  const leads = actor.roles.has("sales_manager") || actor.roles.has("director");
  if (leads) return { owners: [actor.id, ...actor.memberIds.filter((id) => id !== actor.id)] };
  return { owners: actor.roles.has("sales") ? [actor.id] : [] };
}

export const covers = (scope: Scope, record: Owned): boolean =>
  scope.owners === "anyone" || (record.owner !== null && scope.owners.includes(record.owner));

export const toFilter = (scope: Scope): { owner?: string | { $in: string[] } } => {
  if (scope.owners === "anyone") return {};
  const [only, ...others] = scope.owners;
  return only !== undefined && others.length === 0 ? { owner: only } : { owner: { $in: [...scope.owners] } };
};
