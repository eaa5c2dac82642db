import { Customer } from "../../models";
import type { Customer as CustomerRecord } from "../../models/shared/entities/customer";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { chargeScope, toFilter } from "../policies/scope";
import { findUserNames } from "./findNames";
import { toVisible } from "./toVisible";

const MOST = 50;

/** Customers reported by the actor, or by whom the actor leads, that are protected now; the first to end first. */
export async function listProtected(ctx: Ctx): Promise<{ customer: CustomerRecord; ownerName: string }[]> {
  const filter = {
    $and: [
      toFilter(chargeScope(ctx.actor, "customer")),
      { archivedAt: null, owner: { $ne: null }, protectedUntil: { $gt: ctx.now } },
    ],
  };
  const rows = await Customer.find(filter, { searchKeys: 0 })
    .sort({ protectedUntil: 1, _id: 1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  const names = new Map(await findUserNames(rows.map(({ owner }) => owner ?? "")));
  return rows.map(toVisible(ctx, "customer")).map((customer) => ({
    customer,
    ownerName: names.get(customer.owner ?? "") ?? "",
  }));
}
