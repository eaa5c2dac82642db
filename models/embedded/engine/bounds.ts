import { encodeValue, invert, truncatedHead } from "../storage/keyEncoding";
import { kindBounds } from "../storage/keyspace";
import { endOfPrefix } from "../storage/view";
import type { Index, IndexField } from "./catalog";
import type { Condition } from "./conditions";
import { rangeKind } from "./conditions";
import { encodePart } from "./indexKeys";

/** The part of a key one field may take: from `start` up to, not including, `end`. */
export interface PartRange {
  start: Buffer;
  end: Buffer;
}

/** The encoded values a field must equal, each once, in index order. */
export function pointParts(index: Index, field: IndexField, values: unknown[]): Buffer[] {
  const parts = new Map(
    values.map((value) => encodePart(index, field, value).bytes).map((part) => [part.toString("hex"), part]),
  );
  return [...parts.values()].sort((a, b) => Buffer.compare(a, b));
}

/** The range of a field's values, or undefined when no condition bounds it. A multikey field takes one side only. */
export function rangePart(index: Index, field: IndexField, request: RangeRequest): PartRange | undefined {
  const bounding = request.conditions.filter((condition) => condition.is !== "points");
  const first = bounding[0];
  if (!first) return undefined;
  const used = request.multikey ? [first] : bounding.filter((condition) => kindOf(condition) === kindOf(first));
  const ranges = used.map((condition) => ascendingRange(condition, index.budget));
  const range = ranges.reduce(intersect);
  return field.descending ? inverted(range) : range;
}

export interface RangeRequest {
  conditions: Condition[];
  multikey: boolean;
}

function kindOf(condition: Condition): string | undefined {
  if (condition.is === "prefix") return "text";
  return condition.is === "points" ? undefined : rangeKind(condition.value);
}

function intersect(a: PartRange, b: PartRange): PartRange {
  return {
    start: Buffer.compare(a.start, b.start) > 0 ? a.start : b.start,
    end: Buffer.compare(a.end, b.end) < 0 ? a.end : b.end,
  };
}

function ascendingRange(condition: Condition, budget: number): PartRange {
  if (condition.is === "points") throw new Error("points are not a range");
  if (condition.is === "prefix") return textPrefixRange(condition.text, budget);
  const kind = kindBounds(rangeKind(condition.value) ?? "null");
  const head = truncatedHead(condition.value, budget);
  // A text cut short stands for all texts that begin like it: take them in, the filter decides.
  const part = head ?? encodeValue(condition.value, budget).bytes;
  const inclusive = condition.inclusive || head !== undefined;
  if (condition.is === "min") return { start: inclusive ? part : endOfPrefix(part), end: kind.end };
  return { start: isNumber(condition.value) ? AFTER_NAN : kind.start, end: inclusive ? endOfPrefix(part) : part };
}

/** NaN sorts before all numbers but is less than none. */
const AFTER_NAN = endOfPrefix(encodeValue(Number.NaN, Number.MAX_SAFE_INTEGER).bytes);
const isNumber = (value: unknown) => typeof value === "number" && !Number.isNaN(value);

function textPrefixRange(text: string, budget: number): PartRange {
  const whole = encodeValue(text, Number.MAX_SAFE_INTEGER).bytes;
  const open = whole.subarray(0, Math.min(whole.length - 2, budget / 2));
  return { start: open, end: endOfPrefix(open) };
}

/** s <= key < e turns into e' <= key' < the end of everything that begins with s', the bytes being inverted. */
function inverted(range: PartRange): PartRange {
  return { start: endOfPrefix(invert(range.end)), end: endOfPrefix(invert(range.start)) };
}
