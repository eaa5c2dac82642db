import { isDoc } from "../values/doc";
import type { Doc } from "../values/doc";
import { EMPTY_ARRAY, valuesAtPath } from "../values/valuesAtPath";
import type { Lookup } from "./parseLookup";

export interface Join {
  foreignField: string;
  /** What the foreign field has to hold one of, for this document to join. */
  valuesFor(row: { doc: Doc; variables: Doc }): unknown[];
}

/**
 * The field a `$lookup` can be narrowed by: the one it names, or the one its pipeline first compares with a variable
 * in `$expr`. The pipeline still decides; this only spares it the documents that cannot join.
 */
export function joinField({ localField, foreignField, let: bindings, pipeline }: Lookup): Join | undefined {
  if (localField !== undefined && foreignField !== undefined) {
    return { foreignField, valuesFor: ({ doc }) => localValues(doc, localField) };
  }
  const first = pipeline[0]?.["$match"];
  const equality = isDoc(first) ? findEquality(first["$expr"], bindings) : undefined;
  if (equality === undefined) return undefined;
  return { foreignField: equality.field, valuesFor: ({ variables }) => [variables[equality.variable]] };
}

/** An empty local array joins nothing; a missing field joins foreign documents without theirs. */
function localValues(doc: Doc, path: string): unknown[] {
  const { values } = valuesAtPath(doc, path);
  return values.filter((value) => value !== EMPTY_ARRAY);
}

interface Equality {
  field: string;
  variable: string;
}

function findEquality(expression: unknown, bindings: Doc): Equality | undefined {
  if (!isDoc(expression)) return undefined;
  const branches = expression["$and"];
  if (Array.isArray(branches)) {
    return branches.map((branch) => findEquality(branch, bindings)).find((equality) => equality !== undefined);
  }
  const sides = expression["$eq"];
  if (!Array.isArray(sides) || sides.length !== 2) return undefined;
  return toEquality(sides[0], sides[1], bindings) ?? toEquality(sides[1], sides[0], bindings);
}

function toEquality(field: unknown, variable: unknown, bindings: Doc): Equality | undefined {
  if (typeof field !== "string" || typeof variable !== "string") return undefined;
  const isField = /^\$[^$.][^.]*$/.test(field);
  if (!isField || !variable.startsWith("$$") || !(variable.slice(2) in bindings)) return undefined;
  return { field: field.slice(1), variable: variable.slice(2) };
}
