import { models } from "../../models";
import { entities, type EntityName, type RecordFor } from "../../models/shared/entities";
import type { Customer } from "../../models/shared/entities/customer";
import { toRecord, type StoredRow } from "../../models/storedRecord";
import { OutboxEvent, type OutboxRow } from "../../models/system/outboxEvent";
import { HandOver, type HandOverRow } from "../../models/system/handOver";
import { openJson } from "../../models/vault";
import { afterCommit } from "../../models/withTransaction";
import type { Ctx } from "../context";
import { reviveValue } from "../events/reviveValue";
import { isEqual, saveWithEvent, type EventBody } from "../events/saveWithEvent";
import { policies, type Policy } from "../policies";
import { findUserNames } from "../queries/findNames";
import { noteHandOver } from "./customer/noteHandOver";
import { takeBackTarget } from "./target/takeBackTarget";
import { GIVEN_AWAY, takeBackTransfers } from "./customer/takeBackTransfer";
import { renewAccessGrant } from "./accessGrant/createAccessGrant";
import { revokeAccessGrant } from "./accessGrant/revokeAccessGrant";
import { noteKept, notePutBack, noteRemoved, noteRestored, type UndoneRecord, type UndoOutcome } from "./undoOutcome";

type AnyRecord = RecordFor<EntityName> & Record<string, unknown>;

const titleOf = (entity: EntityName, record: AnyRecord): UndoneRecord => ({
  id: record.id,
  entity,
  title: String(record[entities[entity].titleField] ?? ""),
});

async function findRow(entity: EntityName, id: string): Promise<AnyRecord | null> {
  const row = await models[entity].findOne({ _id: id }).lean<StoredRow>();
  return row ? ({ ...toRecord(entities[entity], row), archivedAt: row.archivedAt } as unknown as AnyRecord) : null;
}

const CHILDREN = ["contact", "followUp", "reminder", "opportunity", "visit"] as const satisfies EntityName[];

/** True when somebody else built on the record after the message, or the run of a rule: then it must stay. */
async function isBuiltUpon(ctx: Ctx, event: OutboxRow): Promise<boolean> {
  const others = { actorId: { $ne: ctx.actor.id }, messageId: { $ne: event.messageId } };
  const isTheirs = { recordId: event.recordId, ...others, undoneAt: null };
  if (await OutboxEvent.exists(isTheirs)) return true;
  if (event.entity !== "customer") return false;
  for (const child of CHILDREN) {
    if (await models[child].exists({ customer: event.recordId })) return true;
  }
  return false;
}

/** One event to take back, the record it is about, and where to note what happened. */
interface Step {
  event: OutboxRow;
  record: AnyRecord;
  outcome: UndoOutcome;
}

/** A reminder that repeats and rang meanwhile has set its next one. */
async function removeContinued(ctx: Ctx, { next }: AnyRecord): Promise<void> {
  const following = typeof next === "string" ? await findRow("reminder", next) : null;
  if (following?.state !== "open") return;
  await removeContinued(ctx, following);
  await saveWithEvent(ctx, "reminder", { before: following as never, set: null, event: "reminder.undone" });
}

async function undoCreation(ctx: Ctx, { event, record, outcome }: Step): Promise<void> {
  const entity = event.entity as EntityName;
  if (await isBuiltUpon(ctx, event)) {
    noteKept(outcome, { ...titleOf(entity, record), why: "added_to" });
    return;
  }
  if (entity === "reminder") await removeContinued(ctx, record);
  await saveWithEvent(ctx, entity, { before: record as never, set: null, event: `${entity}.undone` });
  noteRemoved(outcome, titleOf(entity, record));
}

async function undoChange(ctx: Ctx, { event, record, outcome }: Step): Promise<void> {
  const entity = event.entity as EntityName;
  const { changes } = openJson<EventBody>(event.sealedChanges);
  const untouched = changes.filter((change) => isEqual(record[change.field], change.newValue));
  const set = Object.fromEntries(
    untouched.map((change) => [change.field, reviveValue(entity, change.field, change.oldValue)]),
  );
  if (untouched.length > 0) {
    await saveWithEvent(ctx, entity, { before: record as never, set: set as never, event: `${entity}.undone` });
  }
  if (untouched.length > 0) noteRestored(outcome, { ...titleOf(entity, record), changes: untouched });
  if (event.name === "customer.contacted") return;
  if (untouched.length < changes.length) noteKept(outcome, { ...titleOf(entity, record), why: "changed_since" });
}

const MANAGED_BY_SAVING = ["version", "createdAt", "updatedAt", "archivedAt"];

/** A correction removed the record; taking the correction back puts it where it was. */
async function undoRemoval(ctx: Ctx, event: OutboxRow, outcome: UndoOutcome): Promise<void> {
  const entity = event.entity as EntityName;
  const { changes } = openJson<EventBody>(event.sealedChanges);
  const values = changes
    .filter(({ field }) => !MANAGED_BY_SAVING.includes(field))
    .map(({ field, newValue }) => [field, reviveValue(entity, field, newValue)]);
  const set = Object.fromEntries(values) as never;
  const record = await saveWithEvent(ctx, entity, { before: null, set, event: `${entity}.restored` });
  notePutBack(outcome, titleOf(entity, record as AnyRecord));
}

async function undoGrant(ctx: Ctx, event: OutboxRow, outcome: UndoOutcome): Promise<void> {
  const wasEnded = openJson<EventBody>(event.sealedChanges).kind === "removed";
  const { userId } = await (wasEnded ? renewAccessGrant : revokeAccessGrant)(ctx, event.recordId);
  const [receiver] = await findUserNames([userId]);
  const grant = { id: event.recordId, entity: "accessGrant" as const, title: receiver?.[1] ?? "" };
  if (wasEnded) noteRestored(outcome, { ...grant, changes: [] });
  else noteRemoved(outcome, grant);
}

/** Whoever gave a customer away may no longer touch it; taking that back is theirs all the same. */
async function undoTransfer(ctx: Ctx, { event, record, outcome }: Step): Promise<void> {
  const back = await takeBackTransfers(ctx, [event], [record as unknown as Customer]);
  if (back.size === 0) {
    noteKept(outcome, { ...titleOf("customer", record), why: "added_to" });
    return;
  }
  const moved = openJson<EventBody>(event.sealedChanges).changes;
  noteRestored(outcome, { ...titleOf("customer", record), changes: moved.filter(({ field }) => field === "owner") });
}

async function undoTarget(ctx: Ctx, event: OutboxRow, outcome: UndoOutcome): Promise<void> {
  const { changes } = openJson<EventBody>(event.sealedChanges);
  const before = await takeBackTarget(ctx, event);
  const [, subject = "", period = ""] = event.recordId.split(":");
  const [person] = await findUserNames([subject]);
  const target = {
    id: event.recordId,
    entity: "target" as const,
    title: [person?.[1], period].filter(Boolean).join(" "),
  };
  if (before) noteRestored(outcome, { ...target, changes });
  else noteKept(outcome, { ...target, why: "changed_since" });
}

/** The customers themselves come back one by one. */
async function undoHandOver(ctx: Ctx, { recordId: from, sealedChanges }: OutboxRow): Promise<void> {
  const { changes } = openJson<EventBody>(sealedChanges);
  const said = Object.fromEntries(changes.map(({ field, newValue }) => [field, newValue]));
  const told = { to: String(said.to), customers: Number(said.customers), left: 0, isAwaited: false };
  await noteHandOver(ctx, "user.customersTakenBack", { from, told });
}

async function undoEvent(ctx: Ctx, event: OutboxRow, outcome: UndoOutcome): Promise<void> {
  if (event.entity === "accessGrant") return undoGrant(ctx, event, outcome);
  if (event.entity === "target") return undoTarget(ctx, event, outcome);
  if (event.name === "user.customersHandedOver") return undoHandOver(ctx, event);
  const entity = event.entity as EntityName;
  const record = await findRow(entity, event.recordId);
  const { kind } = openJson<EventBody>(event.sealedChanges);
  if (!record) return kind === "removed" ? undoRemoval(ctx, event, outcome) : undefined;
  if (GIVEN_AWAY.includes(event.name)) return undoTransfer(ctx, { event, record, outcome });
  const policy: Policy = policies[entity];
  if (!policy.update?.(ctx.actor, record)) {
    noteKept(outcome, { id: event.recordId, entity, title: "", why: "not_yours" });
    return;
  }
  if (kind === "created") await undoCreation(ctx, { event, record, outcome });
  else await undoChange(ctx, { event, record, outcome });
}

/** Very many customers come back as they went: after this, some at a time. */
async function takeBackLater(ctx: Ctx, messageId: string, outcome: UndoOutcome): Promise<boolean> {
  const row = await HandOver.findOneAndUpdate(
    { messageId },
    {
      $set: {
        ...{ state: "queued", holdsLane: false, holdUntil: null, leaseUntil: null, dueAt: ctx.now },
        ...{ attempts: 0, moved: 0, kept: 0, takenBackBy: { messageId: ctx.source.messageId } },
      },
      // Whoever is still giving learns that the row is no longer theirs.
      $inc: { fence: 1 },
    },
  ).lean<HandOverRow>();
  if (!row) return false;
  const [giver] = await findUserNames([row.from]);
  noteRestored(outcome, { id: row._id, entity: "handOver", title: giver?.[1] ?? "", changes: [] });
  afterCommit(() => ctx.deps.wake("handOvers"));
  return true;
}

/** What a hand-over of very many wrote, and whoever works on it takes back. */
const BY_HAND_OVER = ["customer.handedOn", "user.customersHandedOver"];

/** Takes back what was written by one message or one run of a rule, the latest first. Inside the caller's transaction. */
export async function takeBackEvents(ctx: Ctx, messageId: string, outcome: UndoOutcome): Promise<void> {
  const isLater = await takeBackLater(ctx, messageId, outcome);
  const written = { messageId, ...(isLater ? { name: { $nin: BY_HAND_OVER } } : {}) };
  const events = await OutboxEvent.find({ ...written, undoneAt: null })
    .sort({ _id: -1 })
    .lean<OutboxRow[]>();
  for (const event of events) await undoEvent(ctx, event, outcome);
  await OutboxEvent.updateMany(written, { $set: { undoneAt: ctx.now } });
}
