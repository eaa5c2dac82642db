import { isDoc } from "../values/doc";
import type { Doc } from "../values/doc";
import { joinField } from "./joinField";
import { parseLookup } from "./parseLookup";

/** The collections a pipeline reads as a whole; with an indexed fetch a `$lookup` joined by a field needs none. */
export function collectionsReadBy(pipeline: readonly Doc[], hasIndexedFetch: boolean): string[] {
  const names = pipeline.flatMap((stage) => {
    const name = Object.keys(stage)[0] ?? "";
    return READERS.get(name)?.(stage[name], hasIndexedFetch) ?? [];
  });
  return [...new Set(names)];
}

function readByLookup(spec: unknown, hasIndexedFetch: boolean): string[] {
  const parsed = parseLookup(spec);
  const inner = collectionsReadBy(parsed.pipeline, hasIndexedFetch);
  const isIndexed = hasIndexedFetch && joinField(parsed) !== undefined;
  return parsed.from === undefined || isIndexed ? inner : [parsed.from, ...inner];
}

function readByUnion(spec: unknown, hasIndexedFetch: boolean): string[] {
  if (!isDoc(spec)) return [String(spec)];
  const inner = collectionsReadBy((spec["pipeline"] ?? []) as Doc[], hasIndexedFetch);
  return "coll" in spec ? [String(spec["coll"]), ...inner] : inner;
}

function readByFacet(spec: unknown, hasIndexedFetch: boolean): string[] {
  if (!isDoc(spec)) return [];
  return Object.values(spec).flatMap((inner) => collectionsReadBy(inner as Doc[], hasIndexedFetch));
}

const READERS = new Map<string, (spec: unknown, hasIndexedFetch: boolean) => string[]>([
  ["$lookup", readByLookup],
  ["$unionWith", readByUnion],
  ["$facet", readByFacet],
  ["$graphLookup", (spec) => (isDoc(spec) ? [String(spec["from"])] : [])],
]);

/** The pipelines that a stage holds. */
export function innerPipelines(stage: Doc): Doc[][] {
  const name = Object.keys(stage)[0];
  const spec = name === undefined ? undefined : stage[name];
  if (!isDoc(spec)) return [];
  if (name === "$facet") return Object.values(spec).filter(Array.isArray) as Doc[][];
  const isJoin = name === "$lookup" || name === "$unionWith";
  return isJoin && Array.isArray(spec["pipeline"]) ? [spec["pipeline"] as Doc[]] : [];
}
