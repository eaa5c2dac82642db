import { evalExpr } from "mingo/core";
import { located } from "../../refusals";
import { sortDocs } from "../../sort/compileSort";
import { compareBson } from "../../values/compareBson";
import { encodeKey } from "../../values/encodeKey";
import { isDoc, setField } from "../../values/doc";
import type { Doc } from "../../values/doc";
import type { Stage, StageContext } from "../context";
import { accumulatorNamed } from "../mingoContext";
import { prepareExpression } from "../prepareExpression";

interface Group {
  id: unknown;
  docs: Doc[];
}

export const group: Stage = function* (source, spec, context) {
  if (!isDoc(spec)) throw located(15947, "a group's fields must be specified in an object");
  if (!("_id" in spec)) throw located(15955, "a group specification must include an _id");
  const { _id, ...fields } = spec;
  const id = prepareExpression(_id, context);
  const accumulate = compileFields(fields, context);
  for (const found of partition(source, (doc) => evalExpr(doc, id, context.options))) yield accumulate(found);
};

function partition(source: Iterable<Doc>, idOf: (doc: Doc) => unknown): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const doc of source) {
    const id = idOf(doc);
    const key = encodeKey(id);
    const found = groups.get(key);
    if (found === undefined) groups.set(key, { id: id ?? null, docs: [doc] });
    else found.docs.push(doc);
  }
  return groups.values();
}

function compileFields(fields: Doc, context: StageContext): (found: Group) => Doc {
  const compiled = Object.keys(fields).map((name) => [name, compileField(name, fields[name], context)] as const);
  return ({ id, docs }) => {
    const row: Doc = { _id: id };
    for (const [name, accumulate] of compiled) setField(row, name, accumulate(docs) ?? null);
    return row;
  };
}

function compileField(name: string, field: unknown, context: StageContext): (docs: Doc[]) => unknown {
  if (name.includes(".")) throw located(40235, `The field name '${name}' cannot contain '.'`);
  const operators = isDoc(field) ? Object.keys(field) : [];
  const operator = operators[0];
  if (operators.length !== 1 || !operator?.startsWith("$")) {
    throw located(40234, `The field '${name}' must be an accumulator object`);
  }
  const accumulate = accumulatorNamed(operator);
  if (accumulate === undefined) throw located(15952, `unknown group operator '${operator}'`);
  const operand = prepareExpression((field as Doc)[operator], context);
  return (docs) => accumulate(docs, operand, context.options);
}

export const sortByCount: Stage = function* (source, spec, context) {
  yield* sortDocs(group(source, { _id: spec, count: { $sum: 1 } }, context), { count: -1 });
};

export const bucket: Stage = function* (source, spec, context) {
  if (!isDoc(spec)) throw located(40201, "Argument to $bucket stage must be an object");
  const boundaries = spec["boundaries"];
  if (!Array.isArray(boundaries) || boundaries.length < 2) {
    throw located(40192, "The $bucket 'boundaries' field must be an array of at least 2 values");
  }
  const accumulate = compileFields((spec["output"] ?? { count: { $sum: 1 } }) as Doc, context);
  const groupBy = prepareExpression(spec["groupBy"], context);
  const idOf = (doc: Doc): unknown => bucketOf(evalExpr(doc, groupBy, context.options), boundaries, spec);
  yield* sortDocs(mapGroups(partition(source, idOf), accumulate), { _id: 1 });
};

function* mapGroups(groups: Iterable<Group>, accumulate: (found: Group) => Doc): Iterable<Doc> {
  for (const found of groups) yield accumulate(found);
}

function bucketOf(value: unknown, boundaries: unknown[], spec: Doc): unknown {
  const above = boundaries.findIndex((boundary) => compareBson(value, boundary) < 0);
  if (above > 0) return boundaries[above - 1];
  if ("default" in spec) return spec["default"];
  throw located(40066, "$switch could not find a matching branch for an input, and no default was specified.");
}
