import { evalExpr } from "mingo/core";
import * as accumulators from "mingo/operators/accumulator";
import { located } from "../../refusals";
import { sortDocs } from "../../sort/compileSort";
import { bsonTypeOf } from "../../values/bsonType";
import { compareBson } from "../../values/compareBson";
import { encodeKey } from "../../values/encodeKey";
import { hasOwn, isDoc } from "../../values/doc";
import type { Doc } from "../../values/doc";
import { accumulatorOverrides } from "../accumulators";
import type { Accumulate, Evaluate } from "../operatorTables";
import { isMissing, named, operandList, unary, variadic } from "./operands";

const typeName = (value: unknown): string => (value === undefined ? "missing" : bsonTypeOf(value).name);

/** mingo calls an expression with a group's documents to accumulate; with one document it is over that one's values. */
const overValues = (name: string): Evaluate => {
  const accumulate = accumulatorOverrides[name] as Accumulate;
  return (doc, operand, options) => {
    if (Array.isArray(doc)) return accumulate(doc, operand, options);
    const values = operandList(operand).map((item) => evalExpr(doc, item, options));
    const only = values.length === 1 ? values[0] : undefined;
    return accumulate(Array.isArray(only) ? only : values, null, options);
  };
};

const size = unary((value) => {
  if (Array.isArray(value)) return value.length;
  throw located(17124, `The argument to $size must be an array, but was of type: ${typeName(value)}`);
});

const isIn = variadic(([item, list]) => {
  if (!Array.isArray(list))
    throw located(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
  const key = encodeKey(item);
  return list.some((candidate) => encodeKey(candidate) === key);
});

const elementAt = variadic(([list, index]) => {
  if (isMissing(list) || isMissing(index)) return null;
  if (!Array.isArray(list))
    throw located(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(list)}`);
  if (!Number.isInteger(index))
    throw located(28690, `$arrayElemAt's second argument must be a numeric value, but is ${typeName(index)}`);
  return list.at(index as number) as unknown;
});

const end = (name: "$first" | "$last", pick: (list: unknown[]) => unknown): Evaluate => {
  const ofList = unary((list) => {
    if (isMissing(list)) return null;
    if (!Array.isArray(list)) throw located(28689, `${name}'s argument must be an array, but is ${typeName(list)}`);
    return pick(list);
  });
  return (doc, operand, options) =>
    Array.isArray(doc) ? accumulators[name](doc, operand, options) : ofList(doc, operand, options);
};

const slice = variadic(([list, first, second]) => {
  if (isMissing(list) || isMissing(first)) return null;
  if (!Array.isArray(list))
    throw located(28724, `First argument to $slice must be an array, but is of type: ${typeName(list)}`);
  const from = first as number;
  if (second === undefined) return from < 0 ? list.slice(from) : list.slice(0, from);
  if (!((second as number) > 0)) throw located(28729, `Third argument to $slice must be positive: ${String(second)}`);
  const start = from < 0 ? Math.max(list.length + from, 0) : from;
  return list.slice(start, start + (second as number));
});

const sortArray = named(({ input, sortBy }) => {
  if (isMissing(input)) return null;
  if (!Array.isArray(input))
    throw located(2942504, `The input argument to $sortArray must be an array, but was of type: ${typeName(input)}`);
  if (isDoc(sortBy)) return sortDocs(input as Doc[], sortBy);
  return [...input].sort((a, b) => compareBson(a, b) * (sortBy as number));
});

const mergeObjects: Evaluate = (doc, operand, options) => {
  if (Array.isArray(doc)) return accumulatorOverrides["$mergeObjects"]?.(doc, operand, options);
  const values = operandList(operand).map((item) => evalExpr(doc, item, options));
  const only = values.length === 1 ? values[0] : undefined;
  const list = Array.isArray(only) ? (only as unknown[]) : values;
  const foreign = list.find((value) => !isMissing(value) && !isDoc(value));
  if (foreign !== undefined)
    throw located(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(foreign)}`);
  return accumulatorOverrides["$mergeObjects"]?.(list, null, options);
};

const objectToArray = unary((value) => {
  if (isMissing(value)) return null;
  if (!isDoc(value)) throw located(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return Object.keys(value)
    .filter((k) => value[k] !== undefined)
    .map((k) => ({ k, v: value[k] }));
});

/** A field name may hold dots and dollars here, and stands for itself. */
const getField: Evaluate = (doc, operand, options) => {
  const value = evalExpr(doc, operand, options) as unknown;
  const given = isDoc(value) && hasOwn(value, "field") ? value : { field: value };
  const input = hasOwn(given, "input") ? (given as Doc)["input"] : doc;
  return isDoc(input) && hasOwn(input, String(given["field"])) ? input[String(given["field"])] : undefined;
};

export const arrays: Record<string, Evaluate> = {
  $sum: overValues("$sum"),
  $avg: overValues("$avg"),
  $min: overValues("$min"),
  $max: overValues("$max"),
  $size: size,
  $in: isIn,
  $arrayElemAt: elementAt,
  $first: end("$first", (list) => list[0]),
  $last: end("$last", (list) => list.at(-1)),
  $slice: slice,
  $sortArray: sortArray,
  $mergeObjects: mergeObjects,
  $objectToArray: objectToArray,
  $getField: getField,
};
