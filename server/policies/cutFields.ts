import { entities, type EntityName } from "../../models/shared/entities";
import type { Actor } from "../context";
import { FIELD_GROUPS, groupOf, type FieldGroup } from "./fieldGroups";
import { covers, readScope, type Owned } from "./scope";

const emptyLike = (value: unknown) => (Array.isArray(value) ? [] : null);

/** @returns a record without the fields the actor may not see; whoever reads a record reads it through this */
export function fieldCutter<R extends Owned & object>(actor: Actor, entity: EntityName): (record: R) => R {
  const scopes = FIELD_GROUPS.map((group) => ({ group, scope: readScope(actor, entity, group) }));
  const fields = Object.keys(entities[entity].fields).map((name) => ({ name, group: groupOf(entity, name) }));
  return (record) => {
    const seen = new Set<FieldGroup>(scopes.filter(({ scope }) => covers(scope, record)).map(({ group }) => group));
    const hidden = fields.filter(({ group }) => !seen.has(group));
    const values = record as Record<string, unknown>;
    return { ...record, ...Object.fromEntries(hidden.map(({ name }) => [name, emptyLike(values[name])])) };
  };
}
