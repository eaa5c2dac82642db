import { models } from "../../models";
import type { Entity } from "../../models/shared/defineEntity";
import { entities, type EntityName, type RecordFor } from "../../models/shared/entities";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { readCursor, writeCursor, type Position } from "./cursor";
import { afterPosition, positionOf, sortOrder, toSort, type Sort } from "./keyset";
import { readableBy } from "./readable";
import { toListFilter } from "./toListFilter";
import { toSearchFilter, type SearchFilter } from "./toSearchFilter";
import { toVisible } from "./toVisible";

/** Above this a total is only "many". Who searches looks for one: what matches is spread over the store and dear to count. */
const MOST_COUNTED = { list: 1000, search: 100 };
/** Rows looked at for one page of a search whose keys match more than its words. */
const BATCHES = 5;

export interface ListQuery extends Record<string, unknown> {
  q?: string | undefined;
  limit: number;
  cursor?: string | undefined;
  sort: string;
}

export interface RecordPage<N extends EntityName> {
  records: RecordFor<N>[];
  nextCursor: string | null;
  approximateTotal: number;
}

interface Plan {
  entity: EntityName;
  filter: Record<string, unknown>;
  sort: Sort;
  limit: number;
  matches: SearchFilter["matches"];
}

interface Found {
  rows: StoredRow[];
  /** The last row looked at, when there may be more. */
  last: StoredRow | null;
}

const readBatch = (plan: Plan, after: Pick<Position, "value" | "id"> | null, size: number): Promise<StoredRow[]> => {
  const filter = after ? { $and: [plan.filter, afterPosition(plan.sort, after)] } : plan.filter;
  return models[plan.entity].find(filter, { searchKeys: 0 }).sort(sortOrder(plan.sort)).limit(size).lean<StoredRow[]>();
};

async function findRows(plan: Plan, start: Pick<Position, "value" | "id"> | null): Promise<Found> {
  const rows: StoredRow[] = [];
  let after = start;
  let last: StoredRow | null = null;
  for (let batch = 0; batch < BATCHES; batch++) {
    const size = plan.limit + 1;
    const seen = await readBatch(plan, after, size);
    for (const row of seen) {
      if (rows.length === plan.limit) return { rows, last };
      if (plan.matches(row)) rows.push(row);
      last = row;
    }
    if (seen.length < size) return { rows, last: null };
    after = last && positionOf(plan.sort, last);
  }
  return { rows, last };
}

async function toPlan(ctx: Ctx, entity: EntityName, query: ListQuery): Promise<Plan> {
  const definition: Entity = entities[entity];
  const search = query.q ? await toSearchFilter(ctx, entity, query.q) : null;
  const sort = toSort(query.sort, definition.fields);
  const conditions = [...toListFilter(definition, query), ...(search ? [search.filter] : [])];
  const all = [...readableBy(ctx, entity, [...Object.keys(query), sort.field]), ...conditions];
  return {
    entity,
    filter: { $and: all },
    sort,
    limit: query.limit,
    matches: search?.matches ?? (() => true),
  };
}

/**
 * One page of the records the actor may read; the rule is the same as for a single one.
 * @throws AppError `invalid_cursor`
 */
export async function listRecords<N extends EntityName>(ctx: Ctx, entity: N, query: ListQuery): Promise<RecordPage<N>> {
  const list = [ctx.actor.id, entity, { ...query, cursor: undefined, limit: undefined }];
  const start = query.cursor ? readCursor(query.cursor, list) : null;
  const plan = await toPlan(ctx, entity, query);
  // In turn: chat asks inside a transaction, where the driver does not support parallel operations.
  const { rows, last } = await findRows(plan, start);
  const most = query.q ? MOST_COUNTED.search : MOST_COUNTED.list;
  const count = () => models[entity].countDocuments(plan.filter, { limit: most });
  // A first page with nothing behind it is the whole list.
  const total = start?.total ?? (last ? await count() : rows.length);
  return {
    records: rows.map(toVisible(ctx, entity)),
    nextCursor: last && writeCursor({ ...positionOf(plan.sort, last), total }, list),
    approximateTotal: total,
  };
}
