import { evalExpr } from "mingo/core";
import { hasOwn, isDoc, setField, shallowCopy } from "../values/doc";
import type { Doc } from "../values/doc";
import type { StageContext } from "./context";
import { prepareExpression } from "./prepareExpression";

interface Assignment {
  parts: string[];
  expression: unknown;
}

/** `$addFields` as a function that copies what it changes; `{a: {b: 1}}` adds `a.b` and keeps the rest of `a`. */
export function compileAddFields(
  spec: Doc,
  { options, now }: Pick<StageContext, "options" | "now">,
): (doc: Doc) => Doc {
  const assignments = flatten(spec, []).map(({ parts, expression }) => ({
    parts,
    expression: prepareExpression(expression, { now }),
  }));
  return (doc) =>
    assignments.reduce(
      (result, { parts, expression }) => assign(result, parts, evalExpr(doc, expression, options)),
      doc,
    );
}

function flatten(spec: Doc, above: string[]): Assignment[] {
  return Object.keys(spec).flatMap((key) => {
    const parts = [...above, ...key.split(".")];
    const value = spec[key];
    const names = isDoc(value) ? Object.keys(value) : [];
    if (names.length === 0 || names[0]?.startsWith("$")) return [{ parts, expression: value }];
    return flatten(value as Doc, parts);
  });
}

/**
 * A copy with the value at a path: every document of an array on the way gets it, a scalar on the way is replaced,
 * even when there is no value to put below it.
 */
export function assign(doc: Doc, parts: readonly string[], value: unknown): Doc {
  const [part, ...rest] = parts as [string, ...string[]];
  const copy = shallowCopy(doc);
  const next = rest.length === 0 ? value : assignBelow(hasOwn(doc, part) ? doc[part] : undefined, rest, value);
  if (next === undefined) delete copy[part];
  else setField(copy, part, next);
  return copy;
}

function assignBelow(current: unknown, parts: readonly string[], value: unknown): unknown {
  if (Array.isArray(current)) return current.map((item: unknown) => assignBelow(item, parts, value));
  return assign(isDoc(current) ? current : {}, parts, value);
}
