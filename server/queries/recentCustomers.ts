import { Customer } from "../../models";
import type { Customer as CustomerRecord } from "../../models/shared/entities/customer";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { ownReadable } from "./readable";
import { toVisible } from "./toVisible";

/** The actor's own customers they were in contact with last. */
export async function recentCustomers(ctx: Ctx, count: number): Promise<CustomerRecord[]> {
  const rows = await Customer.find(ownReadable(ctx, "customer"))
    .sort({ lastContactAt: -1, _id: -1 })
    .limit(count)
    .lean<StoredRow[]>();
  return rows.map(toVisible(ctx, "customer"));
}
