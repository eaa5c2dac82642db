import { evalExpr } from "mingo/core";
import type { Options } from "mingo/types";
import type { Accumulate } from "./operatorTables";
import { located } from "../refusals";
import { sortDocs } from "../sort/compileSort";
import { compareBson } from "../values/compareBson";
import { encodeKey } from "../values/encodeKey";
import { isDoc, setField } from "../values/doc";
import type { Doc } from "../values/doc";

/** The operand for every document of a group; without an operand the list is a list of values already. */
export function valuesOf(docs: unknown[], operand: unknown, options: Options): unknown[] {
  if (operand === null || operand === undefined) return docs;
  return docs.map((doc) => evalExpr(doc, operand, rootless(options)));
}

type WithLocals = Options & { local: { root?: unknown } };

/** Each document of a group is its own root, whatever root the caller was evaluating. */
function rootless(options: Options): Options {
  const { local } = options as WithLocals;
  if (local?.root !== undefined) local.root = undefined;
  return options;
}

const isNumber = (value: unknown): value is number => typeof value === "number";
const isPresent = (value: unknown): boolean => value !== undefined && value !== null;

function sum(docs: unknown[], operand: unknown, options: Options): number {
  if (isNumber(operand)) return docs.length * operand;
  return valuesOf(docs, operand, options)
    .filter(isNumber)
    .reduce((total, value) => total + value, 0);
}

function average(docs: unknown[], operand: unknown, options: Options): number | null {
  const numbers = valuesOf(docs, operand, options).filter(isNumber);
  return numbers.length === 0 ? null : numbers.reduce((total, value) => total + value, 0) / numbers.length;
}

function best(values: unknown[], direction: 1 | -1): unknown {
  const present = values.filter(isPresent);
  if (present.length === 0) return null;
  return present.reduce((winner, value) => (compareBson(value, winner) * direction > 0 ? value : winner));
}

function distinct(values: unknown[]): unknown[] {
  return [...new Map(values.map((value) => [encodeKey(value), value])).values()];
}

const isSet = (value: unknown): boolean => value !== undefined;

function merge(values: unknown[]): Doc {
  const merged: Doc = {};
  for (const value of values.filter(isDoc)) {
    for (const key of Object.keys(value)) if (value[key] !== undefined) setField(merged, key, value[key]);
  }
  return merged;
}

type Ranked = (docs: Doc[], sortBy: Doc, count: number) => Doc[];

const top: Ranked = (docs, sortBy, count) => sortDocs(docs, sortBy, count);
const bottom: Ranked = (docs, sortBy, count) => sortDocs(docs, sortBy).slice(-count);

/** The output of the documents at one end of an order; without `n` of the one there. */
const ranked =
  (pick: Ranked): Accumulate =>
  (docs, operand, options) => {
    const { sortBy, output, n } = operand as { sortBy: Doc; output: unknown; n?: unknown };
    const count = n === undefined ? 1 : (evalExpr({}, n, options) as number);
    if (!Number.isInteger(count) || count < 1) throw located(5787908, `'n' must be greater than 0, found ${String(n)}`);
    const values = valuesOf(pick(docs as Doc[], sortBy, count), output, options).map((value) => value ?? null);
    return n === undefined ? (values[0] ?? null) : values;
  };

/** mingo's accumulators that mind other values, other orders or missing fields differently than MongoDB. */
export const accumulatorOverrides: Record<string, Accumulate> = {
  $sum: sum,
  $avg: average,
  $min: (docs, operand, options) => best(valuesOf(docs, operand, options), -1),
  $max: (docs, operand, options) => best(valuesOf(docs, operand, options), 1),
  $push: (docs, operand, options) => valuesOf(docs, operand, options).filter(isSet),
  $addToSet: (docs, operand, options) => distinct(valuesOf(docs, operand, options).filter(isSet)),
  $top: ranked(top),
  $topN: ranked(top),
  $bottom: ranked(bottom),
  $bottomN: ranked(bottom),
  $mergeObjects: (docs, operand, options) => merge(valuesOf(docs, operand, options)),
};
