import { failedToParse } from "../refusals";
import { isDoc } from "../values/doc";
import type { Doc } from "../values/doc";

export interface Lookup {
  from?: string;
  localField?: string;
  foreignField?: string;
  let: Doc;
  pipeline: Doc[];
  as: string[];
}

/** @throws StoreError 9 for a `$lookup` without the fields it needs */
export function parseLookup(spec: unknown): Lookup {
  if (!isDoc(spec)) throw failedToParse("the $lookup specification must be an Object");
  const { from, localField, foreignField, as } = spec as Record<string, string | undefined>;
  if (typeof as !== "string") throw failedToParse("must specify 'as' field for a $lookup");
  if ((localField === undefined) !== (foreignField === undefined)) {
    throw failedToParse("$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  }
  if (localField === undefined && !Array.isArray(spec["pipeline"])) {
    throw failedToParse("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
  }
  const pipeline = (spec["pipeline"] ?? []) as Doc[];
  return { from, localField, foreignField, let: (spec["let"] ?? {}) as Doc, pipeline, as: as.split(".") };
}
