import { located } from "../refusals";
import { isDoc } from "../values/doc";
import type { Doc } from "../values/doc";
import type { PipelineContext } from "./context";
import { collectionsReadBy, innerPipelines } from "./collectionsReadBy";
import { refusing } from "./refusing";
import { runStages, stageName } from "./runStages";
import { stageNamed } from "./stages";

/**
 * Runs an aggregation. The answer is a promise only when the context's `collection` or `write` gave one.
 * `docs` are read lazily and never changed. `$out` and `$merge` hand their documents to `context.write`.
 *
 * @throws StoreError 40324 for an unknown stage, 168 for an unknown expression, and MongoDB's own per stage
 */
export function runPipeline(docs: Iterable<Doc>, pipeline: Doc[], context: PipelineContext): Doc[] | Promise<Doc[]> {
  refuseUnknownStages(pipeline);
  const names = collectionsReadBy(pipeline, context.lookup !== undefined);
  const loaded = names.map((name) => context.collection(name));
  const run = (lists: Doc[][]): Doc[] | Promise<Doc[]> =>
    runLoaded(docs, pipeline, { ...context, foreign: new Map(names.map((name, i) => [name, lists[i] as Doc[]])) });
  return loaded.every(Array.isArray) ? run(loaded as Doc[][]) : Promise.all(loaded).then(run);
}

function refuseUnknownStages(pipeline: Doc[]): void {
  for (const [place, stage] of pipeline.entries()) {
    const name = refuseUnknownStage(stage);
    if (isWriting(name) && place !== pipeline.length - 1) {
      throw located(40601, `${name} can only be the final stage in the pipeline`);
    }
  }
}

/** Pipelines inside a stage are looked at too, since they might never run. */
function refuseUnknownStage(stage: Doc): string {
  if (!isDoc(stage) || Object.keys(stage).length !== 1) {
    throw located(40323, "A pipeline stage specification object must contain exactly one field.");
  }
  const name = stageName(stage);
  if (!isWriting(name)) stageNamed(name);
  for (const inner of innerPipelines(stage)) inner.forEach(refuseUnknownStage);
  return name;
}

const isWriting = (name: string): boolean => name === "$out" || name === "$merge";

type Loaded = PipelineContext & { foreign: Map<string, Doc[]> };

function runLoaded(docs: Iterable<Doc>, pipeline: Doc[], context: Loaded): Doc[] | Promise<Doc[]> {
  const last = pipeline.at(-1);
  const name = last === undefined ? "" : stageName(last);
  if (!isWriting(name)) return collect(docs, pipeline, context);
  const written = collect(docs, pipeline.slice(0, -1), context);
  const done = context.write?.({ mode: name === "$out" ? "out" : "merge", spec: last?.[name], docs: written });
  return done instanceof Promise ? done.then(() => []) : [];
}

function collect(docs: Iterable<Doc>, pipeline: Doc[], context: Loaded): Doc[] {
  const variables = context.variables ?? {};
  const { now, foreign, lookup, stats } = context;
  const docsOf = (name: string): Doc[] => foreign.get(name) ?? [];
  return refusing(() => [...runStages(docs, pipeline, { variables, now, docsOf, lookup, stats })]);
}
