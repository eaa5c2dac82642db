import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { compileFilter, compileSort, fieldsOfFilter, fieldsOfSort, normalizeFilter } from "../semantics";
import { toFieldNames } from "../storage/documents";
import { documentsPrefix } from "../storage/keyspace";
import type { View } from "../storage/view";
import { prefixRange } from "../storage/view";
import type { Candidate, Reading } from "./candidates";
import { candidates, countOf } from "./candidates";
import type { Collection, Index } from "./catalog";
import type { IndexPlan, Plan, ScanPlan } from "./planner";
import { plan } from "./planner";

/** A sort keeps this many documents beyond its limit before it drops the worst. */
const SORT_SLACK = 1000;

export interface FindRequest {
  filter: Doc;
  sort?: Doc;
  skip?: number;
  /** 0 or absent: no limit. */
  limit?: number;
  /** An index by name or by key pattern, or `{$natural: 1}`. */
  hint?: unknown;
  variables?: Doc;
}

/** A find ready to run: its plan is known, nothing has been read yet. */
export interface PreparedFind {
  plan: Plan;
  run(): IterableIterator<Candidate>;
  /** How many `run` would give; from the index alone where that can tell. */
  count(): number;
}

/** @throws StoreError 2 for an unknown operator or a hint that names no index */
export function prepareFind(reading: Reading, collection: Collection, request: FindRequest): PreparedFind {
  const filter = normalizeFilter(request.filter);
  const matches = compileFilter(filter, { variables: request.variables });
  const only = resolveHint(collection, request.hint);
  const limit = request.limit ? request.limit + (request.skip ?? 0) : 0;
  const chosen = plan(reading.view, collection, { filter, sort: request.sort, limit, only });
  const run = () => {
    const found = filtered(candidates(reading, chosen), { filter, matches });
    return window(chosen.ordered ? found : sorted(found, request), request);
  };
  const count = () => (isCountable(chosen, filter) ? countRows(reading.view, chosen, request) : countOf(run()));
  return { plan: chosen, run, count };
}

function isCountable(chosen: Plan, filter: Doc): chosen is IndexPlan | ScanPlan {
  return chosen.stage === "IXSCAN" ? chosen.isExact : chosen.stage === "COLLSCAN" && Object.keys(filter).length === 0;
}

function countRows(view: View, chosen: IndexPlan | ScanPlan, request: FindRequest): number {
  const documents = prefixRange(documentsPrefix(chosen.collection.number));
  const ranges = chosen.stage === "IXSCAN" ? chosen.ranges : [documents];
  const all = ranges.reduce((sum, range) => sum + view.count(range), 0);
  return Math.min(Math.max(all - (request.skip ?? 0), 0), request.limit || Infinity);
}

function* filtered(
  source: Iterable<Candidate>,
  { filter, matches }: { filter: Doc; matches: (doc: Doc) => boolean },
): IterableIterator<Candidate> {
  const read = fieldsOfFilter(filter);
  const names = read && toFieldNames(read);
  for (const candidate of source) if (isEmptyDoc(filter) || matches(candidate.fields(names))) yield candidate;
}

function* window(source: Iterable<Candidate>, request: FindRequest): IterableIterator<Candidate> {
  let skip = request.skip ?? 0;
  let left = request.limit ? request.limit : Infinity;
  for (const candidate of source) {
    if (skip-- > 0) continue;
    yield candidate;
    if (--left <= 0) return;
  }
}

function* sorted(source: Iterable<Candidate>, request: FindRequest): IterableIterator<Candidate> {
  const sort = request.sort ?? {};
  const compare = compileSort(sort);
  const read = fieldsOfSort(sort);
  const names = read && toFieldNames(read);
  const byDoc = (a: Sortable, b: Sortable) => compare(a.doc, b.doc);
  const wanted = request.limit ? request.limit + (request.skip ?? 0) : Infinity;
  let kept: Sortable[] = [];
  for (const candidate of source) {
    kept.push({ candidate, doc: candidate.fields(names) });
    // Sorting is stable, so cutting off early never drops one of several equals that came first.
    if (kept.length >= wanted + SORT_SLACK) kept = kept.sort(byDoc).slice(0, wanted);
  }
  for (const { candidate } of kept.sort(byDoc)) yield candidate;
}

/** What is sorted by stays decoded while it is compared. */
interface Sortable {
  candidate: Candidate;
  doc: Doc;
}

/** @throws StoreError 2 when there is no such index */
function resolveHint(collection: Collection, hint: unknown): Index | "scan" | undefined {
  if (hint === undefined || isEmptyDoc(hint)) return undefined;
  if (typeof hint === "object" && hint !== null && "$natural" in hint) return "scan";
  const wanted = typeof hint === "string" ? hint : JSON.stringify(hint);
  const found = collection.indexes.find((index) =>
    typeof hint === "string" ? index.name === wanted : JSON.stringify(index.key) === wanted,
  );
  if (found) return found;
  const message =
    "error processing query: planner returned error: hint provided does not correspond to an existing index";
  throw new StoreError(2, "BadValue", message);
}

function isEmptyDoc(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
