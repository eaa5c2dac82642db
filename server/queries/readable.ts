import type { EntityName } from "../../models/shared/entities";
import type { Ctx } from "../context";
import { groupOf, type FieldGroup } from "../policies/fieldGroups";
import { covers, readScope, toFilter } from "../policies/scope";

/**
 * What every list and every look beside a record begins with.
 * @param group fields the list looks at: who may not see them must not find by them either
 */
export const readable = (ctx: Ctx, entity: EntityName, group?: FieldGroup): Record<string, unknown> => ({
  ...toFilter(readScope(ctx.actor, entity, group)),
  archivedAt: null,
});

/** The actor's own records, if their roles let them see such records at all. */
export const ownReadable = (ctx: Ctx, entity: EntityName): Record<string, unknown> =>
  covers(readScope(ctx.actor, entity), { owner: ctx.actor.id })
    ? { owner: ctx.actor.id, archivedAt: null }
    : { owner: { $in: [] } };

/**
 * The records the actor may see and, of those, the ones whose fields looked at they may see: a filter, an order or a sum
 * must not tell what is hidden.
 */
export function readableBy(ctx: Ctx, entity: EntityName, fields: readonly string[]): Record<string, unknown>[] {
  const groups = new Set<FieldGroup>(["identity", ...fields.map((field) => groupOf(entity, field))]);
  const filters = [...groups].map((group) => readable(ctx, entity, group));
  return [...new Map(filters.map((filter) => [JSON.stringify(filter), filter])).values()];
}
