import { StoreError } from "../../errors";
import { located } from "../refusals";
import { isDoc, setField } from "../values/doc";
import type { Doc } from "../values/doc";
import { knownOperators } from "./mingoContext";

/** What `$$NOW` reads is fixed for a whole command. */
export interface Preparation {
  now?: Date;
}

/**
 * Checks an expression once, before it runs for every document, and replaces what mingo would get wrong by reading
 * the text alone.
 *
 * @throws StoreError 168 for an unknown operator, 15983 for two operators in one document
 */
export function prepareExpression(expression: unknown, preparation: Preparation = {}): unknown {
  if (typeof expression === "string") return preparePath(expression, preparation);
  if (Array.isArray(expression)) return expression.map((item: unknown) => prepareExpression(item, preparation));
  return isDoc(expression) ? prepareDoc(expression, preparation) : expression;
}

/** A number in a path is a field name in expressions, where mingo would take it for a position. */
function preparePath(text: string, { now }: Preparation): unknown {
  if (text === "$$NOW" && now !== undefined) return now;
  if (!text.startsWith("$") || !/\.(\d+|__proto__)(\.|$)|^\$__proto__/.test(text)) return text;
  return text.startsWith("$$") ? text : { $fieldPath: text.slice(1) };
}

function prepareDoc(doc: Doc, preparation: Preparation): unknown {
  const keys = Object.keys(doc);
  const name = keys[0];
  if (name?.startsWith("$")) return prepareOperator(name, doc, preparation);
  const prepared: Doc = {};
  for (const key of keys) setField(prepared, key, prepareExpression(doc[key], preparation));
  return prepared;
}

function prepareOperator(name: string, doc: Doc, preparation: Preparation): unknown {
  if (Object.keys(doc).length > 1) {
    throw located(
      15983,
      `an object representing an expression must have exactly one field, found: ${Object.keys(doc).join(", ")}`,
    );
  }
  if (!knownOperators.has(name))
    throw new StoreError(168, "InvalidPipelineOperator", `Unrecognized expression '${name}'`);
  if (name === "$literal") return doc;
  return { [name]: prepareArguments(doc[name], preparation) };
}

/** An operator's named arguments are no expression themselves, so `$sortArray: {sortBy: {a: 1}}` passes. */
function prepareArguments(operand: unknown, preparation: Preparation): unknown {
  return prepareExpression(operand, preparation);
}
