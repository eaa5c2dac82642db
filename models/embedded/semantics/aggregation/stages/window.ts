import { Aggregator } from "mingo/aggregator";
import { deepCopy, isDoc } from "../../values/doc";
import type { Doc } from "../../values/doc";
import type { Stage } from "../context";
import { prepareExpression } from "../prepareExpression";
import { mapDocs } from "./shape";

/** A stage of mingo's own. It gets copies, since some of them write into what they read. */
export const mingoStage =
  (name: string): Stage =>
  (source, spec, { options }) =>
    new Aggregator([{ [name]: spec }], options).stream(mapDocs(source, deepCopy)) as Iterable<Doc>;

export const setWindowFields: Stage = (source, spec, context) => {
  const given = spec as Doc;
  const output = Object.entries((given["output"] ?? {}) as Doc).map(([field, value]) => [
    field,
    isDoc(value) ? prepareOutput(value, context.now) : value,
  ]);
  const partitionBy = prepareExpression(given["partitionBy"], context);
  return mingoStage("$setWindowFields")(source, { ...given, partitionBy, output: Object.fromEntries(output) }, context);
};

/** `window` stands beside the operator, so the whole is no expression. */
function prepareOutput(output: Doc, now: Date): Doc {
  const prepared = Object.keys(output).map((name) => [
    name,
    name === "window" ? output[name] : prepareExpression(output[name], { now }),
  ]);
  return Object.fromEntries(prepared) as Doc;
}
