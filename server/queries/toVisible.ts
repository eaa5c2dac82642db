import { entities, type EntityName, type RecordFor } from "../../models/shared/entities";
import { toRecord, type StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { fieldCutter } from "../policies/cutFields";

/** @returns reads rows as the actor may see them: the only way from a row to a record outside of commands */
export function toVisible<N extends EntityName>(ctx: Ctx, entity: N): (row: StoredRow) => RecordFor<N> {
  const cut = fieldCutter(ctx.actor, entity);
  return (row) => cut(toRecord(entities[entity], row)) as unknown as RecordFor<N>;
}
