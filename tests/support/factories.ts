import { newId } from "../../models/newId";
import type { EntityName, RecordFor } from "../../models/shared/entities";
import { addDays, dayOf } from "../../models/shared/values/day";
import {
  Department,
  PlatformIdentity,
  User,
  type DepartmentRow,
  type Role,
  type UserRow,
} from "../../models/system/user";
import { AccessGrant, type AccessGrantRow } from "../../models/system/accessGrant";
import { InboxItem } from "../../models/system/inboxItem";
import { PendingAction } from "../../models/system/pendingAction";
import { newQueueRow } from "../../models/system/queueRow";
import { sealJson } from "../../models/vault";
import { createRecord } from "../../server/commands/records";
import { createPlain } from "../../server/commands/records/createPlain";
import { saveWithEvent } from "../../server/events/saveWithEvent";
import { loadActor } from "../../server/loadActor";
import { ctxFor, NOW } from "./ctx";

let serial = 0;

export async function buildDepartment(overrides: Partial<DepartmentRow> = {}): Promise<DepartmentRow> {
  const _id = newId();
  const row = {
    _id,
    platform: "wecom",
    externalId: String(++serial),
    name: `部门${serial}`,
    parent: null,
    ...overrides,
  };
  await Department.insertMany([row]);
  return row;
}

export async function buildUser(overrides: Partial<UserRow> = {}): Promise<UserRow> {
  const row: UserRow = {
    _id: newId(),
    version: 1,
    name: `同事${++serial}`,
    roles: ["sales"] as Role[],
    departments: [],
    departmentsSet: false,
    disabled: false,
    sharedUntil: null,
    createdAt: NOW,
    updatedAt: NOW,
    ...overrides,
  };
  await User.insertMany([row]);
  const userId = `User${serial}`;
  const identity = { _id: newId(), platform: "wecom", key: userId.toLowerCase(), userId, lastSeenAt: null };
  await PlatformIdentity.insertMany([{ ...identity, user: row._id }]);
  return row;
}

interface BuildOptions {
  /** Whose record it is; a new rep when left out. */
  by?: UserRow;
  now?: Date;
  /** The chat message that makes it. */
  messageId?: string;
}

async function build<N extends EntityName>(
  entity: N,
  { by, now = NOW, messageId }: BuildOptions,
  input: Partial<RecordFor<N>>,
): Promise<RecordFor<N>> {
  const user = by ?? (await buildUser());
  const actor = await loadActor(user._id, now);
  if (!actor) throw new Error("the owner of a new record must be able to act");
  return createRecord(ctxFor(actor, { now, messageId }), entity, input);
}

type Overrides<N extends EntityName> = Partial<RecordFor<N>> & BuildOptions;

const split = <N extends EntityName>({ by, now, messageId, ...input }: Overrides<N>) =>
  ({ options: { by, now, messageId }, input }) as { options: BuildOptions; input: Partial<RecordFor<N>> };

export async function buildCustomer(overrides: Overrides<"customer"> = {}) {
  const { options, input } = split<"customer">(overrides);
  return build("customer", options, { name: `客户${++serial}`, ...input });
}

/** For children of a customer: makes the customer, and its rep, when none is given. */
async function withCustomer<N extends "contact" | "followUp" | "reminder" | "opportunity" | "visit">(
  overrides: Overrides<N>,
) {
  const by = overrides.by ?? (await buildUser());
  const customer = overrides.customer ?? (await buildCustomer({ by })).id;
  const { options, input } = split<N>({ ...overrides, by });
  return { options, input: { ...input, customer } as Partial<RecordFor<N>> };
}

export async function buildContact(overrides: Overrides<"contact"> = {}) {
  const { options, input } = await withCustomer<"contact">(overrides);
  return build("contact", options, { name: `联系人${++serial}`, ...input });
}

/** A company under its short name, and who is met there. @returns the customer's id */
export async function buildHouse(by: UserRow, [name, short, person]: readonly [string, string, string]) {
  const { id } = await buildCustomer({ by, name, kind: "company", aliases: [short] });
  await buildContact({ by, customer: id, name: person, title: null });
  return id;
}

export async function buildFollowUp(overrides: Overrides<"followUp"> = {}) {
  const { options, input } = await withCustomer<"followUp">(overrides);
  return build("followUp", options, { content: `聊了报价${++serial}`, ...input });
}

export async function buildReminder(overrides: Overrides<"reminder"> = {}) {
  const { options, input } = await withCustomer<"reminder">(overrides);
  const remindAt = new Date(NOW.getTime() + 3_600_000);
  return build("reminder", options, { text: `回电${++serial}`, remindAt, ...input });
}

export async function buildOpportunity(overrides: Overrides<"opportunity"> = {}) {
  const { options, input } = await withCustomer<"opportunity">(overrides);
  return build("opportunity", options, { name: `商机${++serial}`, ...input });
}

/** Agreed for the day after. */
export async function buildVisit(overrides: Overrides<"visit"> = {}) {
  const { options, input } = await withCustomer<"visit">(overrides);
  return build("visit", options, { plannedOn: addDays(dayOf(NOW), 1), ...input });
}

/** A request for a yes that its rep waits for. */
export async function buildApproval({ by, ...at }: { by: UserRow; customer?: string }) {
  const { id: opportunity, customer, isKey, name: title } = await buildOpportunity({ by, ...at });
  const actor = await loadActor(by._id, NOW);
  if (!actor) throw new Error("the owner of a new record must be able to act");
  const asked = { opportunity, customer, isKey, title, owner: by._id, requestedBy: by._id, stage: "proposal" };
  const set = { ...asked, state: "open", reason: "amount" } as const;
  return saveWithEvent(ctxFor(actor), "approval", { before: null, set, event: "approval.requested" });
}

/** A lead its rep has not answered yet. */
export async function buildLead({ by, now = NOW, ...input }: Overrides<"lead"> = {}) {
  const user = by ?? (await buildUser());
  const actor = await loadActor(user._id, now);
  if (!actor) throw new Error("the owner of a new record must be able to act");
  const state = input.state ?? "assigned";
  return createPlain(ctxFor(actor, { now }), "lead", { name: `线索${++serial}`, lastAskedAt: now, ...input, state });
}

/** A record shared with somebody, as the row it is; open for an hour unless said otherwise. */
export async function buildGrant(overrides: Partial<AccessGrantRow> & Pick<AccessGrantRow, "entity" | "recordId">) {
  const row: AccessGrantRow = {
    _id: newId(),
    customer: null,
    userId: "",
    right: "read",
    endsAt: new Date(NOW.getTime() + 3_600_000),
    grantedBy: newId(),
    createdAt: NOW,
    revokedAt: null,
    ...overrides,
  };
  await AccessGrant.insertMany([row]);
  await User.updateOne({ _id: row.userId }, { $max: { sharedUntil: row.endsAt } });
  return row;
}

interface SaidOptions {
  by: UserRow;
  text: string;
  /** Words of the text that values came from. */
  marks?: string[];
  at?: Date;
}

/** A sentence that somebody said in chat, worked off. */
export async function buildMessage({ by, text, marks = [], at = NOW }: SaidOptions): Promise<string> {
  const _id = newId();
  const spans = marks.map((word) => ({ text: word, start: text.indexOf(word), end: text.indexOf(word) + word.length }));
  const message = { platform: "wecom", externalId: _id, sentAt: at, content: { kind: "text", text, spoken: false } };
  const row = {
    ...newQueueRow({ _id, lane: _id, dueAt: at }),
    state: "done" as const,
    platform: "wecom",
    externalId: _id,
    senderId: "sender",
    sealedMessage: sealJson(message),
    sealedPlan: sealJson({ do: "record", text, marks: spans, draft: {} }),
    actorId: by._id,
    hasWritten: true,
    undoneAt: null,
    finishedAt: at,
  };
  await InboxItem.insertMany([row]);
  return _id;
}

/** The undo button on the card that answered a message. */
export async function buildUndo(by: UserRow, messageId: string, expiresAt: Date): Promise<string> {
  const _id = newId();
  const button = {
    _id,
    userId: by._id,
    kind: "undo",
    sealedData: sealJson({ kind: "undo", message: messageId }),
    messageId,
  };
  await PendingAction.insertMany([{ ...button, group: _id, state: "open", outcome: null, createdAt: NOW, expiresAt }]);
  return _id;
}
