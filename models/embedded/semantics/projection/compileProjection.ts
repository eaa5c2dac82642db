import { getField, hasOwn, isDoc, setField } from "../values/doc";
import type { Doc } from "../values/doc";
import { parseProjection } from "./parseProjection";
import type { Leaf, ProjectionNode, ProjectionOptions } from "./parseProjection";

/**
 * A projection as a function from a stored document to a new one; nested values it leaves alone are shared.
 * Fields keep the document's order with `_id` first; computed fields follow in the projection's order.
 *
 * @throws StoreError as `parseProjection` does
 */
export function compileProjection(spec: Doc, options: ProjectionOptions = {}): (doc: Doc) => Doc {
  if (Object.keys(spec).length === 0) return (doc) => doc;
  const { isInclusion, tree } = parseProjection(spec, options);
  if (!isInclusion) return (doc) => exclude(tree, doc, doc);
  return (doc) => idFirst(include(tree, doc, doc));
}

function idFirst(doc: Doc): Doc {
  if (!hasOwn(doc, "_id") || Object.keys(doc)[0] === "_id") return doc;
  const { _id, ...rest } = doc;
  return { _id, ...rest };
}

function include(node: ProjectionNode, doc: Doc, root: Doc): Doc {
  const result: Doc = {};
  for (const key of Object.keys(doc)) {
    const child = node.children.get(key);
    if (child !== undefined) setIfPresent(result, key, includeValue(child, doc[key], root));
  }
  for (const [key, child] of node.children) {
    if (child.leaf?.kind === "compute") setIfPresent(result, key, child.leaf.evaluate(root));
    else if (!hasOwn(result, key) && computesBelow(child)) setField(result, key, include(child, {}, root));
  }
  return result;
}

function setIfPresent(doc: Doc, key: string, value: unknown): void {
  if (value !== undefined) setField(doc, key, value);
}

function includeValue(node: ProjectionNode, value: unknown, root: Doc): unknown {
  if (node.leaf !== undefined) return applyLeaf(node.leaf, value, root);
  if (isDoc(value)) return include(node, value, root);
  if (Array.isArray(value)) {
    return value.map((item: unknown) => includeValue(node, item, root)).filter((item) => item !== undefined);
  }
  return computesBelow(node) ? include(node, {}, root) : undefined;
}

function computesBelow(node: ProjectionNode): boolean {
  if (node.leaf !== undefined) return node.leaf.kind === "compute";
  return [...node.children.values()].some(computesBelow);
}

function applyLeaf(leaf: Leaf, value: unknown, root: Doc): unknown {
  switch (leaf.kind) {
    case "keep":
      return value;
    case "convert":
      return leaf.convert(value, root);
    case "drop":
    case "compute":
      return undefined;
  }
}

function exclude(node: ProjectionNode, doc: Doc, root: Doc): Doc {
  const result: Doc = {};
  for (const key of Object.keys(doc)) {
    const child = node.children.get(key);
    setIfPresent(result, key, child === undefined ? getField(doc, key) : excludeValue(child, doc[key], root));
  }
  return result;
}

function excludeValue(node: ProjectionNode, value: unknown, root: Doc): unknown {
  if (node.leaf !== undefined) return applyLeaf(node.leaf, value, root);
  if (isDoc(value)) return exclude(node, value, root);
  return Array.isArray(value) ? value.map((item: unknown) => excludeValue(node, item, root)) : value;
}
