import { evalExpr } from "mingo/core";
import { located } from "../../refusals";
import { compileProjection } from "../../projection/compileProjection";
import { isDoc } from "../../values/doc";
import type { Doc } from "../../values/doc";
import type { Stage, StageContext } from "../context";
import { compileAddFields } from "../addFields";
import { prepareExpression } from "../prepareExpression";

export function* mapDocs(source: Iterable<Doc>, convert: (doc: Doc) => Doc): Iterable<Doc> {
  for (const doc of source) yield convert(doc);
}

export const project: Stage = (source, spec, { variables, now }) => {
  if (!isDoc(spec)) throw located(15969, "$project specification must be an object");
  if (Object.keys(spec).length === 0) {
    throw located(51272, "Invalid $project :: caused by :: projection specification must have at least one field");
  }
  return mapDocs(source, compileProjection(spec, { variables, now, isStage: true }));
};

export const unset: Stage = (source, spec) => {
  const paths = typeof spec === "string" ? [spec] : spec;
  if (!Array.isArray(paths) || paths.length === 0 || !paths.every((path) => typeof path === "string")) {
    throw located(31002, "$unset specification must be a string or an array of strings");
  }
  const exclusion = Object.fromEntries(paths.map((path) => [path, 0]));
  return mapDocs(source, compileProjection(exclusion, { isStage: true }));
};

export const addFields: Stage = (source, spec, context) => {
  if (!isDoc(spec)) throw located(40272, "$addFields specification stage must be an object");
  return mapDocs(source, compileAddFields(spec, context));
};

const replace = (source: Iterable<Doc>, expression: unknown, { options, now }: StageContext): Iterable<Doc> => {
  const prepared = prepareExpression(expression, { now });
  return mapDocs(source, (doc) => {
    const root = evalExpr(doc, prepared, options);
    if (isDoc(root)) return root;
    throw located(40228, "'newRoot' expression must evaluate to an object");
  });
};

export const replaceWith: Stage = (source, spec, context) => replace(source, spec, context);

export const replaceRoot: Stage = (source, spec, context) => {
  if (!isDoc(spec) || !("newRoot" in spec)) throw located(40231, "no newRoot specified for the $replaceRoot stage");
  return replace(source, spec["newRoot"], context);
};
