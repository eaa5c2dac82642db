import type { Doc } from "../semantics";
import { documentsPrefix, flagKey, indexPrefix } from "../storage/keyspace";
import type { KeyRange, View } from "../storage/view";
import { prefixRange } from "../storage/view";
import { pointParts, rangePart } from "./bounds";
import type { Collection, Index } from "./catalog";
import type { Condition, Conditions } from "./conditions";
import { conditionsOf } from "./conditions";
import { impliesCoverage } from "./implies";

/** Ranges a lookup may split into, and how many of them may be merged to keep an order. */
const MAX_RANGES = 5000;
const MAX_MERGED = 50;

/** How to reach the candidates: every one must still pass the whole filter. */
export type Plan = ScanPlan | IndexPlan | UnionPlan;

export interface ScanPlan {
  stage: "COLLSCAN";
  collection: Collection;
  ordered: boolean;
  reverse: boolean;
}

export interface IndexPlan {
  stage: "IXSCAN";
  collection: Collection;
  index: Index;
  ranges: KeyRange[];
  /** Rows come in the asked order. With several ranges they are merged by the key bytes after `mergeFrom` of each. */
  ordered: boolean;
  mergeFrom: number[] | undefined;
  reverse: boolean;
  /** One document may come up more than once. */
  repeats: boolean;
  score: number;
}

export interface UnionPlan {
  stage: "OR";
  collection: Collection;
  plans: IndexPlan[];
  ordered: boolean;
}

export interface PlanRequest {
  /** Normalised. */
  filter: Doc;
  sort?: Doc;
  /** Only this index, or no index at all. */
  only?: Index | "scan";
}

/** The best way to the documents a filter and a sort ask for. */
export function plan(view: View, collection: Collection, request: PlanRequest): Plan {
  const natural = request.sort?.["$natural"];
  const ordered = natural !== undefined || !hasSort(request.sort);
  const scan: ScanPlan = { stage: "COLLSCAN", collection, ordered, reverse: natural === -1 };
  if (request.only === "scan" || natural !== undefined) return scan;
  const best = bestIndex(view, collection, request);
  if (best) return best;
  return planUnion(view, collection, request) ?? scan;
}

function hasSort(sort: Doc | undefined): sort is Doc {
  return sort !== undefined && Object.keys(sort).length > 0;
}

function bestIndex(view: View, collection: Collection, request: PlanRequest): IndexPlan | undefined {
  const conditions = conditionsOf(request.filter);
  let best: IndexPlan | undefined;
  for (const index of collection.indexes) {
    if (request.only ? index !== request.only : index.hidden) continue;
    const candidate = planIndex(view, { collection, index }, { ...request, conditions });
    if (candidate && candidate.score > (best?.score ?? 0)) best = candidate;
    if (candidate && request.only) return candidate;
  }
  return best;
}

/** `$or` of which every branch finds its own index. */
function planUnion(view: View, collection: Collection, request: PlanRequest): UnionPlan | undefined {
  const branches = request.filter["$or"];
  if (!Array.isArray(branches) || request.only) return undefined;
  const { $or: _, ...rest } = request.filter;
  const plans: IndexPlan[] = [];
  for (const branch of branches as Doc[]) {
    const best = bestIndex(view, collection, { filter: { $and: [rest, branch] } });
    if (!best) return undefined;
    plans.push(best);
  }
  return { stage: "OR", collection, plans, ordered: !hasSort(request.sort) };
}

interface Target {
  collection: Collection;
  index: Index;
}

function planIndex(
  view: View,
  target: Target,
  request: PlanRequest & { conditions: Conditions },
): IndexPlan | undefined {
  const { index, collection } = target;
  if (!impliesCoverage(index, request.conditions)) return undefined;
  const flagged = index.isId ? collection.number : index.number;
  const multikey = view.get(flagKey(flagged, "multikey")) !== undefined;
  const truncated = view.get(flagKey(flagged, "truncated")) !== undefined;
  const bounds = boundsOf(index, request.conditions, multikey);
  const order = truncated || multikey ? undefined : orderOf(index, bounds, request.sort);
  const base = index.isId ? documentsPrefix(collection.number) : indexPrefix(index.number);
  const prefixes = bounds.prefixes.map((prefix) => Buffer.concat([base, prefix]));
  const merged = order !== undefined && prefixes.length > 1;
  const ordered = order !== undefined && prefixes.length <= MAX_MERGED;
  return {
    stage: "IXSCAN",
    collection,
    index,
    ranges: prefixes.map((prefix) => ({ ...rangeUnder(prefix, bounds), reverse: order?.reverse ?? false })),
    ordered: ordered || !hasSort(request.sort),
    mergeFrom: merged && ordered ? prefixes.map((prefix) => prefix.length) : undefined,
    reverse: order?.reverse ?? false,
    repeats: multikey,
    score: bounds.score + (ordered ? 1 : 0),
  };
}

function rangeUnder(prefix: Buffer, bounds: Bounds): KeyRange {
  if (!bounds.range) return prefixRange(prefix);
  return { start: Buffer.concat([prefix, bounds.range.start]), end: Buffer.concat([prefix, bounds.range.end]) };
}

interface Bounds {
  /** The encoded leading parts, one for each combination of values. */
  prefixes: Buffer[];
  /** How many leading fields have a single value, and how many have values at all. */
  singles: boolean[];
  range: { start: Buffer; end: Buffer } | undefined;
  score: number;
}

/** Takes equality on the leading fields and then one range. */
function boundsOf(index: Index, conditions: Conditions, multikey: boolean): Bounds {
  const bounds: Bounds = { prefixes: [Buffer.alloc(0)], singles: [], range: undefined, score: 0 };
  const roots = new Set<string | undefined>();
  for (const field of index.fields) {
    const own = conditions.byPath.get(field.path) ?? [];
    // Two fields of one array may be met by different elements, whose values never share an entry.
    if (multikey && roots.has(field.steps[0])) break;
    roots.add(field.steps[0]);
    const parts = pointsOf(own, (values) => pointParts(index, field, values));
    if (!parts || parts.length * bounds.prefixes.length > MAX_RANGES) {
      bounds.range = parts ? undefined : rangePart(index, field, { conditions: own, multikey });
      if (bounds.range) bounds.score += 1;
      break;
    }
    bounds.prefixes = bounds.prefixes.flatMap((prefix) => parts.map((part) => Buffer.concat([prefix, part])));
    bounds.singles.push(parts.length === 1);
    bounds.score += 2;
  }
  if (index.unique || index.isId) bounds.score += bounds.singles.length === index.fields.length ? 10 : 0;
  return bounds;
}

function pointsOf(conditions: Condition[], encode: (values: unknown[]) => Buffer[]): Buffer[] | undefined {
  const points = conditions.find((condition) => condition.is === "points");
  return points && encode(points.values);
}

/** Whether the index gives the sort's order, and if so, whether backwards. */
function orderOf(index: Index, bounds: Bounds, sort: Doc | undefined): { reverse: boolean } | undefined {
  if (!hasSort(sort)) return undefined;
  let position = 0;
  let reverse: boolean | undefined;
  for (const [path, direction] of Object.entries(sort)) {
    if (isSingle(index, bounds, path)) continue;
    while (position < bounds.singles.length && index.fields[position]?.path !== path) position++;
    const field = index.fields[position];
    // A field with several values is not in order across the ranges, unless the merge runs after it.
    if (field?.path !== path || position < bounds.singles.length || typeof direction !== "number") return undefined;
    const backwards = direction < 0 !== field.descending;
    if (reverse !== undefined && reverse !== backwards) return undefined;
    reverse = backwards;
    position++;
  }
  return { reverse: reverse ?? false };
}

/** The path can have one value only, so it does not matter to the order. */
function isSingle(index: Index, bounds: Bounds, path: string): boolean {
  const position = index.fields.findIndex((field) => field.path === path);
  return position >= 0 && bounds.singles[position] === true;
}
