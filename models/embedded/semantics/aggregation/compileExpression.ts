import { evalExpr } from "mingo/core";
import type { Doc } from "../values/doc";
import { optionsFor } from "./mingoContext";
import { prepareExpression } from "./prepareExpression";
import { refusing } from "./refusing";

export interface ExpressionOptions {
  /** What `$$name` reads: the command's `let`, already evaluated. */
  variables?: Doc;
  /** What `$$NOW` reads. */
  now?: Date;
}

/**
 * An aggregation expression as a function of a document.
 *
 * @throws StoreError 168 for an unknown operator; the function throws StoreError for values of the wrong kind
 */
export function compileExpression(expression: unknown, given: ExpressionOptions = {}): (doc: Doc) => unknown {
  const prepared = prepareExpression(expression, given);
  const options = optionsFor({ variables: given.variables ?? {} });
  return (doc) => refusing(() => evalExpr(doc, prepared, options));
}
