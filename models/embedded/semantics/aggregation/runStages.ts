import { sortDocs } from "../sort/compileSort";
import type { Doc } from "../values/doc";
import type { StageContext } from "./context";
import { optionsFor } from "./mingoContext";
import { limitCount, skipCount, sortSpec } from "./stages/flow";
import { stageNamed } from "./stages";

/** A stage context before a run has made the parts that belong to it. */
export type Surroundings = Omit<StageContext, "options" | "run">;

/** Runs stages over documents, pulling only as many as the last stage asks for. */
export function runStages(docs: Iterable<Doc>, pipeline: readonly Doc[], context: Surroundings): Iterable<Doc> {
  const options = optionsFor({ variables: context.variables, collectionResolver: context.docsOf });
  const inner = { ...context, options, run: runStages };
  return pipeline.reduce<Iterable<Doc>>((source, stage, place) => {
    const name = stageName(stage);
    if (name !== "$sort") return stageNamed(name)(source, stage[name], inner);
    return sortDocs(source, sortSpec(stage[name]), keptAfter(pipeline.slice(place + 1)));
  }, docs);
}

export const stageName = (stage: Doc): string => Object.keys(stage)[0] as string;

/** How many documents the stages right behind a `$sort` can use: what `$skip` passes over and `$limit` lets through. */
function keptAfter(rest: readonly Doc[]): number {
  let skipped = 0;
  for (const stage of rest) {
    if ("$limit" in stage) return skipped + limitCount(stage["$limit"]);
    if (!("$skip" in stage)) return Infinity;
    skipped += skipCount(stage["$skip"]);
  }
  return Infinity;
}
