import type { EntityName } from "../../models/shared/entities";
import { reviveValue } from "../events/reviveValue";
import type { Change } from "../events/saveWithEvent";

/** Changes as they were sealed, with instants as the dates they were. */
export const reviveChanges = (entity: EntityName, changes: readonly Change[]): Change[] =>
  changes.map(({ field, oldValue, newValue }) => ({
    field,
    oldValue: reviveValue(entity, field, oldValue),
    newValue: reviveValue(entity, field, newValue),
  }));
