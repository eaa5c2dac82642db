import { StoreError } from "../../errors";
import { located } from "../refusals";
import { isRegex, toRegExp } from "../filter/regex";
import { isDoc, setField } from "../values/doc";
import type { Doc } from "../values/doc";
import { knownOperators } from "./mingoContext";

/** Operators of a list, of which mingo wants one even for a single operand. */
const LISTS = new Set(["$add", "$multiply", "$concat", "$concatArrays", "$ifNull", "$round", "$trunc", "$setUnion"]);

/** Operators of one operand, which MongoDB also takes in a list of one. */
const SINGLES = new Set(
  "$abs $ceil $floor $sqrt $exp $ln $log10 $strLenCP $strLenBytes $reverseArray $arrayToObject".split(" "),
);

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
  if (isRegex(expression)) return toRegExp(expression);
  if (Array.isArray(expression)) return expression.map((item: unknown) => prepareExpression(item, preparation));
  return isDoc(expression) ? prepareDoc(expression, preparation) : expression;
}

/**
 * A path with dots is read by `$fieldPath`: mingo would take a number in it for a position, and give the elements of
 * arrays inside arrays.
 */
function preparePath(text: string, { now }: Preparation): unknown {
  if (text === "$$NOW" && now !== undefined) return now;
  if (!text.startsWith("$") || (!text.includes(".") && text !== "$__proto__")) return text;
  const parts = text.split(".");
  const first = parts[0] as string;
  if (parts.includes("")) throw located(15998, `FieldPath must not end with a '.', nor hold an empty name: '${text}'`);
  if (first.startsWith("$$")) return { $fieldPath: { of: first, parts: parts.slice(1) } };
  return { $fieldPath: { of: "$$ROOT", parts: [first.slice(1), ...parts.slice(1)] } };
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
  const operand = prepareExpression(doc[name], preparation);
  return { [name]: LISTS.has(name) && !Array.isArray(operand) ? [operand] : unwrapped(name, operand) };
}

function unwrapped(name: string, operand: unknown): unknown {
  const isListOfOne = SINGLES.has(name) && Array.isArray(operand) && operand.length === 1;
  return isListOfOne ? (operand[0] as unknown) : operand;
}
