import { evalExpr } from "mingo/core";
import { compileFilter } from "../../filter/compileFilter";
import type { Doc } from "../../values/doc";
import { encodeKey } from "../../values/encodeKey";
import { valuesAtPath } from "../../values/valuesAtPath";
import { assign } from "../addFields";
import type { Stage } from "../context";
import { indexDocs, pickDocs } from "../indexDocs";
import type { DocIndex } from "../indexDocs";
import { prepareExpression } from "../prepareExpression";

interface GraphLookup {
  from: string;
  startWith: unknown;
  connectFromField: string;
  connectToField: string;
  as: string;
  maxDepth?: number;
  depthField?: string;
  restrictSearchWithMatch?: Doc;
}

/** Walks from document to document; each is found once, at its smallest depth. */
export const graphLookup: Stage = function* (source, spec, context) {
  const graph = spec as GraphLookup;
  const docs = context.docsOf(graph.from).filter(compileFilter(graph.restrictSearchWithMatch ?? {}, context));
  const index = indexDocs(docs, graph.connectToField);
  const startWith = prepareExpression(graph.startWith, context);
  for (const doc of source) {
    const start: unknown = evalExpr(doc, startWith, context.options);
    yield assign(doc, graph.as.split("."), walk(index, Array.isArray(start) ? start : [start], graph));
  }
};

function walk(index: DocIndex, start: unknown[], graph: GraphLookup): Doc[] {
  const { connectFromField, depthField, maxDepth = Infinity } = graph;
  const found = new Map<string, Doc>();
  let frontier = start;
  for (let depth = 0; frontier.length > 0 && depth <= maxDepth; depth++) {
    const fresh = pickDocs(index, frontier).filter((doc) => !found.has(encodeKey(doc["_id"])));
    for (const doc of fresh) {
      found.set(encodeKey(doc["_id"]), depthField === undefined ? doc : assign(doc, depthField.split("."), depth));
    }
    frontier = fresh.flatMap((doc) =>
      valuesAtPath(doc, connectFromField).values.filter((value) => value !== undefined),
    );
  }
  return [...found.values()];
}
