import { models } from "../../models";
import { entities, type EntityName } from "../../models/shared/entities";
import { titleOf, titlePaths, type StoredRow } from "../../models/storedRecord";
import { OutboxEvent } from "../../models/system/outboxEvent";
import type { Ctx } from "../context";
import { chargeScope, toFilter } from "../policies/scope";
import { readCursor, writeCursor } from "./cursor";
import { findUserNames } from "./findNames";
import { afterPosition, type Sort } from "./keyset";

export const KEEP_DAYS = 30;
const DAY_MS = 86_400_000;

/** What was archived after this can be brought back. */
export const keptSince = (now: Date) => new Date(now.getTime() - KEEP_DAYS * DAY_MS);
export const goneAt = (archivedAt: Date) => new Date(archivedAt.getTime() + KEEP_DAYS * DAY_MS);

export interface ArchivedRecord {
  entity: EntityName;
  id: string;
  title: string;
  archivedAt: Date;
  archivedByName: string | null;
}

export interface ArchivedPage {
  records: ArchivedRecord[];
  nextCursor: string | null;
  approximateTotal: number;
}

const latest: Sort = { field: "archivedAt", direction: -1, isInstant: true, isNullable: false };
const MOST_COUNTED = 1000;

type Start = { value: string | number | null; id: string } | null;

/** Reminders come and go with what they belong to; they have no place of their own here. */
export const RESTORABLE: readonly EntityName[] = (Object.keys(entities) as EntityName[]).filter(
  (entity) => entity !== "reminder",
);

const inBin = (ctx: Ctx, entity: EntityName) => ({
  $and: [toFilter(chargeScope(ctx.actor, entity)), { archivedAt: { $gt: keptSince(ctx.now) } }],
});

async function readArchived(ctx: Ctx, entity: EntityName, from: { start: Start; limit: number }) {
  const filter = { $and: [inBin(ctx, entity), ...(from.start ? [afterPosition(latest, from.start)] : [])] };
  const rows = await models[entity]
    .find(filter, { ...titlePaths(entities[entity]), archivedAt: 1 })
    .sort({ archivedAt: -1, _id: -1 })
    .limit(from.limit)
    .lean<(StoredRow & { archivedAt: Date })[]>();
  return rows.map((row) => ({
    entity,
    id: row._id,
    title: titleOf(entities[entity], row),
    archivedAt: row.archivedAt,
  }));
}

async function whoArchived(ids: string[]): Promise<ReadonlyMap<string, string>> {
  const events = await OutboxEvent.find(
    { recordId: { $in: ids }, name: { $in: RESTORABLE.map((entity) => `${entity}.archived`) } },
    { recordId: 1, actorId: 1 },
  )
    .sort({ at: 1 })
    .lean();
  const names = new Map(await findUserNames([...new Set(events.map((event) => event.actorId))]));
  return new Map(events.map((event) => [event.recordId, names.get(event.actorId) ?? ""]));
}

/**
 * What the actor may bring back, the latest first.
 * @throws AppError `invalid_cursor`
 */
export async function listArchived(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<ArchivedPage> {
  const list = [ctx.actor.id, "recycleBin"];
  const start = cursor ? readCursor(cursor, list) : null;
  const found = [];
  let counted = 0;
  for (const entity of RESTORABLE) {
    found.push(...(await readArchived(ctx, entity, { start, limit: limit + 1 })));
    if (!start) counted += await models[entity].countDocuments(inBin(ctx, entity), { limit: MOST_COUNTED });
  }
  const sorted = found.toSorted((a, b) => b.archivedAt.getTime() - a.archivedAt.getTime() || (a.id < b.id ? 1 : -1));
  const page = sorted.slice(0, limit);
  const by = await whoArchived(page.map(({ id }) => id));
  const total = start?.total ?? counted;
  const last = sorted.length > limit ? page.at(-1) : undefined;
  return {
    records: page.map((record) => ({ ...record, archivedByName: by.get(record.id) || null })),
    nextCursor: last ? writeCursor({ value: last.archivedAt.toISOString(), id: last.id, total }, list) : null,
    approximateTotal: total,
  };
}
