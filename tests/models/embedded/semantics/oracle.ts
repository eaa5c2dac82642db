import { compareBson } from "../../../../models/embedded/semantics";
import type { Doc } from "../../../../models/embedded/semantics";

/** Everything a path reaches, the slow and obvious way: one list of values, missing as undefined. */
function reach(value: unknown, [part, ...rest]: string[]): unknown[] {
  if (part === undefined) return Array.isArray(value) ? [...(value as unknown[]), value] : [value];
  if (!Array.isArray(value)) return reach(isPlain(value) ? value[part] : undefined, rest);
  const inside = value.filter(isPlain).flatMap((item) => reach(item, [part, ...rest]));
  if (!/^\d+$/.test(part) || Number(part) >= value.length) return inside;
  const item: unknown = value[Number(part)];
  if (rest.length === 0) return [...inside, item];
  return isPlain(item) || Array.isArray(item) ? [...inside, ...reach(item, rest)] : inside;
}

/** fast-check also makes documents without a prototype. */
export function isPlain(value: unknown): value is Doc {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

const kind = (value: unknown): string => {
  if (value === null || value === undefined) return "null";
  if (isPlain(value)) return "document";
  return typeof value === "object" ? value.constructor.name : typeof value;
};

const ORDERS: Record<string, (difference: number) => boolean> = {
  $eq: (difference) => difference === 0,
  $gt: (difference) => difference > 0,
  $gte: (difference) => difference >= 0,
  $lt: (difference) => difference < 0,
  $lte: (difference) => difference <= 0,
};

/** Whether a document meets `{path: {operator: operand}}`, for the comparisons. */
export function meets(doc: Doc, path: string, [operator, operand]: [string, unknown]): boolean {
  const accepts = ORDERS[operator] as (difference: number) => boolean;
  return reach(doc, path.split(".")).some(
    (value) => kind(value) === kind(operand) && accepts(compareBson(value, operand)),
  );
}
