import { entities, type EntityName } from "../../models/shared/entities";

/** Changes are sealed as JSON; an instant comes back as the Date it was. */
export function reviveValue(entity: EntityName, field: string, value: unknown): unknown {
  const definition: { kind: string } | undefined = (entities[entity].fields as Record<string, { kind: string }>)[field];
  const isInstant = definition?.kind === "instant" || field === "archivedAt";
  return isInstant && typeof value === "string" ? new Date(value) : value;
}
