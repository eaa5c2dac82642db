import { evalExpr } from "mingo/core";
import type { Options } from "mingo/types";
import { isDoc } from "../../values/doc";
import type { Evaluate } from "../operatorTables";

export const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined;

/** What MongoDB takes for true: everything but null, missing, false and zero; empty text is true. */
export const isTruthy = (value: unknown): boolean => !isMissing(value) && value !== false && value !== 0;

/** An operator of one operand, which may come as a list of one. */
export const unary =
  (apply: (value: unknown) => unknown): Evaluate =>
  (doc, operand, options) =>
    apply(evalExpr(doc, only(operand), options));

const only = (operand: unknown): unknown =>
  Array.isArray(operand) && operand.length === 1 ? (operand[0] as unknown) : operand;

/** An operator of a list of operands, of which a single one may come without the list. */
export const variadic =
  (apply: (values: unknown[]) => unknown): Evaluate =>
  (doc, operand, options) =>
    apply(operandList(operand).map((item) => evalExpr(doc, item, options)));

export const operandList = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [operand]);

/** An operator with named arguments; those it was not given are undefined. */
export const named =
  (apply: (values: Record<string, unknown>, given: Record<string, unknown>) => unknown): Evaluate =>
  (doc, operand, options) => {
    const given = isDoc(operand) ? operand : {};
    return apply(evaluateAll(doc, given, options), given);
  };

function evaluateAll(doc: unknown, given: Record<string, unknown>, options: Options): Record<string, unknown> {
  return Object.fromEntries(Object.keys(given).map((name) => [name, evalExpr(doc, given[name], options)]));
}
