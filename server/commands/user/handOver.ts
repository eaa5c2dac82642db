import { models } from "../../../models";
import { entities, type EntityName } from "../../../models/shared/entities";
import type { Customer as CustomerRecord } from "../../../models/shared/entities/customer";
import { poolText } from "../../../models/shared/text/zhCN/pool";
import { OPEN_LEAD_STATES } from "../../../models/shared/entities/lead";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import { User, type UserRow } from "../../../models/system/user";
import { afterCommit, withTransaction } from "../../../models/withTransaction";
import { SYSTEM_ACTOR, type Ctx } from "../../context";
import { recordEvent, saveWithEvent } from "../../events/saveWithEvent";
import { findHeir } from "../../queries/findHeir";
import { listPromises } from "../../queries/listPromises";
import { atOwner, inPool } from "../customer/placement";

/** Customers that go in one transaction: short enough that nobody else waits. */
const BATCH = 50;

/** What somebody who left still had, by the time they are gone. */
export interface HandedOver {
  /** Null: to the public pool, since nobody leads their department. */
  to: string | null;
  customers: number;
  reminders: number;
  /** Promises to or by their customers that may still be open. */
  promises: number;
}

async function moveCustomers(ctx: Ctx, from: string, to: string | null): Promise<number> {
  const rows = await models.customer.find({ owner: from }).limit(BATCH).lean<StoredRow[]>();
  await withTransaction(async () => {
    for (const row of rows) {
      const before = toRecord(entities.customer, row) as unknown as CustomerRecord;
      const set = to === null ? inPool(ctx, from, poolText.leaver) : atOwner(ctx, to);
      await saveWithEvent(ctx, "customer", { before, set, event: "customer.transferred" });
    }
  });
  return rows.length;
}

/** What hangs on colleagues' customers or on none; without a new owner it stays where it is. */
async function moveTheRest(from: string, to: string | null): Promise<void> {
  if (to === null) return dropLeads(from);
  for (const entity of Object.keys(entities) as EntityName[]) {
    await models[entity].updateMany({ owner: from }, { $set: { owner: to } });
  }
}

/** Leads that nobody takes over wait to be given to somebody. */
async function dropLeads(from: string): Promise<void> {
  const open = { owner: from, state: { $in: [...OPEN_LEAD_STATES] } };
  await models.lead.updateMany(open, { $set: { owner: null, state: "new" } });
}

const heirOf = (user: UserRow): Promise<string | null> =>
  user.handOverTo === undefined ? findHeir(user) : Promise.resolve(user.handOverTo);

/**
 * Moves everything a leaver has to their manager, to whom an admin named, or else into the public pool. Nothing is lost, and a run
 * that was cut off is taken up where it stopped.
 */
export async function handOver(ctx: Ctx, userId: string): Promise<void> {
  const user = await User.findOne({ _id: userId, disabled: true, handOverDue: true }).lean<UserRow>();
  if (!user) return;
  const to = await heirOf(user);
  const reminders = await models.reminder.countDocuments({ owner: userId, state: "open", archivedAt: null });
  const promises = (await listPromises({ ...ctx, actor: SYSTEM_ACTOR }, { owner: userId })).length;
  let customers = 0;
  for (let moved = BATCH; moved === BATCH; customers += moved) moved = await moveCustomers(ctx, userId, to);
  await withTransaction(async () => {
    await moveTheRest(userId, to);
    await User.updateOne({ _id: userId }, { $set: { handOverDue: false } });
    const changes = Object.entries({ to, customers, reminders, promises } satisfies HandedOver).map(
      ([field, newValue]) => ({
        field,
        oldValue: null,
        newValue,
      }),
    );
    const event = { name: "user.handedOver", entity: "user", record: { id: userId } } as const;
    await recordEvent(ctx, { ...event, body: { kind: "changed", changes } });
    afterCommit(() => ctx.deps.wake("events"));
  });
}

/** Takes up what was cut off, and those whom a directory shut out. */
export async function handOverAll(ctx: Ctx): Promise<void> {
  const leavers = await User.find({ disabled: true, handOverDue: true }, { _id: 1 }).lean();
  for (const { _id } of leavers) await handOver(ctx, _id);
}
