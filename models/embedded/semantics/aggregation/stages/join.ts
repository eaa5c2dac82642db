import { evalExpr } from "mingo/core";
import { encodeKey } from "../../values/encodeKey";
import { hasOwn, isDoc } from "../../values/doc";
import type { Doc } from "../../values/doc";
import { assign } from "../addFields";
import type { Stage, StageContext } from "../context";
import { prepareExpression } from "../prepareExpression";
import { parseLookup } from "../parseLookup";
import type { Lookup } from "../parseLookup";
import { indexDocs, pickDocs } from "../indexDocs";
import { joinField } from "../joinField";

/** Documents joined at once, so that an indexed fetch is asked once for many of them. */
const BATCH = 500;

export const lookup: Stage = function* (source, spec, context) {
  const parsed = parseLookup(spec);
  const bind = compileLet(parsed.let, context);
  for (const docs of batches(source)) {
    const rows = docs.map((doc) => ({ doc, variables: bind(doc) }));
    const candidatesFor = prepareCandidates(parsed, rows, context);
    for (const row of rows) {
      const found = runLookup(parsed, candidatesFor(row), { ...context, variables: row.variables });
      yield assign(row.doc, parsed.as, found);
    }
  }
};

function runLookup({ pipeline }: Lookup, candidates: Doc[], context: StageContext): Doc[] {
  return pipeline.length === 0 ? candidates : [...context.run(candidates, pipeline, context)];
}

function compileLet(bindings: Doc, context: StageContext): (doc: Doc) => Doc {
  const prepared = Object.keys(bindings).map((name) => [name, prepareExpression(bindings[name], context)] as const);
  if (prepared.length === 0) return () => context.variables;
  return (doc) => {
    const bound = prepared.map(([name, expression]) => [name, evalExpr(doc, expression, context.options)]);
    return { ...context.variables, ...(Object.fromEntries(bound) as Doc) };
  };
}

function* batches(source: Iterable<Doc>): Iterable<Doc[]> {
  let batch: Doc[] = [];
  for (const doc of source) {
    batch.push(doc);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

interface Row {
  doc: Doc;
  variables: Doc;
}

/** For each row the foreign documents worth looking at: those joined by a field, or all of them. */
function prepareCandidates(parsed: Lookup, rows: Row[], context: StageContext): (row: Row) => Doc[] {
  const join = joinField(parsed);
  if (join === undefined) {
    const all = foreignDocs(parsed, context);
    return () => all;
  }
  const wanted = rows.map((row) => join.valuesFor(row));
  const docs = fetch(parsed, { field: join.foreignField, values: wanted.flat() }, context);
  const index = indexDocs(docs, join.foreignField);
  return (row) => pickDocs(index, join.valuesFor(row));
}

function fetch(
  { from }: Lookup,
  { field, values }: { field: string; values: unknown[] },
  context: StageContext,
): Doc[] {
  if (from === undefined) return [];
  if (context.lookup === undefined) return context.docsOf(from);
  const distinct = new Map(values.map((value) => [encodeKey(value), value ?? null]));
  return context.lookup(from, field, [...distinct.values()]);
}

const foreignDocs = ({ from }: Lookup, context: StageContext): Doc[] =>
  from === undefined ? [] : context.docsOf(from);

export const unionWith: Stage = function* (source, spec, context) {
  const given = isDoc(spec) ? spec : { coll: spec };
  yield* source;
  const docs = hasOwn(given, "coll") ? context.docsOf(String(given["coll"])) : [];
  yield* context.run(docs, (given["pipeline"] ?? []) as Doc[], context);
};
