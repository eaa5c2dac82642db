import { newId } from "../../models/newId";
import type { EntityName, RecordFor } from "../../models/shared/entities";
import {
  Department,
  PlatformIdentity,
  User,
  type DepartmentRow,
  type Role,
  type UserRow,
} from "../../models/system/user";
import { createRecord } from "../../server/commands/records";
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
}

async function build<N extends EntityName>(
  entity: N,
  { by, now = NOW }: BuildOptions,
  input: Partial<RecordFor<N>>,
): Promise<RecordFor<N>> {
  const user = by ?? (await buildUser());
  const actor = await loadActor(user._id);
  if (!actor) throw new Error("the owner of a new record must be able to act");
  return createRecord(ctxFor(actor, { now }), entity, input);
}

type Overrides<N extends EntityName> = Partial<RecordFor<N>> & BuildOptions;

const split = <N extends EntityName>({ by, now, ...input }: Overrides<N>) =>
  ({ options: { ...(by ? { by } : {}), ...(now ? { now } : {}) }, input }) as {
    options: BuildOptions;
    input: Partial<RecordFor<N>>;
  };

export async function buildCustomer(overrides: Overrides<"customer"> = {}) {
  const { options, input } = split<"customer">(overrides);
  return build("customer", options, { name: `客户${++serial}`, ...input });
}

/** For children of a customer: makes the customer, and its rep, when none is given. */
async function withCustomer<N extends "contact" | "followUp" | "reminder" | "opportunity">(overrides: Overrides<N>) {
  const by = overrides.by ?? (await buildUser());
  const customer = overrides.customer ?? (await buildCustomer({ by })).id;
  const { options, input } = split<N>({ ...overrides, by });
  return { options, input: { ...input, customer } as Partial<RecordFor<N>> };
}

export async function buildContact(overrides: Overrides<"contact"> = {}) {
  const { options, input } = await withCustomer<"contact">(overrides);
  return build("contact", options, { name: `联系人${++serial}`, ...input });
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
