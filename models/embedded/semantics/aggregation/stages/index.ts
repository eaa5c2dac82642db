import { located } from "../../refusals";
import { hasOwn, isDoc } from "../../values/doc";
import type { Doc } from "../../values/doc";
import type { Stage } from "../context";
import { count, limit, match, sample, skip, sort, unwind } from "./flow";
import { graphLookup } from "./graph";
import { bucket, group, sortByCount } from "./group";
import { lookup, unionWith } from "./join";
import { mingoStage, setWindowFields } from "./window";
import { addFields, mapDocs, project, replaceRoot, replaceWith, unset } from "./shape";

const facet: Stage = function* (source, spec, context) {
  if (!isDoc(spec)) throw located(40169, "the $facet specification must be a non-empty object");
  const docs = [...source];
  const results = Object.keys(spec).map((name) => [name, [...context.run(docs, spec[name] as Doc[], context)]]);
  yield Object.fromEntries(results) as Doc;
};

const stats =
  (name: "$collStats" | "$indexStats"): Stage =>
  (_source, spec, context) =>
    context.stats?.(name, spec as Doc) ?? [];

const documents: Stage = (_source, spec) => {
  if (Array.isArray(spec)) return spec as Doc[];
  throw located(5858202, "$documents must evaluate to an array");
};

const bucketAuto: Stage = (source, spec, context) =>
  mapDocs(mingoStage("$bucketAuto")(source, spec, context), ({ _id, ...rest }) => ({ _id, ...rest }));

const STAGES: Record<string, Stage> = {
  $match: match,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $count: count,
  $sample: sample,
  $unwind: unwind,
  $project: project,
  $unset: unset,
  $addFields: addFields,
  $set: addFields,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceWith,
  $group: group,
  $sortByCount: sortByCount,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $lookup: lookup,
  $unionWith: unionWith,
  $facet: facet,
  $documents: documents,
  $collStats: stats("$collStats"),
  $indexStats: stats("$indexStats"),
  $graphLookup: graphLookup,
  $setWindowFields: setWindowFields,
  $densify: mingoStage("$densify"),
  $fill: mingoStage("$fill"),
  $redact: mingoStage("$redact"),
};

/** @throws StoreError 40324 for a stage this store does not have */
export function stageNamed(name: string): Stage {
  const stage = hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (stage === undefined) throw located(40324, `Unrecognized pipeline stage name: '${name}'`);
  return stage;
}
