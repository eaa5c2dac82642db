import type { EntityName } from "../../models/shared/entities";
import type { Ctx } from "../context";
import { groupOf, type FieldGroup } from "../policies/fieldGroups";
import { covers, ownersOfList, readScope, toFilter, type Owners, type Scope } from "../policies/scope";

type Filter = Record<string, unknown>;
type Readable = (ctx: Ctx, entity: EntityName, group?: FieldGroup) => Filter;

const unarchived = (scope: Scope, owners: Owners): Filter => ({ ...toFilter(scope, owners), archivedAt: null });

/**
 * What every list and every look beside a record begins with.
 * @param group fields the list looks at: who may not see them must not find by them either
 */
export const readable: Readable = (ctx, entity, group) => unarchived(readScope(ctx.actor, entity, group), "lookedUp");

/** The same among rows that something else leads to: ids, a customer, a phone. */
export const readableAmong: Readable = (ctx, entity, group) =>
  unarchived(readScope(ctx.actor, entity, group), "lookedAt");

/** The same in a list that has another way to its rows, too: words, a stage, the time. */
export const readableListed: Readable = (ctx, entity, group) => {
  const scope = readScope(ctx.actor, entity, group);
  return unarchived(scope, ownersOfList(scope));
};

/** The actor's own records, if their roles let them see such records at all. */
export const ownReadable = (ctx: Ctx, entity: EntityName): Filter =>
  covers(readScope(ctx.actor, entity), { owner: ctx.actor.id })
    ? { owner: ctx.actor.id, archivedAt: null }
    : { owner: { $in: [] } };

const byFields =
  (seen: Readable) =>
  (ctx: Ctx, entity: EntityName, fields: readonly string[]): Filter[] => {
    const groups = new Set<FieldGroup>(["identity", ...fields.map((field) => groupOf(entity, field))]);
    const filters = [...groups].map((group) => seen(ctx, entity, group));
    return [...new Map(filters.map((filter) => [JSON.stringify(filter), filter])).values()];
  };

/**
 * The records the actor may see and, of those, the ones whose fields looked at they may see: a filter, an order or a sum
 * must not tell what is hidden.
 */
export const readableBy = byFields(readable);
export const readableListedBy = byFields(readableListed);
