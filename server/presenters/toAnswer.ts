import { z } from "zod";
import { abilities } from "../../models/shared/contracts/read";
import type { Entity } from "../../models/shared/defineEntity";
import type { Field } from "../../models/shared/fields";

function valueShape(field: Field): z.ZodType {
  switch (field.kind) {
    case "number":
      return z.number();
    case "money":
      return z.int();
    case "choice":
      return z.enum(field.options);
    case "list":
      return z.array(z.string());
    case "personal":
      return field.many ? z.array(z.string()) : z.string();
    case "text":
    case "day":
    case "instant":
    case "time":
    case "ref":
      return z.string();
  }
}

const isMany = (field: Field) => field.kind === "list" || (field.kind === "personal" && field.many);

/** The JSON of a record: its fields, the names of what it points to, the caller's abilities and the entity's extras. */
export function toAnswer(entity: Entity, extras: Record<string, z.ZodType>) {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, field] of Object.entries(entity.fields)) {
    shape[name] = field.required || isMany(field) ? valueShape(field) : valueShape(field).nullable();
    if (field.kind === "ref") shape[`${name}Name`] = z.string().nullable();
  }
  return z.object({
    id: z.string(),
    version: z.int(),
    owner: z.string().nullable(),
    ownerName: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    ...shape,
    ...extras,
    abilities,
  });
}
