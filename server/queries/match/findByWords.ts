import type { QueryFilter } from "mongoose";
import { models } from "../../../models";
import { toSearchQuery } from "../../../models/searchKeys";
import type { EntityName } from "../../../models/shared/entities";
import type { StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { OWNED, readScope } from "../../policies/scope";
import { readableListed } from "../readable";
import { toVisible } from "../toVisible";

/** More than this nobody chooses from. */
export const MOST = 300;

export const asCustomer = (ctx: Ctx) => toVisible(ctx, "customer");
export const asContact = (ctx: Ctx) => toVisible(ctx, "contact");

/** Without what one sees only masked: nobody means a customer of the public pool by a name before somebody took it. */
export const inReach = (ctx: Ctx, entity: EntityName, filter: QueryFilter<StoredRow>): QueryFilter<StoredRow> => ({
  $and: [readableListed(ctx, entity), ...(seesUnowned(ctx, entity) ? [] : [OWNED]), filter],
});

const seesUnowned = (ctx: Ctx, entity: EntityName) => readScope(ctx.actor, entity, "internal").hasUnowned;

/** Rows in the actor's reach whose names hold the words; the freshest when there are very many. */
export async function findByWords(ctx: Ctx, entity: "customer" | "contact", words: string): Promise<StoredRow[]> {
  const query = toSearchQuery(words);
  if (!query) return [];
  const rows = await models[entity]
    .find(inReach(ctx, entity, { $and: query.keys.map((key) => ({ searchKeys: key })) }))
    .sort({ updatedAt: -1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  return rows.filter((row) => query.matches(row.searchText ?? ""));
}
