import { models } from "../../models";
import { newId } from "../../models/newId";
import { afterCommit, insertLater, withTransaction } from "../../models/withTransaction";
import { RULE_EVENTS } from "../../models/shared/values/rules";
import { entities, type EntityName, type RecordFor } from "../../models/shared/entities";
import { isKeyCustomer, type Customer } from "../../models/shared/entities/customer";
import {
  emptiedCuts,
  isSearchable,
  isSearchedIn,
  searchFieldsOf,
  toRecord,
  toStored,
  type StoredRow,
} from "../../models/storedRecord";
import { OutboxEvent, type OutboxRow } from "../../models/system/outboxEvent";
import { newQueueRow } from "../../models/system/queueRow";
import { sealJson } from "../../models/vault";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { carryChildren, carryToOwner } from "./carryChildren";
import { noteNameChange } from "./nameChanges";

export interface Change {
  field: string;
  oldValue: unknown;
  newValue: unknown;
}

/** What an event row seals. `before` and `after` are null for a record that was made or removed. */
export interface EventBody {
  kind: "created" | "changed" | "removed";
  changes: Change[];
}

interface Write<N extends EntityName> {
  /** The record as it was read; null makes a new one. */
  before: RecordFor<N> | null;
  /** The fields that change. Null removes the record. */
  set: Partial<RecordFor<N>> | null;
  /** `entity.pastTense` */
  event: string;
}

/** Whether two values of a field are the same as stored; nothing and null are. */
export const isEqual = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export function changesOf(before: object | null, set: object): Change[] {
  const old = (before ?? {}) as Record<string, unknown>;
  return Object.entries(set)
    .filter(([field, newValue]) => !isEqual(old[field], newValue))
    .map(([field, newValue]) => ({ field, oldValue: old[field] ?? null, newValue: newValue ?? null }));
}

/** What events are about: records, and the rows beside them that have a history too. */
export type EventEntity = EntityName | "user" | "setting" | "accessGrant" | "rule" | "leadSource" | "target";

/** The customer whose timeline an event belongs to. */
function customerOf(entity: EventEntity, record: { id: string } & object): string | null {
  if (entity === "customer") return record.id;
  return "customer" in record && typeof record.customer === "string" ? record.customer : null;
}

/** A customer counts as key by its own fields, everything else by those of its customer. */
const isKeyBy = (entity: EntityName, values: Record<string, unknown>): boolean =>
  entity === "customer" ? isKeyCustomer(values) : values.isKey === true;

/** The row of a new record; fields not given are empty. */
export function toNewRow(entity: EntityName, values: Record<string, unknown>, at: Date): StoredRow {
  const definition = entities[entity];
  const empty = Object.fromEntries(Object.keys(definition.fields).map((field) => [field, null]));
  const stored = toStored(definition, { ...empty, ...values });
  return {
    _id: (values.id as string | undefined) ?? newId(),
    version: 1,
    owner: values.owner as string | null,
    isKey: isKeyBy(entity, values),
    archivedAt: null,
    createdAt: at,
    updatedAt: at,
    ...stored,
    ...(isSearchable(definition) ? searchFieldsOf(definition, stored) : {}),
  };
}

async function insertRow(ctx: Ctx, entity: EntityName, values: Record<string, unknown>): Promise<StoredRow> {
  const row = toNewRow(entity, values, ctx.now);
  await models[entity].insertMany([row], { lean: true });
  noteNameChange(entity);
  return row;
}

async function changeRow(
  ctx: Ctx,
  entity: EntityName,
  write: { before: { id: string; version: number }; set: object },
): Promise<StoredRow> {
  const definition = entities[entity];
  const { before } = write;
  const set = write.set as Record<string, unknown>;
  const stored = toStored(definition, set);
  const isKey = isKeyBy(entity, { ...before, ...set });
  const own = Object.fromEntries(Object.entries(set).filter(([field]) => field === "owner" || field === "archivedAt"));
  const isNamedAnew = isSearchedIn(definition, Object.keys(set));
  const search = isNamedAnew ? searchFieldsOf(definition, toStored(definition, { ...before, ...set })) : {};
  const emptied = emptiedCuts(definition, stored);
  const row = await models[entity]
    .findOneAndUpdate(
      { _id: before.id, version: before.version },
      {
        $set: { ...stored, ...own, ...search, isKey, updatedAt: ctx.now },
        $inc: { version: 1 },
        ...(emptied.length > 0 ? { $unset: Object.fromEntries(emptied.map((path) => [path, 1])) } : {}),
      },
      { returnDocument: "after" },
    )
    .lean<StoredRow>();
  if (!row) throw new AppError("stale_version");
  if (isNamedAnew || Object.keys(own).length > 0) noteNameChange(entity);
  return row;
}

async function removeRow(entity: EntityName, before: { id: string; version: number }): Promise<void> {
  const { deletedCount } = await models[entity].deleteOne({ _id: before.id, version: before.version });
  if (deletedCount !== 1) throw new AppError("stale_version");
}

interface NewEvent {
  /** `entity.pastTense` */
  name: string;
  entity: EventEntity;
  record: { id: string };
  body: EventBody;
}

/** What rules do starts no rule, and the sample company's past is over. */
const awaitsRules = (name: string, { kind }: Ctx["source"]) =>
  (RULE_EVENTS as readonly string[]).includes(name) && kind !== "rule" && kind !== "seed";

/** What happened, by whom and when, as it is stored. */
export function toEventRow(ctx: Pick<Ctx, "actor" | "now" | "source">, event: NewEvent): OutboxRow {
  const _id = newId();
  return {
    ...newQueueRow({ _id, lane: _id, dueAt: ctx.now }),
    name: event.name,
    entity: event.entity,
    recordId: event.record.id,
    customer: customerOf(event.entity, event.record),
    actorId: ctx.actor.id,
    at: ctx.now,
    source: ctx.source.kind,
    messageId: ctx.source.messageId,
    ...(awaitsRules(event.name, ctx.source) ? { awaitsRules: true as const } : {}),
    sealedChanges: sealJson(event.body),
    undoneAt: null,
  };
}

/** For rows that are no records, e.g. users and settings; records are saved and noted together by saveWithEvent. */
export async function recordEvent(ctx: Ctx, event: NewEvent): Promise<void> {
  await insertLater(OutboxEvent, [toEventRow(ctx, event)]);
}

/**
 * The only way a command saves: the row and the event with its changes go together, so audit trail and timeline cannot be forgotten.
 * A change that changes nothing writes nothing.
 *
 * @returns the record as stored; for a removed one, as it was
 * @throws AppError `stale_version` when the row is no longer the one that was read
 */
export async function saveWithEvent<N extends EntityName>(ctx: Ctx, entity: N, write: Write<N>): Promise<RecordFor<N>> {
  const { before, set, event } = write;
  return withTransaction(async () => {
    const changes = set ? changesOf(before, set) : changesOf(null, before ?? {});
    if (before && changes.length === 0) return before;
    const kind = before === null ? "created" : set === null ? "removed" : "changed";
    const record = await apply(ctx, entity, { before, set });
    await recordEvent(ctx, { name: event, entity, record, body: { kind, changes } });
    afterCommit(() => ctx.deps.wake("events", event));
    return record;
  });
}

/**
 * Saves customers that all go from one owner to another, each with its own event; what hangs on them goes with all of them at once.
 * @throws AppError `stale_version` when one is no longer the one that was read: then none went
 */
export async function saveMoved(
  ctx: Ctx,
  moves: { before: Customer; set: Partial<Customer> }[],
  { from, to, event }: { from: string | null; to: string | null; event: string },
): Promise<void> {
  if (moves.length === 0) return;
  await withTransaction(async () => {
    const events: OutboxRow[] = [];
    for (const { before, set } of moves) {
      await changeRow(ctx, "customer", { before, set });
      const body = { kind: "changed" as const, changes: changesOf(before, set) };
      events.push(toEventRow(ctx, { name: event, entity: "customer", record: before, body }));
    }
    await insertLater(OutboxEvent, events);
    const ids = moves.map(({ before }) => before.id);
    await carryToOwner(ids, { from, to, at: ctx.now });
    afterCommit(() => ctx.deps.wake("events", event));
  });
}

async function apply<N extends EntityName>(
  ctx: Ctx,
  entity: N,
  { before, set }: Pick<Write<N>, "before" | "set">,
): Promise<RecordFor<N>> {
  if (before && !set) {
    await removeRow(entity, before);
    return before;
  }
  const row = before
    ? await changeRow(ctx, entity, { before, set: set ?? {} })
    : await insertRow(ctx, entity, (set ?? {}) as Record<string, unknown>);
  const record = toRecord(entities[entity], row) as unknown as RecordFor<N>;
  if (before && entity === "customer") await carryChildren(before, record, ctx.now);
  return record;
}
