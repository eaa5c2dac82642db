import type { Model, QueryFilter } from "mongoose";
import { toSearchQuery } from "../../../models/searchKeys";
import { entities } from "../../../models/shared/entities";
import type { Contact } from "../../../models/shared/entities/contact";
import type { Customer } from "../../../models/shared/entities/customer";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { readable } from "../readable";

/** More than this nobody chooses from. */
export const MOST = 300;

export const asCustomer = (row: StoredRow) => toRecord(entities.customer, row) as unknown as Customer;
export const asContact = (row: StoredRow) => toRecord(entities.contact, row) as unknown as Contact;

export const inReach = (ctx: Ctx, filter: QueryFilter<StoredRow>): QueryFilter<StoredRow> => ({
  $and: [readable(ctx), filter],
});

/** Rows in the actor's reach whose names hold the words; the freshest when there are very many. */
export async function findByWords(ctx: Ctx, model: Model<StoredRow>, words: string): Promise<StoredRow[]> {
  const query = toSearchQuery(words);
  if (!query) return [];
  const rows = await model
    .find(inReach(ctx, { $and: query.keys.map((key) => ({ searchKeys: key })) }))
    .sort({ updatedAt: -1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  return rows.filter((row) => query.matches(row.searchText ?? ""));
}
