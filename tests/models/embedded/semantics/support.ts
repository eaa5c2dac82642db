import type { Doc, PipelineContext } from "../../../../models/embedded/semantics";
import { StoreError } from "../../../../models/embedded/errors";
import { compileFilter, runPipeline } from "../../../../models/embedded/semantics";

export const now = new Date("2026-03-04T05:06:07.008Z");

/** Freezes all the way down, so that a function that writes into what it was given throws. */
export function frozen<T>(value: T): T {
  const isContainer = Array.isArray(value) || (typeof value === "object" && value?.constructor === Object);
  if (!isContainer) return value;
  Object.values(value as object).forEach(frozen);
  return Object.freeze(value);
}

export const matches = (filter: Doc, doc: Doc): boolean => compileFilter(filter)(frozen(doc));

export function aggregate(docs: Doc[], pipeline: Doc[], context: Partial<PipelineContext> = {}): Doc[] {
  return runPipeline(frozen(docs), pipeline, { now, collection: () => [], ...context }) as Doc[];
}

/** What an expression gives for one document; undefined when the field is left out. */
export function evaluate(expression: unknown, doc: Doc = {}): unknown {
  return aggregate([doc], [{ $project: { _id: 0, value: expression } }])[0]?.["value"];
}

/** The code of the store's refusal; fails when there is none. */
export function codeOf(run: () => unknown): number {
  try {
    run();
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
  throw new Error("expected a refusal");
}

export function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof StoreError) return error.message;
    throw error;
  }
  throw new Error("expected a refusal");
}
