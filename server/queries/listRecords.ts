import { models } from "../../models";
import type { Entity } from "../../models/shared/defineEntity";
import { entities, type EntityName, type RecordFor } from "../../models/shared/entities";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { readCursor, writeCursor } from "./cursor";
import { positionOf, toSort } from "./keyset";
import { readableBy, readableListedBy } from "./readable";
import { readInOrder, type From, type Reading, type ReadRow } from "./readInOrder";
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

interface Plan extends Reading {
  /** What is counted by; null: what led to the page. */
  counted: Record<string, unknown> | null;
  matches: SearchFilter["matches"];
}

interface Found {
  rows: StoredRow[];
  /** The last row looked at, when there may be more. */
  last: ReadRow | null;
}

async function findRows(plan: Plan, from: From): Promise<Found> {
  const { limit, matches } = plan;
  const rows: StoredRow[] = [];
  let last: ReadRow | null = null;
  let seen = 0;
  for await (const read of readInOrder({ ...plan, limit: limit + 1 }, from)) {
    if (rows.length === limit) return { rows, last };
    if (matches(read.row)) rows.push(read.row);
    last = read;
    if (++seen === BATCHES * (limit + 1)) return { rows, last };
  }
  return { rows, last: null };
}

/** A list that nothing is searched in. */
const ALL: SearchFilter = { filter: {}, inTime: {}, isQuick: false, matches: () => true };

async function toPlan(ctx: Ctx, entity: EntityName, query: ListQuery): Promise<Plan> {
  const definition: Entity = entities[entity];
  const search = query.q ? await toSearchFilter(ctx, entity, query.q) : ALL;
  const isSearch = search !== ALL;
  const sort = toSort(query.sort, definition.fields);
  const seenBy = isSearch || sort.field === "updatedAt" ? readableListedBy : readableBy;
  const all = [...seenBy(ctx, entity, [...Object.keys(query), sort.field]), ...toListFilter(definition, query)];
  const filter = { $and: [...all, search.filter] };
  return {
    entity,
    filter,
    inTime: search.inTime && { $and: [...all, search.inTime] },
    counted: search.isQuick ? filter : null,
    isSearch,
    sort,
    limit: query.limit,
    matches: search.matches,
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
  const { rows, last } = await findRows(plan, { start, now: ctx.now });
  const most = query.q ? MOST_COUNTED.search : MOST_COUNTED.list;
  const count = ({ by }: ReadRow) => models[entity].countDocuments(plan.counted ?? by, { limit: most });
  // A first page with nothing behind it is the whole list.
  const total = start?.total ?? (last ? await count(last) : rows.length);
  return {
    records: rows.map(toVisible(ctx, entity)),
    nextCursor: last && writeCursor({ ...positionOf(plan.sort, last.row), total }, list),
    approximateTotal: total,
  };
}
