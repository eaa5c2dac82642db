import type { Doc } from "../semantics";
import type { IndexFlag } from "../storage/keyspace";
import { documentsPrefix, flagKey, indexPrefix } from "../storage/keyspace";
import type { KeyRange, View } from "../storage/view";
import { prefixRange } from "../storage/view";
import { pointParts, rangePart } from "./bounds";
import type { Collection, Index, IndexField } from "./catalog";
import type { Condition, Conditions } from "./conditions";
import { conditionsOf } from "./conditions";
import { isAnswered } from "./isAnswered";
import { impliesCoverage } from "./implies";
import { rarestFirst, type CountOf } from "./rarestFirst";

/** Ranges a lookup may split into, and how many of them may be merged to keep an order. */
const MAX_RANGES = 5000;
const MAX_MERGED = 1000;
/** Of many merged ranges most give a row or two before the limit is reached. */
const MERGED_PAGE = 4;
/** A read of so many rows that have to be sorted is dearer than meeting a page of them in their order. */
const MANY = 10_000;
/** Finding one document by its unique key beats everything else. */
const WHOLE_UNIQUE_KEY = 10;

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
  /** The one range there is is a document's own key. */
  isOneKey: boolean;
  /** Some condition narrows the ranges. */
  isBounded: boolean;
  /** Every row stands for one match: the filter says nothing that the ranges do not. */
  isExact: boolean;
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
  /** How many documents are wanted; 0 or absent: all. */
  limit?: number;
  /** Only this index, or no index at all. */
  only?: Index | "scan";
}

/** The best way to the documents a filter and a sort ask for. */
export function plan(view: View, collection: Collection, request: PlanRequest): Plan {
  if (request.only === "scan" || request.sort?.["$natural"] !== undefined) return scanOf(collection, request);
  const best = bestIndex(view, collection, request);
  const isSettled = best?.isBounded === true || request.only !== undefined;
  // An index that only gives the order is read from end to end: looking up the branches of an $or is better.
  const union = isSettled ? undefined : planUnion(view, collection, request);
  return union ?? best ?? scanOf(collection, request);
}

function scanOf(collection: Collection, { sort }: PlanRequest): ScanPlan {
  const natural = sort?.["$natural"];
  return { stage: "COLLSCAN", collection, ordered: natural !== undefined || !hasSort(sort), reverse: natural === -1 };
}

function hasSort(sort: Doc | undefined): sort is Doc {
  return sort !== undefined && Object.keys(sort).length > 0;
}

function bestIndex(view: View, collection: Collection, request: PlanRequest): IndexPlan | undefined {
  const conditions = conditionsOf(request.filter);
  const indexes = collection.indexes.filter(isAsked(conditions, request));
  const plans = indexes.flatMap((index) => planIndex(view, { collection, index }, { ...request, conditions }) ?? []);
  if (request.only) return plans[0];
  const best = highest(plans);
  const inOrder = highest(plans.filter((plan) => plan.ordered));
  const isDear = best && inOrder && !best.ordered && isPage(request) && holdsMany(view, best.ranges);
  return isDear ? inOrder : best;
}

/** The first of those with most in their favour; none where nothing speaks for any. */
function highest(plans: IndexPlan[]): IndexPlan | undefined {
  const [best] = plans.toSorted((a, b) => b.score - a.score);
  return best && best.score > 0 ? best : undefined;
}

/** Who names documents by their own keys asks no other index: none leads to fewer rows. */
function isAsked(conditions: Conditions, { only, sort }: PlanRequest): (index: Index) => boolean {
  if (only) return (index) => index === only;
  if (namesDocuments(conditions)) return ({ isId }) => isId;
  return (index) => !index.hidden && isOfUse(index, conditions, sort);
}

const namesDocuments = ({ byPath }: Conditions): boolean =>
  byPath.get("_id")?.some((condition) => condition.is === "points" && condition.values.length <= MAX_RANGES) === true;

/** Without a word on its first field an index neither narrows nor orders. */
const isOfUse = ({ fields: [first] }: Index, { byPath }: Conditions, sort: Doc | undefined): boolean =>
  first !== undefined && (byPath.has(first.path) || (hasSort(sort) && first.path in sort));

const isPage = ({ limit = 0 }: PlanRequest): boolean => limit > 0 && limit <= MANY / 100;

function holdsMany(view: View, ranges: KeyRange[]): boolean {
  let left = MANY;
  for (const range of ranges) {
    left -= view.count(range, left);
    if (left <= 0) return true;
  }
  return false;
}

/** An `$or`, at the top or among conditions that all must hold, of which every branch finds its own index. */
function planUnion(view: View, collection: Collection, { filter, sort }: PlanRequest): UnionPlan | undefined {
  for (const branches of alternativesOf(filter)) {
    const plans = branches.map((branch) => bestIndex(view, collection, { filter: { $and: [filter, branch] } }));
    if (plans.every((plan) => plan?.isBounded)) {
      return { stage: "OR", collection, plans: plans as IndexPlan[], ordered: !hasSort(sort) };
    }
  }
  return undefined;
}

function alternativesOf(filter: Doc): Doc[][] {
  const nested = ((filter["$and"] ?? []) as Doc[]).flatMap(alternativesOf);
  return Array.isArray(filter["$or"]) ? [filter["$or"] as Doc[], ...nested] : nested;
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
  const multikey = multikeyFields(view, target);
  const base = index.isId ? documentsPrefix(collection.number) : indexPrefix(index.number);
  const countOf: CountOf = (part, most) => view.count(prefixRange(Buffer.concat([base, part])), most);
  const conditions = multikey.has(0) ? rarestFirst(index, request.conditions, countOf) : request.conditions;
  const bounds = boundsOf(index, conditions, multikey);
  const order = orderUnder(view, target, { bounds, multikey, sort: request.sort });
  const prefixes = bounds.prefixes.map((prefix) => Buffer.concat([base, prefix]));
  const { reverse } = order ?? { reverse: false };
  return {
    stage: "IXSCAN",
    collection,
    index,
    ranges: prefixes.map((prefix) => ({ ...rangeUnder(prefix, bounds), reverse, ...pageOf(order, prefixes) })),
    ordered: order !== undefined || !hasSort(request.sort),
    mergeFrom: order && prefixes.length > 1 ? prefixes.map((prefix) => prefix.length) : undefined,
    reverse,
    isOneKey: isOneKey(index, bounds),
    repeats: multikey.size > 0,
    isBounded: bounds.score > 0,
    isExact: multikey.size === 0 && isExact(view, target, { bounds, filter: request.filter }),
    score: bounds.score + (order ? 1 : 0),
  };
}

const isOneKey = ({ isId }: Index, { prefixes, singles }: Bounds): boolean =>
  isId && prefixes.length === 1 && singles.length === 1;

function isExact(view: View, target: Target, { bounds, filter }: { bounds: Bounds; filter: Doc }): boolean {
  return isAnswered(target.index, bounds, filter) && !hasFlag(view, target, "truncated");
}

function hasFlag(view: View, { collection, index }: Target, flag: IndexFlag): boolean {
  return view.get(flagKey(index.isId ? collection.number : index.number, flag)) !== undefined;
}

/** Positions of the fields of which one document may have several entries. */
function multikeyFields(view: View, target: Target): Set<number> {
  const positions = target.index.fields.map((_, position) => position);
  if (target.index.isId) return new Set();
  if (hasFlag(view, target, "multikey")) return new Set(positions);
  return new Set(positions.filter((position) => hasFlag(view, target, `multikey${position}`)));
}

const pageOf = (order: unknown, prefixes: Buffer[]): Partial<KeyRange> =>
  order && prefixes.length > 1 ? { firstPage: MERGED_PAGE } : {};

/**
 * The order the index gives, where its entries are in order at all and not too many ranges would have to be merged. An array does
 * not harm it while every entry read stands under one value of the array.
 */
function orderUnder(
  view: View,
  target: Target,
  { bounds, multikey, sort }: { bounds: Bounds; multikey: Set<number>; sort: Doc | undefined },
): { reverse: boolean } | undefined {
  if (bounds.prefixes.length > MAX_MERGED || !hasSort(sort)) return undefined;
  const isInOrder = (position: number) => position < bounds.singles.length && !sortsBy(target.index, position, sort);
  if (![...multikey].every(isInOrder)) return undefined;
  return hasFlag(view, target, "truncated") ? undefined : orderOf(target.index, bounds, sort);
}

/** By an array a document sorts with its least or greatest element, not with the one that was looked up. */
const sortsBy = (index: Index, position: number, sort: Doc): boolean => (index.fields[position]?.path ?? "") in sort;

function rangeUnder(prefix: Buffer, bounds: Bounds): KeyRange {
  if (!bounds.range) return prefixRange(prefix);
  return { start: Buffer.concat([prefix, bounds.range.start]), end: Buffer.concat([prefix, bounds.range.end]) };
}

export interface Bounds {
  /** The encoded leading parts, one for each combination of values. */
  prefixes: Buffer[];
  /** For each leading field bound to values, whether there is only one. */
  singles: boolean[];
  range: { start: Buffer; end: Buffer } | undefined;
  score: number;
}

/** Takes equality on the leading fields and then one range. */
function boundsOf(index: Index, conditions: Conditions, multikey: Set<number>): Bounds {
  const bounds: Bounds = { prefixes: [Buffer.alloc(0)], singles: [], range: undefined, score: 0 };
  for (const field of usableFields(index, multikey)) {
    const own = conditions.byPath.get(field.path) ?? [];
    if (!addPoints(bounds, index, { field, conditions: own })) {
      const isMultikey = multikey.has(bounds.singles.length);
      bounds.range = rangePart(index, field, { conditions: own, multikey: isMultikey });
      if (bounds.range) bounds.score += 1;
      break;
    }
  }
  const isWhole = bounds.singles.length === index.fields.length;
  if (isWhole && (index.unique || index.isId)) bounds.score += WHOLE_UNIQUE_KEY;
  return bounds;
}

/** Two fields of one array may be met by different elements, whose values never share an entry: only the first counts. */
function usableFields(index: Index, multikey: Set<number>): IndexField[] {
  if (multikey.size === 0) return index.fields;
  const roots = index.fields.map((field) => field.steps[0]);
  const repeated = roots.findIndex((root, position) => roots.indexOf(root) < position);
  return repeated < 0 ? index.fields : index.fields.slice(0, repeated);
}

/** @returns false when the field has no values to look up, or too many */
function addPoints(bounds: Bounds, index: Index, own: { field: IndexField; conditions: Condition[] }): boolean {
  const points = own.conditions.find((condition) => condition.is === "points");
  if (!points) return false;
  const parts = pointParts(index, own.field, points.values);
  if (parts.length * bounds.prefixes.length > MAX_RANGES) return false;
  bounds.prefixes = bounds.prefixes.flatMap((prefix) => parts.map((part) => Buffer.concat([prefix, part])));
  bounds.singles.push(parts.length === 1);
  bounds.score += 2;
  return true;
}

/** Whether the index gives the sort's order, and if so, whether backwards. */
function orderOf(index: Index, bounds: Bounds, sort: Doc): { reverse: boolean } | undefined {
  const wanted = Object.entries(sort).filter(([path]) => !isSingle(index, bounds, path));
  const first = bounds.singles.length;
  const directions = wanted.map(([path, direction], position) => {
    const field = index.fields[first + position];
    // A field with several values is not in order across the ranges, unless the merge runs after it.
    if (field?.path !== path || typeof direction !== "number") return undefined;
    return direction < 0 !== field.descending;
  });
  const reverse = directions[0] ?? false;
  return directions.every((direction) => direction === reverse) ? { reverse } : undefined;
}

/** The path can have one value only, so it does not matter to the order. */
function isSingle(index: Index, bounds: Bounds, path: string): boolean {
  const position = index.fields.findIndex((field) => field.path === path);
  return position >= 0 && bounds.singles[position] === true;
}
