import { badValue, conflictingUpdate, failedToParse } from "../refusals";
import { bsonTypeOf } from "../values/bsonType";
import { deepCopy, isDoc } from "../values/doc";
import type { Doc } from "../values/doc";
import { parseArrayFilters } from "./arrayFilters";
import { describe } from "./describe";
import { OPERATORS, requireKnown } from "./operators";
import { readAt, refuseBlocked, removeAt, writeAt } from "./paths";
import { KEEP, REMOVE } from "./place";
import { resolvePaths } from "./resolvePaths";
import type { PathContext } from "./resolvePaths";
import type { Modification, UpdateRequest } from "./types";

/** Applies a document of operators to a document that the caller owns, in place. */
export function applyOperators(doc: Doc, request: UpdateRequest & { isInsert?: boolean }): void {
  const update = request.update as Doc;
  const arrayFilters = parseArrayFilters(request.arrayFilters);
  const context = { doc, filter: request.filter, arrayFilters };
  const modifications = parseModifications(update, context);
  arrayFilters.refuseUnused(update);
  refuseConflicts(modifications);
  const due = modifications.filter(({ operator }) => operator !== "$setOnInsert" || request.isInsert === true);
  for (const modification of due.sort(byPath)) modify(doc, modification, request.now);
}

function parseModifications(update: Doc, context: PathContext): Modification[] {
  return Object.keys(update).flatMap((operator) => {
    requireKnown(operator);
    const fields = update[operator];
    if (!isDoc(fields)) {
      throw failedToParse(
        `Modifiers operate on fields but we found type ${bsonTypeOf(fields).name} instead. ` +
          `For example: {$mod: {<field>: ...}} not {${operator}: ${describe(fields)}}`,
      );
    }
    return Object.keys(fields).flatMap((path) =>
      resolvePaths(path, context).map((parts) => ({ operator, parts, operand: fields[path] })),
    );
  });
}

function touchedPaths({ operator, parts, operand }: Modification): string[][] {
  if (operator !== "$rename") return [parts];
  if (typeof operand !== "string")
    throw badValue(`The 'to' field for $rename must be a string: ${parts.join(".")}: ${describe(operand)}`);
  return [parts, operand.split(".")];
}

interface PathTree {
  children: Map<string, PathTree>;
  isEnd: boolean;
}

function refuseConflicts(modifications: readonly Modification[]): void {
  const root: PathTree = { children: new Map(), isEnd: false };
  for (const parts of modifications.flatMap(touchedPaths)) claim(root, parts);
}

function claim(root: PathTree, parts: readonly string[]): void {
  let node = root;
  for (const [depth, part] of parts.entries()) {
    const next = node.children.get(part) ?? { children: new Map(), isEnd: false };
    node.children.set(part, next);
    node = next;
    if (node.isEnd) throw conflict(parts, parts.slice(0, depth + 1));
  }
  if (node.children.size > 0) throw conflict(parts, parts);
  node.isEnd = true;
}

function conflict(parts: readonly string[], at: readonly string[]): Error {
  return conflictingUpdate(`Updating the path '${parts.join(".")}' would create a conflict at '${at.join(".")}'`);
}

/** New fields appear in the order of their names, positions in the order of their numbers. */
function byPath(a: Modification, b: Modification): number {
  for (const [depth, part] of a.parts.entries()) {
    const other = b.parts[depth];
    if (other === undefined) return 1;
    if (part !== other) return comparePathParts(part, other);
  }
  return -1;
}

function comparePathParts(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (!Number.isNaN(difference)) return difference;
  return a < b ? -1 : 1;
}

/** These make no field, so the way they cannot go would otherwise pass unnoticed. */
const CULLING = new Set(["$pull", "$pullAll", "$pop"]);

function modify(doc: Doc, modification: Modification, now: Date): void {
  const { operator, parts, operand } = modification;
  if (operator === "$rename") return rename(doc, parts, operand as string);
  if (CULLING.has(operator)) refuseBlocked(doc, parts);
  const apply = OPERATORS.get(operator === "$setOnInsert" ? "$set" : operator);
  const place = { path: parts.join("."), current: readAt(doc, parts), id: doc["_id"], now };
  const result = apply?.(operand, place);
  if (result === KEEP) return;
  if (result === REMOVE) removeAt(doc, parts);
  else writeAt(doc, parts, deepCopy(result));
}

function rename(doc: Doc, from: readonly string[], to: string): void {
  refuseBlocked(doc, from);
  const value = readAt(doc, from);
  if (value === undefined) return;
  refuseArrayOnWay(doc, from, "source");
  refuseArrayOnWay(doc, to.split("."), "destination");
  removeAt(doc, from);
  writeAt(doc, to.split("."), value);
}

function refuseArrayOnWay(doc: Doc, parts: readonly string[], role: string): void {
  for (let depth = 1; depth < parts.length; depth++) {
    if (!Array.isArray(readAt(doc, parts.slice(0, depth)))) continue;
    throw badValue(
      `The ${role} field cannot be an array element, '${parts.join(".")}' in doc with _id: ${describe(doc["_id"])} has an array field called '${parts[depth - 1]}'`,
    );
  }
}
