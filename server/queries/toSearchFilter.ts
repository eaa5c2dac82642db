import { models } from "../../models";
import { toSearchQuery } from "../../models/searchKeys";
import type { EntityName } from "../../models/shared/entities";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { records, type RecordModule } from "../records";
import { toPhoneDigits } from "./findByPhone";
import { readableListed } from "./readable";

export interface SearchFilter {
  filter: Record<string, unknown>;
  /** The same as it is written where time leads to the rows; null where the filter leads to few in any case. */
  inTime: Record<string, unknown> | null;
  /** The filter is quick to count by, however many it finds: a rare key leads. */
  isQuick: boolean;
  /** Keys only narrow down; this decides. */
  matches(row: StoredRow): boolean;
}

const anything = (): boolean => true;
const NOTHING: SearchFilter = { filter: { _id: { $in: [] } }, inTime: null, isQuick: true, matches: anything };
const MOST = 500;

/** All of these keys, without reading the index for any of them. */
const holding = (keys: readonly string[]) => ({ $nor: keys.map((key) => ({ searchKeys: { $ne: key } })) });

async function idsByName(ctx: Ctx, entity: EntityName, search: SearchFilter): Promise<string[]> {
  const filter = { $and: [readableListed(ctx, entity), search.filter] };
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
    filter: { $and: [...query.leads.map((key) => ({ searchKeys: key })), holding(query.keys)] },
    inTime: holding(query.keys),
    isQuick: query.leads.length < query.keys.length,
    matches: (row) => query.matches(row.searchText ?? ""),
  };
  const { findByPhone }: RecordModule = records[entity];
  const digits = toPhoneDigits(q);
  if (!digits || !findByPhone) return byName;
  const ids = [...(await findByPhone(ctx, digits)), ...(await idsByName(ctx, entity, byName))];
  return { filter: { _id: { $in: [...new Set(ids)] } }, inTime: null, isQuick: true, matches: anything };
}
