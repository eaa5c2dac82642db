import type { Options } from "mingo/types";
import type { Doc } from "../values/doc";

/** What a pipeline may ask of the store around it. */
export interface PipelineContext {
  /** All documents of another collection, for `$lookup`, `$unionWith` and `$graphLookup`. */
  collection: (name: string) => Doc[] | Promise<Doc[]>;
  variables?: Doc;
  now: Date;
  /** The documents whose field holds one of the values, by index; without it `$lookup` reads the whole collection. */
  lookup?: (name: string, field: string, values: unknown[]) => Doc[];
  /** The rows of `$collStats` and `$indexStats`. */
  stats?: (stage: "$collStats" | "$indexStats", spec: Doc) => Doc[];
  /** Takes what `$out` or `$merge` would write. */
  write?: (stage: { mode: "out" | "merge"; spec: unknown; docs: Doc[] }) => void | Promise<void>;
}

/** What a running stage needs: the store's answers, already fetched, and mingo's options. */
export interface StageContext {
  options: Options;
  variables: Doc;
  now: Date;
  docsOf: (name: string) => Doc[];
  lookup?: PipelineContext["lookup"];
  stats?: PipelineContext["stats"];
  /** Runs the pipeline inside a stage. */
  run: (docs: Iterable<Doc>, pipeline: readonly Doc[], context: StageContext) => Iterable<Doc>;
}

export type Stage = (source: Iterable<Doc>, spec: unknown, context: StageContext) => Iterable<Doc>;
