import type { Doc } from "../semantics";
import type { Index } from "./catalog";
import { isOperatorObject, rangeKind } from "./conditions";
import type { Bounds } from "./planner";

/** A longer text may be cut in a range bound, which then takes in too much. */
const MAX_TEXT_LENGTH = 100;
const RANGES = new Set(["$gt", "$gte", "$lt", "$lte"]);

/**
 * Whether the ranges of an index say all that the filter says, so that its rows can be counted without reading a document. Only plain
 * cases: when in doubt the answer is no.
 */
export function isAnswered(index: Index, bounds: Bounds, filter: Doc): boolean {
  const asked = flatten(filter);
  if (!asked || asked.length === 0) return false;
  const values = index.fields.slice(0, bounds.singles.length).map((field) => field.path);
  const range = bounds.range && index.fields[bounds.singles.length]?.path;
  const isEach = asked.every(([path, operators]) => {
    if (values.includes(path)) return isOnlyValues(operators);
    return path === range && isOnlyRange(operators);
  });
  return isEach && new Set(asked.map(([path]) => path)).size === asked.length;
}

/** Conditions by path; undefined when there is anything but paths and `$and`. */
function flatten(filter: Doc): [string, Doc][] | undefined {
  const found: [string, Doc][] = [];
  for (const [key, value] of Object.entries(filter)) {
    if (key === "$and") {
      const parts = (value as Doc[]).map(flatten);
      if (parts.some((part) => part === undefined)) return undefined;
      found.push(...parts.flatMap((part) => part ?? []));
    } else if (key.startsWith("$") || !isOperatorObject(value)) return undefined;
    else found.push([key, value]);
  }
  return found;
}

function isOnlyValues(operators: Doc): boolean {
  const [[name, operand] = ["", undefined], ...more] = Object.entries(operators);
  if (more.length > 0) return false;
  if (name === "$eq") return isPlain(operand);
  return name === "$in" && Array.isArray(operand) && operand.every(isPlain);
}

function isOnlyRange(operators: Doc): boolean {
  const operands = Object.values(operators);
  const isOneKind = new Set(operands.map(rangeKind)).size === 1;
  return isOneKind && operands.every(isPlain) && Object.keys(operators).every((name) => RANGES.has(name));
}

function isPlain(value: unknown): boolean {
  if (Number.isNaN(value)) return false;
  return typeof value === "string" ? value.length <= MAX_TEXT_LENGTH : rangeKind(value) !== undefined;
}
