import { Customer } from "../../models";
import { entities } from "../../models/shared/entities";
import type { Customer as CustomerRecord } from "../../models/shared/entities/customer";
import { toRecord, type StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";

/** The actor's own customers they were in contact with last. */
export async function recentCustomers(ctx: Ctx, count: number): Promise<CustomerRecord[]> {
  const rows = await Customer.find({ owner: ctx.actor.id, archivedAt: null })
    .sort({ lastContactAt: -1, _id: -1 })
    .limit(count)
    .lean<StoredRow[]>();
  return rows.map((row) => toRecord(entities.customer, row) as unknown as CustomerRecord);
}
