import { compileProjection } from "../../../../models/embedded/semantics";
import type { Doc } from "../../../../models/embedded/semantics";
import { codeOf, frozen } from "./support";

const doc = frozen({
  _id: 1,
  name: "张三",
  a: { b: 1, c: 2 },
  items: [{ k: 1, v: "x" }, { k: 2, v: "y" }, 5],
  tags: [1, 2, 3, 4],
});
const project = (spec: Doc, filter: Doc = {}): Doc => compileProjection(frozen(spec), { filter })(doc);

describe("inclusion", () => {
  it("keeps the document's order with _id first", () => {
    expect(Object.keys(project({ tags: 1, name: 1 }))).toEqual(["_id", "name", "tags"]);
    expect(Object.keys(compileProjection({ a: 1 })({ a: 1, _id: 2 }))).toEqual(["_id", "a"]);
    expect(project({ name: true, _id: 0 })).toEqual({ name: "张三" });
  });

  it("reaches into documents and arrays, where scalars have nothing to include", () => {
    expect(project({ "a.b": 1, "items.k": 1 })).toEqual({ _id: 1, a: { b: 1 }, items: [{ k: 1 }, { k: 2 }] });
    expect(project({ a: { c: 1 }, _id: 0 })).toEqual({ a: { c: 2 } });
    expect(project({ "name.x": 1 })).toEqual({ _id: 1 });
  });

  it("adds computed fields after the included ones", () => {
    expect(project({ name: 1, sum: { $add: ["$a.b", "$a.c"] }, copy: "$a.b", gone: "$zz" })).toEqual({
      _id: 1,
      name: "张三",
      sum: 3,
      copy: 1,
    });
  });
});

describe("exclusion", () => {
  it("leaves the source as it is", () => {
    expect(project({ "a.b": 0, "items.k": 0, tags: 0 })).toEqual({
      _id: 1,
      name: "张三",
      a: { c: 2 },
      items: [{ v: "x" }, { v: "y" }, 5],
    });
    expect(doc.a).toEqual({ b: 1, c: 2 });
  });

  it("of _id alone keeps the rest", () => {
    expect(Object.keys(project({ _id: 0 }))).toEqual(["name", "a", "items", "tags"]);
  });
});

describe("array operators", () => {
  it("$slice takes a count, a negative count, or a skip with a count, and shows the other fields", () => {
    expect(project({ tags: { $slice: 2 } })).toEqual({ ...doc, tags: [1, 2] });
    expect(project({ tags: { $slice: -1 }, name: 1 })).toEqual({ _id: 1, name: "张三", tags: [4] });
    expect(project({ tags: { $slice: [1, 2] }, a: 0, items: 0, name: 0 })).toEqual({ _id: 1, tags: [2, 3] });
    expect(project({ tags: { $slice: [-3, 2] }, _id: 0, name: 1 })["tags"]).toEqual([2, 3]);
  });

  it("$elemMatch shows the first match alone, or leaves the field out", () => {
    expect(project({ items: { $elemMatch: { k: 2 } } })).toEqual({ _id: 1, items: [{ k: 2, v: "y" }] });
    expect(project({ items: { $elemMatch: { k: 9 } } })).toEqual({ _id: 1 });
    expect(project({ tags: { $elemMatch: { $gt: 2 } } })).toEqual({ _id: 1, tags: [3] });
  });

  it("$ shows the element that the query matched", () => {
    expect(project({ "items.$": 1 }, { "items.k": 2 })).toEqual({ _id: 1, items: [{ k: 2, v: "y" }] });
    expect(project({ "tags.$": 1 }, { tags: { $gte: 3 } })).toEqual({ _id: 1, tags: [3] });
    expect(codeOf(() => project({ "tags.$": 1 }, { name: "张三" }))).toBe(51246);
  });
});

it("refuses mixtures, collisions and $meta", () => {
  expect(codeOf(() => project({ name: 1, a: 0 }))).toBe(31254);
  expect(codeOf(() => project({ name: 0, a: 1 }))).toBe(31253);
  expect(codeOf(() => project({ a: 1, "a.b": 1 }))).toBe(31249);
  expect(codeOf(() => project({ "a.b": 1, a: 1 }))).toBe(31250);
  expect(codeOf(() => project({ s: { $meta: "textScore" } }))).toBe(2);
});
