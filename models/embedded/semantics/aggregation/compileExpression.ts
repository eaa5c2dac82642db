import { evalExpr } from "mingo/core";
import type { Doc } from "../values/doc";
import { optionsFor } from "./mingoContext";
import { prepareExpression } from "./prepareExpression";
import { refusing } from "./refusing";

/**
 * An aggregation expression as a function of a document.
 *
 * @param variables what `$$name` reads, already evaluated
 * @throws StoreError 168 for an unknown operator; the function throws StoreError for values of the wrong kind
 */
export function compileExpression(expression: unknown, variables: Doc = {}): (doc: Doc) => unknown {
  const prepared = prepareExpression(expression);
  const options = optionsFor({ variables });
  return (doc) => refusing(() => evalExpr(doc, prepared, options));
}
