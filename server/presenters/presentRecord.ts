import type { RecordBase } from "../../models/shared/defineEntity";
import { entities, type EntityName } from "../../models/shared/entities";
import type { Actor } from "../context";
import { abilitiesOn } from "../policies";
import { presentInstant, presentValue } from "./presentInstant";

/** What was read beside a record, for a whole page at once. */
export interface Beside {
  /** Names by id, as far as the caller may see them. */
  names: ReadonlyMap<string, string>;
  /** JSON parts by record id. */
  extras: ReadonlyMap<string, object>;
}

type AnyRecord = RecordBase & Record<string, unknown>;

const nameOf = (beside: Beside, id: unknown): string | null =>
  typeof id === "string" ? (beside.names.get(id) ?? null) : null;

function presentFields(entity: EntityName, record: AnyRecord, beside: Beside): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(entities[entity].fields)) {
    json[name] = presentValue(record[name]);
    if (field.kind === "ref") json[`${name}Name`] = nameOf(beside, record[name]);
  }
  return json;
}

/** A record as JSON, with what the caller may do to it. */
export const presentRecord =
  (actor: Actor, entity: EntityName, beside: Beside) =>
  (record: AnyRecord): Record<string, unknown> => ({
    id: record.id,
    version: record.version,
    owner: record.owner,
    ownerName: nameOf(beside, record.owner),
    createdAt: presentInstant(record.createdAt),
    updatedAt: presentInstant(record.updatedAt),
    ...presentFields(entity, record, beside),
    ...beside.extras.get(record.id),
    abilities: abilitiesOn(actor, entity, record),
  });
