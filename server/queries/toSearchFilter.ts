import { models } from "../../models";
import { toSearchQuery } from "../../models/searchKeys";
import type { EntityName } from "../../models/shared/entities";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { records, type RecordModule } from "../records";
import { toPhoneDigits } from "./findByPhone";
import { readable } from "./readable";

export interface SearchFilter {
  filter: Record<string, unknown>;
  /** Keys only narrow down; this decides. */
  matches(row: StoredRow): boolean;
}

const anything = (): boolean => true;
const NOTHING: SearchFilter = { filter: { _id: { $in: [] } }, matches: anything };
const MOST = 500;

async function idsByName(ctx: Ctx, entity: EntityName, search: SearchFilter): Promise<string[]> {
  const filter = { $and: [readable(ctx, entity), search.filter] };
  const rows = await models[entity].find(filter, { searchText: 1 }).limit(MOST).lean<StoredRow[]>();
  return rows.filter(search.matches).map((row) => row._id);
}

/**
 * What `q` asks of a list. A number may be a phone or part of a name, so it is resolved to ids first: that keeps one index at work.
 */
export async function toSearchFilter(ctx: Ctx, entity: EntityName, q: string): Promise<SearchFilter> {
  const query = toSearchQuery(q);
  if (!query) return NOTHING;
  const byName: SearchFilter = {
    // As equalities rather than `$all`: the first of them bounds the index on either store.
    filter: { $and: query.keys.map((key) => ({ searchKeys: key })) },
    matches: (row) => query.matches(row.searchText ?? ""),
  };
  const { findByPhone }: RecordModule = records[entity];
  const digits = toPhoneDigits(q);
  if (!digits || !findByPhone) return byName;
  const ids = [...(await findByPhone(ctx, digits)), ...(await idsByName(ctx, entity, byName))];
  return { filter: { _id: { $in: [...new Set(ids)] } }, matches: anything };
}
