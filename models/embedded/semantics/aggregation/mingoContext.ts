import { Aggregator } from "mingo/aggregator";
import { Context, OpType, ProcessingMode } from "mingo/core";
import * as accumulatorOps from "mingo/operators/accumulator";
import * as expressionOps from "mingo/operators/expression";
import * as pipelineOps from "mingo/operators/pipeline";
import * as windowOps from "mingo/operators/window";
import type { AnyObject, Options } from "mingo/types";
import type { Doc } from "../values/doc";
import { accumulatorOverrides } from "./accumulators";
import { expressionOverrides } from "./expressions";
import type { Accumulate, MingoTables } from "./operatorTables";

const accumulator = { ...accumulatorOps, ...accumulatorOverrides } as MingoTables["accumulator"];
const expression = { ...expressionOps, ...expressionOverrides } as MingoTables["expression"];
const pipeline = { ...pipelineOps, $captureOptions: captureOptions } as MingoTables["pipeline"];
const window = windowOps as MingoTables["window"];

const context = Context.init({ accumulator, expression, pipeline, window });

/** Operators that run a caller's JavaScript are refused by name; mingo's windows use one inside. */
const SCRIPTED = new Set(["$function", "$accumulator"]);

/** Every operator an expression may use, accumulators over arrays included. */
export const knownOperators: ReadonlySet<string> = new Set(
  [...Object.keys(accumulator), ...Object.keys(expression)].filter(
    (name) => !SCRIPTED.has(name) && name !== "$fieldPath",
  ),
);

/** The accumulator of that name, as `$group` uses it; undefined when there is none. */
export function accumulatorNamed(name: string): Accumulate | undefined {
  if (!Object.prototype.hasOwnProperty.call(accumulator, name)) return undefined;
  return context.getOperator(OpType.ACCUMULATOR, name) as Accumulate;
}

export interface MingoSettings {
  variables: Doc;
  collectionResolver?: (name: string) => Doc[];
}

/**
 * mingo rebuilds its operator tables for every plain options object; only a running stage holds the finished form.
 * A stage that hands its own options out is the way to make it once per pipeline instead of once per document.
 */
export function optionsFor(settings: MingoSettings): Options {
  const holder: AnyObject = {};
  const partial = { ...settings, context, processingMode: ProcessingMode.CLONE_OFF };
  new Aggregator([{ $captureOptions: holder }], partial).run([]);
  return holder["options"] as Options;
}

function captureOptions<T>(source: T, holder: AnyObject, options: Options): T {
  holder["options"] = options;
  return source;
}
