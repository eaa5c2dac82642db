import { models } from "../../../models";
import { entities, type EntityName, type RecordFor } from "../../../models/shared/entities";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { keptSince } from "../../queries/listArchived";

async function findArchived(ctx: Ctx, entity: EntityName, id: string): Promise<StoredRow & { archivedAt: Date }> {
  const row = await models[entity].findOne({ _id: id, archivedAt: { $gt: keptSince(ctx.now) } }).lean<StoredRow>();
  if (!row?.archivedAt) throw new AppError("not_found");
  return { ...row, archivedAt: row.archivedAt };
}

async function bringBack(ctx: Ctx, entity: EntityName, row: StoredRow): Promise<RecordFor<EntityName>> {
  const before = { ...toRecord(entities[entity], row), archivedAt: row.archivedAt } as never;
  return saveWithEvent(ctx, entity, { before, set: { archivedAt: null } as never, event: `${entity}.broughtBack` });
}

/** Promises that went out of sight with a customer come back with it. */
async function bringBackPromises(ctx: Ctx, customer: string, archivedAt: Date): Promise<void> {
  for (const row of await models.reminder.find({ customer, archivedAt }).lean<StoredRow[]>())
    await bringBack(ctx, "reminder", row);
}

async function checkCustomer(row: StoredRow): Promise<void> {
  if (typeof row.customer !== "string") return;
  if (await models.customer.exists({ _id: row.customer, archivedAt: null })) return;
  throw new AppError("invalid_input", {
    errors: [{ path: "customer", code: "customer_archived", message: "customer" }],
  });
}

/**
 * Takes a record out of the recycle bin; a customer with the promises that went there with it.
 * @throws AppError `not_found` also for what was in there too long, `forbidden`, `invalid_input` while its customer is in the bin
 */
export async function restoreRecord<N extends EntityName>(ctx: Ctx, entity: N, id: string): Promise<RecordFor<N>> {
  return withTransaction(async () => {
    const row = await findArchived(ctx, entity, id);
    authorize(ctx.actor, "archive", { entity, record: toRecord(entities[entity], row) });
    await checkCustomer(row);
    const record = await bringBack(ctx, entity, row);
    if (entity === "customer") await bringBackPromises(ctx, id, row.archivedAt);
    return record as RecordFor<N>;
  });
}
