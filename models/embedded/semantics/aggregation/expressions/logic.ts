import { evalExpr } from "mingo/core";
import { located } from "../../refusals";
import { compareBson } from "../../values/compareBson";
import { isDoc } from "../../values/doc";
import type { Doc } from "../../values/doc";
import type { Evaluate } from "../operatorTables";
import { isTruthy, operandList, unary, variadic } from "./operands";

/** In expressions a missing field comes before null instead of together with it. */
function compareInExpression(a: unknown, b: unknown): number {
  return Number(b === undefined) - Number(a === undefined) || compareBson(a, b);
}

const compares = (name: string, accepts: (difference: number) => unknown): Evaluate =>
  variadic((values) => {
    if (values.length !== 2) {
      throw located(16020, `Expression ${name} takes exactly 2 arguments. ${values.length} were passed in.`);
    }
    return accepts(compareInExpression(values[0], values[1]));
  });

const every: Evaluate = (doc, operand, options) =>
  operandList(operand).every((item) => isTruthy(evalExpr(doc, item, options)));

const some: Evaluate = (doc, operand, options) =>
  operandList(operand).some((item) => isTruthy(evalExpr(doc, item, options)));

const condition: Evaluate = (doc, operand, options) => {
  const parts = isDoc(operand) ? [operand["if"], operand["then"], operand["else"]] : operandList(operand);
  if (parts.length !== 3) {
    throw located(16020, `Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`);
  }
  return evalExpr(doc, isTruthy(evalExpr(doc, parts[0], options)) ? parts[1] : parts[2], options);
};

const choose: Evaluate = (doc, operand, options) => {
  const { branches, ...rest } = operand as { branches: Doc[]; default?: unknown };
  const branch = branches.find((candidate) => isTruthy(evalExpr(doc, candidate["case"], options)));
  if (branch !== undefined) return evalExpr(doc, branch["then"], options);
  if ("default" in rest) return evalExpr(doc, rest.default, options);
  throw located(40066, "$switch could not find a matching branch for an input, and no default was specified.");
};

export const logic: Record<string, Evaluate> = {
  $eq: compares("$eq", (difference) => difference === 0),
  $ne: compares("$ne", (difference) => difference !== 0),
  $lt: compares("$lt", (difference) => difference < 0),
  $lte: compares("$lte", (difference) => difference <= 0),
  $gt: compares("$gt", (difference) => difference > 0),
  $gte: compares("$gte", (difference) => difference >= 0),
  $cmp: compares("$cmp", Math.sign),
  $and: every,
  $or: some,
  $not: unary((value) => !isTruthy(value)),
  $cond: condition,
  $switch: choose,
};
