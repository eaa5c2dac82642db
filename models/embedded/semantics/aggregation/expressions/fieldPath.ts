import { evalExpr } from "mingo/core";
import { getField, isDoc } from "../../values/doc";
import type { Evaluate } from "../operatorTables";

interface FieldPath {
  /** `$$ROOT` or another variable. */
  of: string;
  parts: readonly string[];
}

/** The store's own reading of a dotted path; `prepareExpression` puts it where a text with dots was. */
export const fieldPath: Evaluate = (doc, operand, options) => {
  const { of, parts } = operand as FieldPath;
  return read(evalExpr(doc, of, options), parts, 0);
};

/** Documents are entered, the documents in an array too; what is in an array besides them is left out. */
function read(value: unknown, parts: readonly string[], at: number): unknown {
  if (at === parts.length) return value;
  if (isDoc(value)) return read(getField(value, parts[at] as string), parts, at + 1);
  if (!Array.isArray(value)) return undefined;
  return value
    .filter(isDoc)
    .map((item) => read(item, parts, at))
    .filter((item) => item !== undefined);
}
