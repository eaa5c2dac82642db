import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import type { FieldNames } from "../storage/documents";
import { decodeDocument, decodeFields } from "../storage/documents";
import { documentKey, documentsPrefix, idOfIndexRow } from "../storage/keyspace";
import { keyText } from "../storage/overlay";
import type { Row, View } from "../storage/view";
import { prefixRange } from "../storage/view";
import type { IndexPlan, Plan, ScanPlan } from "./planner";

/** A document on its way out: its row, decoded when and as far as somebody looks. */
export class Candidate {
  #doc: Doc | undefined;

  constructor(
    readonly key: Buffer,
    readonly bytes: Buffer,
  ) {}

  /** The whole of it, shared by all who ask: nobody may change it. */
  get doc(): Doc {
    return (this.#doc ??= decodeDocument(this.bytes));
  }

  /** These of its fields at least. */
  fields(names: FieldNames | undefined): Doc {
    return names && !this.#doc ? decodeFields(this.bytes, names) : this.doc;
  }
}

/** What a plan cost, for `explain`. */
export interface ReadCounts {
  keysExamined: number;
  docsExamined: number;
}

export interface Reading {
  view: View;
  counts: ReadCounts;
  /** When to give up, by `performance.now()`: the client's `maxTimeMS`. */
  deadline?: number;
}

/** How often a read looks at the clock: every so many documents. */
const DOCUMENTS_PER_LOOK = 64;

/** How many there are, for those who need no more. */
export function countOf(source: Iterable<unknown>): number {
  const iterator = source[Symbol.iterator]();
  let count = 0;
  while (!iterator.next().done) count++;
  return count;
}

/** The documents a plan leads to, each once, not yet filtered. */
export function* candidates(reading: Reading, plan: Plan): IterableIterator<Candidate> {
  switch (plan.stage) {
    case "COLLSCAN":
      yield* allDocuments(reading, plan);
      return;
    case "IXSCAN":
      yield* plan.repeats ? once(indexCandidates(reading, plan)) : indexCandidates(reading, plan);
      return;
    case "OR":
      yield* once(chain(plan.plans.map((part) => indexCandidates(reading, part))));
  }
}

function* allDocuments(reading: Reading, plan: ScanPlan): IterableIterator<Candidate> {
  const range = { ...prefixRange(documentsPrefix(plan.collection.number)), reverse: plan.reverse };
  for (const row of reading.view.range(range)) yield examine(reading, row.key, row.value);
}

function examine(reading: Reading, key: Buffer, bytes: Buffer): Candidate {
  if (++reading.counts.docsExamined % DOCUMENTS_PER_LOOK === 0) refuseOverdue(reading);
  return new Candidate(key, bytes);
}

/** @throws StoreError 50 */
function refuseOverdue({ deadline }: Reading): void {
  if (deadline === undefined || performance.now() <= deadline) return;
  throw new StoreError(50, "MaxTimeMSExpired", "operation exceeded time limit");
}

function* chain<T>(sources: Iterable<T>[]): IterableIterator<T> {
  for (const source of sources) yield* source;
}

function* once(source: Iterable<Candidate>): IterableIterator<Candidate> {
  const seen = new Set<string>();
  for (const candidate of source) {
    const text = keyText(candidate.key);
    if (seen.has(text)) continue;
    seen.add(text);
    yield candidate;
  }
}

function* indexCandidates(reading: Reading, plan: IndexPlan): IterableIterator<Candidate> {
  for (const row of indexRows(reading.view, plan)) {
    reading.counts.keysExamined++;
    if (plan.index.isId) {
      yield examine(reading, row.key, row.value);
      continue;
    }
    const key = documentKey(plan.collection.number, idOfIndexRow(row));
    const bytes = reading.view.get(key);
    // Outside a transaction the document may have gone since its index row was read.
    if (bytes) yield examine(reading, key, bytes);
  }
}

function indexRows(view: View, plan: IndexPlan): Iterable<Row> {
  if (plan.isOneKey) return plan.ranges.flatMap(({ start }) => rowAt(view, start));
  const sources = plan.ranges.map((range) => view.range(range));
  if (!plan.mergeFrom) return chain(plan.reverse ? sources.reverse() : sources);
  return merge(sources, { from: plan.mergeFrom, reverse: plan.reverse });
}

/** Without a cursor, which costs more than the row. */
function rowAt(view: View, key: Buffer): Row[] {
  const value = view.get(key);
  return value ? [{ key, value }] : [];
}

/** A row, and where in its key the part begins by which ranges are merged. */
interface Placed {
  row: Row;
  from: number;
}

interface MergeOrder {
  from: number[];
  reverse: boolean;
}

/** Several ordered ranges as one: they differ in their leading parts and are in order by what follows. */
function* merge(sources: Iterable<Row>[], { from, reverse }: MergeOrder): IterableIterator<Row> {
  const all = sources.map((source, position) => placed(source, from[position] ?? 0));
  for (const { row } of mergeAll(all, reverse ? -1 : 1)) yield row;
}

function* placed(source: Iterable<Row>, from: number): Iterator<Placed> {
  for (const row of source) yield { row, from };
}

/** By halves: of many ranges each row is compared a few times, not with every other head. */
function mergeAll(sources: Iterator<Placed>[], sign: number): IterableIterator<Placed> {
  const half = sources.length >> 1;
  const [first, second] = [sources.slice(0, half), sources.slice(half)].map((some) =>
    some.length > 1 ? mergeAll(some, sign) : some[0],
  );
  return mergeTwo(first ?? NOTHING, second ?? NOTHING, sign);
}

const NOTHING: Iterator<Placed> = { next: () => ({ done: true, value: undefined }) };

function* mergeTwo(a: Iterator<Placed>, b: Iterator<Placed>, sign: number): IterableIterator<Placed> {
  let [left, right] = [a.next(), b.next()];
  while (!left.done || !right.done) {
    if (right.done || (!left.done && sign * compareTails(left.value, right.value) <= 0)) {
      if (!left.done) yield left.value;
      left = a.next();
    } else {
      yield right.value;
      right = b.next();
    }
  }
}

const compareTails = (a: Placed, b: Placed): number => a.row.key.compare(b.row.key, b.from, undefined, a.from);
