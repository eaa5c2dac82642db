import { models } from "../../../models";
import { entities, type EntityName } from "../../../models/shared/entities";
import { poolText } from "../../../models/shared/text/zhCN/pool";
import { OPEN_LEAD_STATES } from "../../../models/shared/entities/lead";
import { User, type UserRow } from "../../../models/system/user";
import { withTransaction } from "../../../models/withTransaction";
import { SYSTEM_ACTOR, type Ctx } from "../../context";
import { findHeir } from "../../queries/findHeir";
import { listPromises } from "../../queries/listPromises";
import { BATCH, giveCustomers } from "../customer/giveCustomers";
import { noteHandOver } from "../customer/noteHandOver";
import { atOwner, inPool } from "../customer/placement";

function moveCustomers(ctx: Ctx, from: string, to: string | null): Promise<number> {
  const place = to === null ? inPool(ctx, from, poolText.leaver) : atOwner(ctx, to);
  const give = { limit: BATCH, place, event: "customer.transferred" };
  return withTransaction(() => giveCustomers(ctx, { owner: from }, give));
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
    await noteHandOver(ctx, "user.handedOver", { from: userId, told: { to, customers, reminders, promises } });
  });
}

/** Takes up what was cut off, and those whom a directory shut out. */
export async function handOverAll(ctx: Ctx): Promise<void> {
  const leavers = await User.find({ disabled: true, handOverDue: true }, { _id: 1 }).lean();
  for (const { _id } of leavers) await handOver(ctx, _id);
}
