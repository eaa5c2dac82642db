import { models } from "../../models";
import type { EntityName } from "../../models/shared/entities";
import type { StoredRow } from "../../models/storedRecord";
import type { Position } from "./cursor";
import { afterPosition, notBefore, positionOf, sortOrder, type Sort } from "./keyset";

type Filter = Record<string, unknown>;
type Start = Pick<Position, "value" | "id"> | null;

/** What a list reads. */
export interface Reading {
  entity: EntityName;
  filter: Filter;
  /** The same filter as it is written where time leads to the rows; null where nothing but `filter` may. */
  inTime: Filter | null;
  /** The filter leads to few rows where few of the freshest fit. */
  isSearch: boolean;
  sort: Sort;
  /** Rows that make a page. */
  limit: number;
}

export interface ReadRow {
  row: StoredRow;
  /** The filter that led to it. */
  by: Filter;
}

const HOUR_MS = 3_600_000;
const FIRST_SPAN_MS = 6 * HOUR_MS;
const MOST_SPANS = 3;
const MOST_GROWTH = 30;
/** Of a page, found in a span of time: with fewer an index over the words is quicker. */
const ENOUGH_SHARE = 1 / 8;

interface Batches {
  filter: Filter;
  after: Start;
  /** How a position is written; by default so that an index may lead to it. */
  beyond?: typeof afterPosition;
}

async function* readBatches(reading: Reading, batches: Batches): AsyncGenerator<ReadRow> {
  const { entity, sort, limit } = reading;
  const { filter, beyond = afterPosition } = batches;
  let { after } = batches;
  for (;;) {
    const rows = await models[entity]
      .find(after ? { $and: [filter, beyond(sort, after)] } : filter, { searchKeys: 0 })
      .sort(sortOrder(sort))
      .limit(limit)
      .lean<StoredRow[]>();
    for (const row of rows) yield { row, by: filter };
    const last = rows.at(-1);
    if (!last || rows.length < limit) return;
    after = positionOf(sort, last);
  }
}

/** Before all rows of that moment and after all later ones. */
const justBefore = (since: Date): Start => ({ value: since.toISOString(), id: "" });

const growthBy = (found: number, wanted: number) => Math.min(MOST_GROWTH, Math.ceil((2 * wanted) / Math.max(1, found)));

/** Where a list goes on, or the moment it begins at. */
export interface From {
  start: Start;
  now: Date;
}

/** Span by span, each as long as the one before makes hope for a page. @returns where the last one began */
async function* readSpans(reading: Reading, inTime: Filter, { start, now }: From): AsyncGenerator<ReadRow, Start> {
  const { limit, isSearch } = reading;
  let after = start;
  let since = start?.value ? new Date(start.value) : now;
  let length = FIRST_SPAN_MS;
  for (let span = 0; span < MOST_SPANS; span++) {
    since = new Date(since.getTime() - length);
    let found = 0;
    for await (const read of readBatches(reading, {
      filter: { $and: [inTime, { updatedAt: { $gte: since } }] },
      after,
    })) {
      found++;
      yield { ...read, by: inTime };
    }
    after = justBefore(since);
    if (isSearch && found < limit * ENOUGH_SHARE) break;
    length *= growthBy(found, limit);
  }
  return after;
}

/**
 * Rows in the order asked for, read as far as somebody takes them. The freshest are read by spans of time: a server that cannot read
 * an index in order (DocumentDB) would sort all that the filter lets through.
 */
export async function* readInOrder(reading: Reading, from: From): AsyncGenerator<ReadRow> {
  const { filter, inTime, isSearch, sort } = reading;
  if (!inTime || sort.field !== "updatedAt" || sort.direction === 1)
    return yield* readBatches(reading, { filter, after: from.start });
  const after = yield* readSpans(reading, inTime, from);
  yield* readBatches(reading, { filter, after, beyond: isSearch ? notBefore : afterPosition });
}
