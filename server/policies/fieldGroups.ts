import { entities, type EntityName } from "../../models/shared/entities";
import type { Field } from "../../models/shared/fields";

/** Fields that are shown or kept back together. `identity` is what shows that the record exists at all. */
export const FIELD_GROUPS = ["identity", "profile", "contact", "money", "internal"] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** Fields whose group does not follow from their kind. */
const assigned: { [N in EntityName]: Partial<Record<string, FieldGroup>> } = {
  customer: {
    kind: "identity",
    aliases: "identity",
    address: "contact",
    latitude: "contact",
    longitude: "contact",
    pooledFrom: "internal",
    poolReason: "internal",
  },
  contact: { title: "identity" },
  followUp: { content: "internal", mood: "internal", keywords: "internal" },
  reminder: { result: "internal" },
  opportunity: { lossReason: "internal" },
  approval: { note: "internal", discount: "money" },
  lead: {
    company: "identity",
    rawText: "internal",
    invalidReason: "internal",
    externalId: "internal",
    // Whom it became is known by those who may know of the customer.
    customer: "internal",
    contact: "internal",
    opportunity: "internal",
  },
  visit: {},
};

function groupByKind(entity: EntityName, name: string, field: Field): FieldGroup {
  if (field.kind === "personal") return "contact";
  if (field.kind === "money") return "money";
  return field.kind === "ref" || name === entities[entity].titleField ? "identity" : "profile";
}

/** The group of a field; what every record carries shows that it exists. */
export function groupOf(entity: EntityName, name: string): FieldGroup {
  const fields: Record<string, Field> = entities[entity].fields;
  const field = fields[name];
  return assigned[entity][name] ?? (field ? groupByKind(entity, name, field) : "identity");
}
