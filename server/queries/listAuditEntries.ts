import { entities, type EntityName } from "../../models/shared/entities";
import { AuditEntry, type AuditEntryRow } from "../../models/system/auditEntry";
import { OutboxEvent, type OutboxRow } from "../../models/system/outboxEvent";
import { Department } from "../../models/system/user";
import type { Day } from "../../models/shared/values/day";
import { openJson } from "../../models/vault";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import type { Change, EventBody } from "../events/saveWithEvent";
import { readCursor, writeCursor } from "./cursor";
import { readRecords } from "./describeActivities";
import { findUserNames } from "./findNames";
import { afterPosition, type Sort } from "./keyset";
import { reviveChanges } from "./reviveChanges";
import { onDays } from "./toListFilter";

export const AUDIT_KINDS = ["changes", "reads"] as const;

export interface AuditQuery {
  kind: (typeof AUDIT_KINDS)[number];
  actor?: string | undefined;
  recordId?: string | undefined;
  on?: Day | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** One thing somebody did. Of a record the reader may not see, only that it happened. */
export interface AuditedAct {
  id: string;
  at: Date;
  actorId: string;
  /** `entity.pastTense`; `entity.read` for a look. */
  name: string;
  entity: string;
  recordIds: string[];
  title: string | null;
  source: string;
  messageId: string | null;
  changes: Change[];
}

export interface AuditPage {
  acts: AuditedAct[];
  names: ReadonlyMap<string, string>;
  nextCursor: string | null;
  approximateTotal: number;
}

const MOST_COUNTED = 1000;
const latest: Sort = { field: "at", direction: -1, isInstant: true, isNullable: false };
type Filter = Record<string, unknown>;

const toLook = (row: AuditEntryRow): AuditedAct => ({
  ...{ id: row._id, at: row.at, actorId: row.actorId, name: `${row.entity}.read`, entity: row.entity },
  ...{ recordIds: row.recordIds, title: null, source: row.source, messageId: null, changes: [] },
});

async function toChanges(ctx: Ctx, rows: OutboxRow[]): Promise<AuditedAct[]> {
  const visible = await readRecords(ctx, rows);
  return rows.map((row) => {
    const record = visible.get(row.recordId);
    const isEntity = row.entity in entities;
    const { changes } = openJson<EventBody>(row.sealedChanges);
    const titleField = isEntity ? entities[row.entity as EntityName].titleField : "name";
    return {
      ...{ id: row._id, at: row.at, actorId: row.actorId, name: row.name, entity: row.entity },
      ...{ recordIds: [row.recordId], source: row.source, messageId: row.messageId },
      title: record ? String(record[titleField] ?? "") : null,
      // The rows beside the records (users, grants) are the admin's own; records are shown by the rule of records.
      changes: isEntity ? (record ? reviveChanges(row.entity as EntityName, changes) : []) : changes,
    };
  });
}

async function readActs(ctx: Ctx, query: AuditQuery, filter: Filter): Promise<AuditedAct[]> {
  const order = { at: -1, _id: -1 } as const;
  const size = query.limit + 1;
  if (query.kind === "reads")
    return (await AuditEntry.find(filter).sort(order).limit(size).lean<AuditEntryRow[]>()).map(toLook);
  return toChanges(ctx, await OutboxEvent.find(filter).sort(order).limit(size).lean<OutboxRow[]>());
}

function toFilter({ kind, actor, recordId, on }: AuditQuery): Filter {
  const about = kind === "reads" ? "recordIds" : "recordId";
  return {
    ...(actor ? { actorId: actor } : {}),
    ...(recordId ? { [about]: recordId } : {}),
    ...(on ? { at: onDays({ from: on, to: on }) } : {}),
  };
}

const countActs = (kind: AuditQuery["kind"], filter: Filter): Promise<number> =>
  kind === "reads"
    ? AuditEntry.countDocuments(filter, { limit: MOST_COUNTED })
    : OutboxEvent.countDocuments(filter, { limit: MOST_COUNTED });

/** Fields of the rows beside the records that hold people or departments. */
const NAMED = ["userId", "to", "departments"];

const namedIn = ({ actorId, entity, recordIds, changes }: AuditedAct): string[] => {
  const named = changes.filter(({ field }) => NAMED.includes(field));
  const values = named.flatMap(({ oldValue, newValue }) => [oldValue, newValue].flat());
  const about = entity === "target" ? recordIds.flatMap((id) => id.split(":")[1] ?? []) : recordIds;
  const isNamed = ["user", "rule", "target"].includes(entity);
  return [actorId, ...(isNamed ? about : []), ...values.filter((id) => typeof id === "string")];
};

async function findNamed(acts: AuditedAct[]): Promise<Map<string, string>> {
  const ids = [...new Set(acts.flatMap(namedIn))];
  const departments = await Department.find({ _id: { $in: ids } }, { name: 1 }).lean();
  return new Map([...(await findUserNames(ids)), ...departments.map(({ _id, name }) => [_id, name] as const)]);
}

/**
 * Who did what, the latest first: every change, or every look of an admin at personal data.
 * @throws AppError `forbidden` unless the actor is an admin, `invalid_cursor`
 */
export async function listAuditEntries(ctx: Ctx, query: AuditQuery): Promise<AuditPage> {
  if (!ctx.actor.roles.has("admin")) throw new AppError("forbidden");
  const { cursor, limit, ...asked } = query;
  const list = [ctx.actor.id, "auditEntries", asked];
  const start = cursor ? readCursor(cursor, list) : null;
  const filter = toFilter(query);
  const read = await readActs(ctx, query, start ? { $and: [filter, afterPosition(latest, start)] } : filter);
  const acts = read.slice(0, limit);
  const total = start?.total ?? (await countActs(query.kind, filter));
  const last = read.length > limit ? acts.at(-1) : undefined;
  return {
    acts,
    names: await findNamed(acts),
    nextCursor: last ? writeCursor({ value: last.at.toISOString(), id: last.id, total }, list) : null,
    approximateTotal: total,
  };
}
