import { entities, type EntityName, type RecordFor } from "../../models/shared/entities";
import type { Ctx } from "../context";
import { noteReads } from "../commands/audit/noteReads";
import { presentRecord } from "../presenters/presentRecord";
import { toAnswer } from "../presenters/toAnswer";
import { findNames } from "../queries/findNames";
import { records, type RecordModule } from "../records";

const moduleOf = <N extends EntityName>(entity: N) => records[entity] as RecordModule<N>;

/** The shape of what `showRecord` answers. */
export const recordAnswer = (entity: EntityName) => toAnswer(entities[entity], moduleOf(entity).extras?.shape ?? {});

/** Records as JSON, with names and extras read once for all of them. */
export async function showRecords<N extends EntityName>(ctx: Ctx, entity: N, found: RecordFor<N>[]): Promise<never[]> {
  await noteReads(ctx, entity, found);
  const all = found as unknown as (RecordFor<EntityName> & Record<string, unknown>)[];
  const names = await findNames(ctx, entity, all);
  const extras = (await moduleOf(entity).extras?.gather(ctx, found)) ?? new Map<string, object>();
  return all.map(presentRecord(ctx.actor, entity, { names, extras })) as never[];
}

export async function showRecord<N extends EntityName>(ctx: Ctx, entity: N, found: RecordFor<N>): Promise<never> {
  const [shown] = await showRecords(ctx, entity, [found]);
  return shown as never;
}
