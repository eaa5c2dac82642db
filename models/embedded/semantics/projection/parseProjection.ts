import { badValue, located } from "../refusals";
import { compileExpression } from "../aggregation/compileExpression";
import type { ExpressionOptions } from "../aggregation/compileExpression";
import { compileFilter } from "../filter/compileFilter";
import { positionOf } from "../filter/positionOf";
import { isDoc } from "../values/doc";
import type { Doc } from "../values/doc";

export interface ProjectionOptions extends ExpressionOptions {
  /** The query that found the document: a positional `a.$` shows the element it matched. */
  filter?: Doc;
  /** In a `$project` stage `$slice` is an expression and there is no `$elemMatch`, nor a positional path. */
  isStage?: boolean;
}

/** What happens to the value at the end of a projected path. */
export type Leaf =
  | { kind: "keep" }
  | { kind: "drop" }
  | { kind: "compute"; evaluate: (root: Doc) => unknown }
  | { kind: "convert"; convert: (value: unknown, root: Doc) => unknown };

export interface ProjectionNode {
  leaf?: Leaf;
  children: Map<string, ProjectionNode>;
}

export interface ParsedProjection {
  isInclusion: boolean;
  tree: ProjectionNode;
}

interface Entry {
  path: string;
  leaf: Leaf;
  /** What the entry says about the fields it does not name; a `$slice` says nothing. */
  mode?: "include" | "exclude";
}

/**
 * @throws StoreError 31253 or 31254 when inclusion and exclusion are mixed, 31249 or 31250 when paths collide
 */
export function parseProjection(spec: Doc, options: ProjectionOptions): ParsedProjection {
  const entries = Object.keys(spec).flatMap((path) => parseEntry(path, spec[path], options));
  const isInclusion = findMode(entries) === "include";
  const tree: ProjectionNode = { children: new Map() };
  for (const entry of entries) addToTree(tree, entry);
  if (isInclusion && !tree.children.has("_id"))
    tree.children.set("_id", { leaf: { kind: "keep" }, children: new Map() });
  return { isInclusion, tree };
}

function findMode(entries: Entry[]): "include" | "exclude" {
  const deciding = entries.filter(({ path, mode }) => mode !== undefined && path !== "_id");
  const first = deciding[0];
  if (first === undefined) return entries.find(({ path }) => path === "_id")?.mode ?? "exclude";
  const clash = deciding.find(({ mode }) => mode !== first.mode);
  if (clash === undefined) return first.mode as "include" | "exclude";
  const isInclusion = clash.mode === "include";
  throw located(
    isInclusion ? 31253 : 31254,
    `Invalid $project :: caused by :: Cannot do ${isInclusion ? "inclusion" : "exclusion"} on field ${clash.path} in ${isInclusion ? "exclusion" : "inclusion"} projection`,
  );
}

function parseEntry(path: string, value: unknown, options: ProjectionOptions): Entry[] {
  if (path === "") throw located(40352, "FieldPath cannot be constructed with empty string");
  if (!options.isStage && path.endsWith(".$")) return [parsePositional(path.slice(0, -2), options)];
  if (path.startsWith("$")) throw located(16410, `FieldPath field names may not start with '$': '${path}'`);
  if (typeof value === "number" || typeof value === "boolean") return [parseFlag(path, Boolean(value))];
  if (isDoc(value)) return parseDoc(path, value, options);
  return [{ path, leaf: computed(value, options), mode: "include" }];
}

function parseFlag(path: string, isIncluded: boolean): Entry {
  return isIncluded
    ? { path, leaf: { kind: "keep" }, mode: "include" }
    : { path, leaf: { kind: "drop" }, mode: "exclude" };
}

function parseDoc(path: string, value: Doc, options: ProjectionOptions): Entry[] {
  const keys = Object.keys(value);
  const name = keys[0];
  if (name === undefined)
    throw located(51270, "An empty sub-projection is not a valid value. Found empty object at path");
  if (!name.startsWith("$")) return keys.flatMap((key) => parseEntry(`${path}.${key}`, value[key], options));
  if (name === "$meta") throw badValue("$meta projection is not supported by the embedded store");
  if (!options.isStage && name === "$elemMatch") return [parseElemMatch(path, value[name], options)];
  if (!options.isStage && name === "$slice" && isSliceArgument(value[name])) return [parseSlice(path, value[name])];
  return [{ path, leaf: computed(value, options), mode: "include" }];
}

const computed = (value: unknown, options: ProjectionOptions): Leaf => ({
  kind: "compute",
  evaluate: compileExpression(value, options),
});

function parsePositional(path: string, { filter }: ProjectionOptions): Entry {
  const convert = (value: unknown, root: Doc): unknown => {
    if (!Array.isArray(value)) return value;
    const position = positionOf(root, filter ?? {}, path);
    if (position === undefined) {
      throw located(
        51246,
        "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
      );
    }
    return [value[position]];
  };
  return { path, leaf: { kind: "convert", convert }, mode: "include" };
}

function parseElemMatch(path: string, operand: unknown, options: ProjectionOptions): Entry {
  const matcher = compileFilter({ item: { $elemMatch: operand } }, options);
  const convert = (value: unknown): unknown => {
    if (!Array.isArray(value)) return undefined;
    const found: unknown = value.find((item: unknown) => matcher({ item: [item] }));
    return found === undefined ? undefined : [found];
  };
  return { path, leaf: { kind: "convert", convert }, mode: "include" };
}

type SliceArgument = number | [number, number];

function isSliceArgument(operand: unknown): operand is SliceArgument {
  if (typeof operand === "number") return true;
  return Array.isArray(operand) && operand.length === 2 && operand.every((part) => typeof part === "number");
}

function parseSlice(path: string, operand: SliceArgument): Entry {
  const convert = (value: unknown): unknown => (Array.isArray(value) ? slice(value, operand) : value);
  return { path, leaf: { kind: "convert", convert } };
}

function slice(items: unknown[], operand: SliceArgument): unknown[] {
  if (typeof operand === "number") return operand < 0 ? items.slice(operand) : items.slice(0, operand);
  const [skip, count] = operand;
  if (count <= 0) throw located(28724, `First argument to $slice must be a positive number, but is: ${count}`);
  const start = skip < 0 ? Math.max(items.length + skip, 0) : skip;
  return items.slice(start, start + count);
}

function addToTree(tree: ProjectionNode, { path, leaf }: Entry): void {
  let node = tree;
  for (const part of path.split(".")) {
    if (part === "") throw located(15998, "FieldPath field names may not be empty strings.");
    if (node.leaf !== undefined) throw located(31249, `Path collision at ${path} remaining portion ${part}`);
    const child = node.children.get(part) ?? { children: new Map<string, ProjectionNode>() };
    node.children.set(part, child);
    node = child;
  }
  if (node.leaf !== undefined || node.children.size > 0) throw located(31250, `Path collision at ${path}`);
  node.leaf = leaf;
}
