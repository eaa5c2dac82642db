import type { Doc } from "../values/doc";

export interface UpdateRequest {
  /** A replacement, a document of operators, or a pipeline. */
  update: Doc | Doc[];
  /** The query that found the document: it gives `$` its meaning and an upsert its fields. */
  filter: Doc;
  arrayFilters?: Doc[];
  variables?: Doc;
  now: Date;
}

/** One modification of one path, after `$`, `$[]` and `$[x]` have become positions. */
export interface Modification {
  operator: string;
  parts: string[];
  operand: unknown;
}
