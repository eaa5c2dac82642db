import { badValue } from "../refusals";
import { isDoc, setField } from "../values/doc";
import type { Doc } from "../values/doc";
import { isRegex, toRegExp } from "./regex";

const UNSUPPORTED = new Set([
  "$text",
  "$where",
  "$jsonSchema",
  "$near",
  "$nearSphere",
  "$geoWithin",
  "$geoIntersects",
  "$within",
]);

/**
 * One form of a filter for everything behind it: each field maps to a document of operators (`{a: 1}` becomes
 * `{a: {$eq: 1}}`), each pattern is a RegExp under `$regex` or inside `$in`, `$comment` is gone.
 *
 * @throws StoreError 2 for an unknown or unsupported operator and for an operand of the wrong kind
 */
export function normalizeFilter(filter: Doc): Doc {
  if (!isDoc(filter)) throw badValue("a filter has to be a document");
  const normal: Doc = {};
  for (const key of Object.keys(filter)) {
    if (key === "$comment") continue;
    const value = key.startsWith("$") ? normalizeTopLevel(key, filter[key]) : normalizeCondition(filter[key]);
    setField(normal, key, value);
  }
  return normal;
}

function normalizeTopLevel(name: string, operand: unknown): unknown {
  refuseByName(name);
  if (name === "$expr") return operand;
  if (name !== "$and" && name !== "$or" && name !== "$nor") {
    throw badValue(
      `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
    );
  }
  if (!Array.isArray(operand) || operand.length === 0) throw badValue(`${name} must be a nonempty array`);
  return operand.map((branch) => {
    if (!isDoc(branch)) throw badValue("$or/$and/$nor entries need to be full objects");
    return normalizeFilter(branch);
  });
}

function refuseByName(name: string): void {
  if (!UNSUPPORTED.has(name)) return;
  throw badValue(`${name} is not supported by the embedded store: set MONGODB_URI to use a MongoDB server`);
}

/** Whether a field's value is a document of operators; `$ref` and `$id` are a reference, which is a value. */
export function isOperatorDoc(value: unknown): value is Doc {
  if (!isDoc(value)) return false;
  const first = Object.keys(value)[0];
  return first !== undefined && first.startsWith("$") && first !== "$ref" && first !== "$id";
}

function normalizeCondition(condition: unknown): Doc {
  if (isRegex(condition)) return { $regex: toRegExp(condition) };
  return isOperatorDoc(condition) ? normalizeOperators(condition) : { $eq: condition };
}

function normalizeOperators(operators: Doc): Doc {
  const normal: Doc = {};
  for (const name of Object.keys(operators)) {
    if (name === "$options" || name === "$comment") continue;
    normal[name] = normalizeOperand(name, operators);
  }
  if ("$options" in operators && !("$regex" in operators)) throw badValue("$options needs a $regex");
  return normal;
}

function normalizeOperand(name: string, operators: Doc): unknown {
  refuseByName(name);
  const normalize = OPERANDS.get(name);
  if (normalize === undefined) throw badValue(`unknown operator: ${name}`);
  return normalize(operators[name], operators);
}

type Normalize = (operand: unknown, siblings: Doc) => unknown;

const asGiven: Normalize = (operand) => operand;

const comparable =
  (name: string): Normalize =>
  (operand) => {
    if (isRegex(operand)) throw badValue(`Can't have RegEx as arg to predicate over field with ${name}.`);
    return operand;
  };

const listOf =
  (name: string): Normalize =>
  (operand) => {
    if (!Array.isArray(operand)) throw badValue(`${name} needs an array`);
    return operand.map((item: unknown) => {
      if (isRegex(item)) return toRegExp(item);
      if (name !== "$all" && isOperatorDoc(item)) throw badValue(`cannot nest $ under ${name}`);
      return item;
    });
  };

function normalizeAll(operand: unknown): unknown[] {
  const items = listOf("$all")(operand, {}) as unknown[];
  return items.map((item) => (isElemMatch(item) ? normalizeOperators(item) : item));
}

export const isElemMatch = (item: unknown): item is Doc => isDoc(item) && Object.keys(item)[0] === "$elemMatch";

function normalizeNot(operand: unknown): Doc {
  if (isRegex(operand)) return { $regex: toRegExp(operand) };
  if (!isOperatorDoc(operand)) throw badValue("$not needs a regex or a document");
  return normalizeOperators(operand);
}

function normalizeElemMatch(operand: unknown): Doc {
  if (!isDoc(operand)) throw badValue("$elemMatch needs an Object");
  return isValueElemMatch(operand) ? normalizeOperators(operand) : normalizeFilter(operand);
}

/** `$elemMatch: {$gt: 1}` tests the elements themselves, `{a: 1}` and `{$or: […]}` their fields. */
export function isValueElemMatch(operand: Doc): boolean {
  return isOperatorDoc(operand) && !["$and", "$or", "$nor", "$expr"].includes(Object.keys(operand)[0] as string);
}

function normalizeSize(operand: unknown): number {
  if (!Number.isInteger(operand)) throw badValue("Failed to parse $size. Expected an integer");
  if ((operand as number) < 0) throw badValue("Failed to parse $size. Expected a non-negative number");
  return operand as number;
}

function normalizeModulo(operand: unknown): number[] {
  if (!Array.isArray(operand)) throw badValue("malformed mod, needs to be an array");
  if (operand.length < 2) throw badValue("malformed mod, not enough elements");
  if (operand.length > 2) throw badValue("malformed mod, too many elements");
  const parts = operand.map((part) => (typeof part === "number" ? Math.trunc(part) : NaN));
  if (parts.some((part) => !Number.isFinite(part))) throw badValue("malformed mod, divisor and remainder are numbers");
  if (parts[0] === 0) throw badValue("divisor cannot be 0");
  return parts;
}

const OPERANDS = new Map<string, Normalize>([
  ["$eq", comparableOrPattern],
  ["$ne", comparable("$ne")],
  ["$lt", comparable("$lt")],
  ["$lte", comparable("$lte")],
  ["$gt", comparable("$gt")],
  ["$gte", comparable("$gte")],
  ["$in", listOf("$in")],
  ["$nin", listOf("$nin")],
  ["$all", normalizeAll],
  ["$not", normalizeNot],
  ["$regex", (operand, siblings) => toRegExp(operand, siblings["$options"])],
  ["$elemMatch", normalizeElemMatch],
  ["$exists", (operand) => Boolean(operand)],
  ["$size", normalizeSize],
  ["$mod", normalizeModulo],
  ["$type", asGiven],
  ["$bitsAllSet", asGiven],
  ["$bitsAllClear", asGiven],
  ["$bitsAnySet", asGiven],
  ["$bitsAnyClear", asGiven],
]);

/** `$eq` with a pattern compares with stored patterns; it does not match text. */
function comparableOrPattern(operand: unknown): unknown {
  return operand;
}
