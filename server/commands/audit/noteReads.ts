import { newId } from "../../../models/newId";
import { entities, type EntityName } from "../../../models/shared/entities";
import type { Field } from "../../../models/shared/fields";
import { AuditEntry } from "../../../models/system/auditEntry";
import type { Ctx } from "../../context";

const personalFields = (entity: EntityName): string[] =>
  Object.entries<Field>(entities[entity].fields).flatMap(([name, { kind }]) => (kind === "personal" ? [name] : []));

const isShown = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined);

/** Notes which records showed personal data to an admin; whoever has no such power leaves no trace by looking. */
export async function noteReads(ctx: Ctx, entity: EntityName, records: readonly { id: string }[]): Promise<void> {
  if (!ctx.actor.roles.has("admin")) return;
  const fields = personalFields(entity);
  const shown = records.filter((record) => fields.some((field) => isShown((record as Record<string, unknown>)[field])));
  if (shown.length === 0) return;
  const recordIds = shown.map(({ id }) => id);
  const row = { _id: newId(), at: ctx.now, actorId: ctx.actor.id, entity, recordIds, source: ctx.source.kind };
  await AuditEntry.insertMany([row], { lean: true });
}
