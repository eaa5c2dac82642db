import { models } from "../../models";
import { entities, type EntityName } from "../../models/shared/entities";
import { keysOf, stageName, type Pipeline } from "../../models/shared/values/pipeline";
import { CLOSED_STAGES } from "../../models/shared/values/stage";
import type { StoredRow } from "../../models/storedRecord";
import { OutboxEvent, type OutboxRow } from "../../models/system/outboxEvent";
import { PendingAction } from "../../models/system/pendingAction";
import type { StoredFileRow } from "../../models/system/storedFile";
import { openJson } from "../../models/vault";
import type { Ctx } from "../context";
import type { Change, EventBody } from "../events/saveWithEvent";
import { readScope, toFilter } from "../policies/scope";
import { filesAt } from "./findFile";
import { findNames, findUserNames } from "./findNames";
import { UNSHOWN, type Moment } from "./moment";
import { readPipeline } from "./readSetting";
import { findOrigins, messagesOf, readSources, type Source } from "./readSources";
import { reviveChanges } from "./reviveChanges";
import { toVisible } from "./toVisible";

type Values = Record<string, unknown>;

/** An event opened, with the record as it is today. */
export interface Happening {
  entity: EntityName;
  name: string;
  actorId: string;
  messageId: string | null;
  kind: EventBody["kind"];
  changes: Change[];
  record: Values;
}

export interface DescribedActivity {
  moment: Moment;
  byId: string | null;
  /** What else the same sentence did; for a bare event only itself. */
  happenings: Happening[];
  source: Source | null;
  undoActionId: string | null;
  /** What was sent with the note. */
  files: StoredFileRow[];
  /** Names of people and of the records that changes point to, as far as the reader may see them. */
  names: ReadonlyMap<string, string>;
}

type Told = Pick<DescribedActivity, "moment" | "byId" | "happenings">;

/** The records of events, archived ones included, as far as the reader may see them. */
export async function readRecords(ctx: Ctx, events: OutboxRow[]): Promise<Map<string, Values>> {
  const found = new Map<string, Values>();
  for (const entity of Object.keys(entities) as EntityName[]) {
    const ids = new Set(events.filter((event) => event.entity === entity).map((event) => event.recordId));
    if (ids.size === 0) continue;
    const filter = { $and: [toFilter(readScope(ctx.actor, entity)), { _id: { $in: [...ids] } }] };
    const rows = await models[entity].find(filter, { searchKeys: 0, searchText: 0 }).lean<StoredRow[]>();
    for (const record of rows.map(toVisible(ctx, entity))) found.set(record.id, { ...record });
  }
  return found;
}

function toHappening(event: OutboxRow, record: Values): Happening {
  const entity = event.entity as EntityName;
  const { kind, changes } = openJson<EventBody>(event.sealedChanges);
  return {
    entity,
    name: event.name,
    actorId: event.actorId,
    messageId: event.messageId,
    kind,
    changes: reviveChanges(entity, changes),
    record,
  };
}

/** Messages among these that wrote a note about the customer: the note tells the rest of what they did. */
async function messagesWithNote(customer: string, events: OutboxRow[]): Promise<Set<string | null>> {
  const messageIds = events.flatMap((event) => event.messageId ?? []);
  if (messageIds.length === 0) return new Set();
  const filter = { messageId: { $in: messageIds }, name: "followUp.created", customer, undoneAt: null };
  const notes = await OutboxEvent.find(filter, { messageId: 1 }).lean();
  return new Set(notes.map((note) => note.messageId));
}

async function eventsOfMessages(customer: string, messageIds: string[]): Promise<OutboxRow[]> {
  if (messageIds.length === 0) return [];
  const filter = { messageId: { $in: messageIds }, customer, undoneAt: null, name: { $nin: UNSHOWN } };
  return OutboxEvent.find(filter).sort({ _id: 1 }).lean<OutboxRow[]>();
}

/** Undo buttons of the actor that still work, by the message they take back. */
async function findUndos(ctx: Ctx, messageIds: string[]): Promise<Map<string | null, string>> {
  if (messageIds.length === 0) return new Map();
  const isMine = { userId: ctx.actor.id, state: "open" as const, kind: "undo", expiresAt: { $gt: ctx.now } };
  const actions = await PendingAction.find({ ...isMine, messageId: { $in: messageIds } }, { messageId: 1 }).lean();
  return new Map(actions.map((action) => [action.messageId, action._id]));
}

/** Records as they were on either side of the changes: what has to be named. */
const sidesOf = ({ changes }: Happening): { owner: string | null }[] => [
  { owner: null, ...Object.fromEntries(changes.map(({ field, oldValue }) => [field, oldValue])) },
  { owner: null, ...Object.fromEntries(changes.map(({ field, newValue }) => [field, newValue])) },
];

/** Keys of stages are no ids, so they can stand beside names of records. */
const stageNamesOf = (pipeline: Pipeline) =>
  [...keysOf(pipeline), ...CLOSED_STAGES].map((key): [string, string] => [key, stageName(pipeline, key)]);

async function nameAll(ctx: Ctx, happenings: Happening[], userIds: string[]): Promise<ReadonlyMap<string, string>> {
  const names = await findUserNames([...new Set(userIds)]);
  for (const entity of Object.keys(entities) as EntityName[]) {
    const sides = happenings.filter((one) => one.entity === entity && one.kind === "changed").flatMap(sidesOf);
    names.push(...(await findNames(ctx, entity, sides)));
  }
  return new Map([...stageNamesOf(await readPipeline()), ...names]);
}

/** Everything a page of moments shows, read in bulk. Leaves out what the reader may not see and what a note already tells. */
export async function describeActivities(
  ctx: Ctx,
  customer: string,
  moments: readonly Moment[],
): Promise<DescribedActivity[]> {
  const events = moments.flatMap((moment) => ("event" in moment ? moment.event : []));
  const noteIds = moments.flatMap((moment) => ("followUp" in moment ? moment.id : []));
  const origins = await findOrigins("followUp", noteIds);
  const told = await messagesWithNote(customer, events);
  const beside = await eventsOfMessages(customer, messagesOf(origins));
  const visible = await readRecords(ctx, [...events, ...beside]);
  const open = (event: OutboxRow): Happening[] => {
    const record = visible.get(event.recordId);
    return record ? [toHappening(event, record)] : [];
  };
  const opened = beside.flatMap(open);

  const activities = moments.flatMap((moment): Told[] => {
    if ("followUp" in moment) {
      const origin = origins.get(moment.id);
      const happenings = origin?.messageId ? opened.filter((one) => one.messageId === origin.messageId) : [];
      return [{ moment, byId: origin?.actorId ?? null, happenings }];
    }
    if (told.has(moment.event.messageId) && moment.event.messageId !== null) return [];
    const happenings = open(moment.event);
    return happenings.length > 0 ? [{ moment, byId: moment.event.actorId, happenings }] : [];
  });
  return addWords(ctx, activities, origins);
}

async function addWords(
  ctx: Ctx,
  activities: Told[],
  origins: ReadonlyMap<string, { messageId: string | null }>,
): Promise<DescribedActivity[]> {
  const messageOf = ({ moment }: { moment: Moment }) =>
    "event" in moment ? moment.event.messageId : (origins.get(moment.id)?.messageId ?? null);
  const messageIds = activities.flatMap((one) => messageOf(one) ?? []);
  const sources = await readSources(ctx, messageIds);
  const undos = await findUndos(ctx, messageIds);
  const files = await filesAt(
    "followUp",
    activities.map(({ moment }) => moment.id),
  );
  const userIds = [...activities.flatMap((one) => one.byId ?? []), ...[...sources.values()].map((one) => one.userId)];
  const names = await nameAll(
    ctx,
    activities.flatMap((one) => one.happenings),
    userIds,
  );
  return activities.map((one) => ({
    ...one,
    source: sources.get(messageOf(one) ?? "") ?? null,
    undoActionId: undos.get(messageOf(one)) ?? null,
    files: files.get(one.moment.id) ?? [],
    names,
  }));
}
