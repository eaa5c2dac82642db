import type { Timestamp } from "bson";
import { ObjectId } from "bson";
import { applyUpdate } from "../../../../models/embedded/semantics";
import type { Doc, UpdateRequest } from "../../../../models/embedded/semantics";
import { codeOf, frozen, messageOf, now } from "./support";

type Rest = Partial<Omit<UpdateRequest, "update">>;
const apply = (doc: Doc, update: Doc | Doc[], rest: Rest = {}) =>
  applyUpdate(frozen(doc), { update: frozen(update), filter: {}, now, ...rest });
const after = (doc: Doc, update: Doc | Doc[], rest: Rest = {}): Doc => apply(doc, update, rest).doc;

describe("positions", () => {
  const lines = { _id: 1, l: [{ x: 1 }, { x: 2 }, { x: 2 }] };

  it("several paths may go through one position", () => {
    expect(after(lines, { $set: { "l.$.a": 1, "l.$.b": 2 } }, { filter: { "l.x": 2 } })["l"]).toEqual([
      { x: 1 },
      { x: 2, a: 1, b: 2 },
      { x: 2 },
    ]);
    const rest = { arrayFilters: [{ "e.x": 2 }] };
    expect(after(lines, { $set: { "l.$[e].a": 1 }, $inc: { "l.$[e].b": 2 } }, rest)["l"]).toEqual([
      { x: 1 },
      { x: 2, a: 1, b: 2 },
      { x: 2, a: 1, b: 2 },
    ]);
  });

  it.each([
    [{ $and: [{ "l.x": 2 }] }, 1],
    [{ "l.x": 2, l: { $elemMatch: { x: 2 } } }, 1],
    [{ $or: [{ n: 1 }, { "l.x": 2 }] }, 1],
    [{ "l.x": { $in: [2] } }, 1],
    [{ l: { x: 1 } }, 0],
  ])("$ under %j is position %i", (filter, position) => {
    expect((after(lines, { $set: { "l.$.a": 1 } }, { filter })["l"] as Doc[])[position]).toHaveProperty("a", 1);
  });

  it("$ works on an array inside a document", () => {
    expect(after({ a: { l: [1, 2] } }, { $set: { "a.l.$": 9 } }, { filter: { "a.l": 2 } })).toEqual({
      a: { l: [1, 9] },
    });
  });

  it("$ without a position in the query is refused", () => {
    expect(codeOf(() => apply(lines, { $set: { "l.$.a": 1 } }, { filter: { _id: 1 } }))).toBe(2);
    expect(codeOf(() => apply(lines, { $set: { "l.$.a": 1 } }, { filter: { "l.x": { $ne: 5 } } }))).toBe(2);
  });

  it("$[] and nested $[x] reach all and some", () => {
    expect(after({ l: [1, 2] }, { $inc: { "l.$[]": 1 } })).toEqual({ l: [2, 3] });
    const doc = { a: [{ m: [{ b: 1 }, { b: 2 }] }, { m: [{ b: 2 }] }] };
    const rest = { arrayFilters: [{ "x.b": 2 }] };
    expect(after(doc, { $set: { "a.$[].m.$[x].c": 1 } }, rest)["a"]).toEqual([
      { m: [{ b: 1 }, { b: 2, c: 1 }] },
      { m: [{ b: 2, c: 1 }] },
    ]);
  });

  it("array filters may hold alternatives and must be there and be used", () => {
    const either = { arrayFilters: [{ $or: [{ "e.x": 1 }, { "e.y": 1 }] }] };
    expect((after(lines, { $set: { "l.$[e].a": 1 } }, either)["l"] as Doc[])[0]).toEqual({ x: 1, a: 1 });
    expect(codeOf(() => apply(lines, { $set: { "l.$[e].a": 1 } }))).toBe(2);
    expect(codeOf(() => apply(lines, { $set: { n: 1 } }, { arrayFilters: [{ e: 1 }] }))).toBe(9);
    expect(codeOf(() => apply(lines, { $set: { "l.$[e]": 1 } }, { arrayFilters: [{ e: 1, f: 1 }] }))).toBe(9);
    expect(codeOf(() => apply(lines, { $set: { "l.$[e]": 1 } }, { arrayFilters: [{ e: 1 }, { e: 2 }] }))).toBe(9);
    expect(codeOf(() => apply({ n: 1 }, { $set: { "l.$[]": 1 } }))).toBe(2);
    expect(codeOf(() => apply({ l: 1 }, { $set: { "l.$[]": 1 } }))).toBe(2);
  });
});

describe("$set and $unset", () => {
  it("make the way, pad arrays, and put new fields in the order of their names", () => {
    expect(after({ _id: 1 }, { $set: { "z.b": 1, a: 2 } })).toEqual({ _id: 1, a: 2, z: { b: 1 } });
    expect(Object.keys(after({ _id: 1 }, { $set: { z: 1, a: 2 }, $inc: { m: 1 } }))).toEqual(["_id", "a", "m", "z"]);
    expect(after({ l: [1] }, { $set: { "l.3": 4 } })).toEqual({ l: [1, null, null, 4] });
    expect(after({ a: 1, l: [1, 2] }, { $unset: { a: "", "l.0": "", zz: "" } })).toEqual({ l: [null, 2] });
  });

  it.each([{ a: null }, { a: 5 }, { a: [1] }])("refuse a way through %j", (doc) => {
    expect(codeOf(() => apply(doc, { $set: { "a.b": 1 } }))).toBe(28);
    expect(messageOf(() => apply({ a: 5 }, { $set: { "a.b": 1 } }))).toBe(
      "Cannot create field 'b' in element { a: 5 }",
    );
  });

  it("count a reordered subdocument as a change and an equal value as none", () => {
    expect(apply({ a: { x: 1, y: 2 } }, { $set: { a: { y: 2, x: 1 } } }).changed).toBe(true);
    expect(apply({ a: { x: 1, y: 2 } }, { $set: { a: { x: 1, y: 2 } } }).changed).toBe(false);
  });

  it("let _id stay and refuse another", () => {
    expect(apply({ _id: 1 }, { $set: { _id: 1 } }).changed).toBe(false);
    expect(codeOf(() => apply({ _id: 1 }, { $set: { _id: 2 } }))).toBe(66);
    expect(codeOf(() => apply({ _id: 1 }, { $unset: { _id: "" } }))).toBe(66);
  });

  it("$setOnInsert does nothing to a document that is there", () => {
    expect(apply({ a: 1 }, { $setOnInsert: { b: 1 } })).toEqual({ doc: { a: 1 }, changed: false });
  });
});

describe("numbers and dates", () => {
  it("compute, and create what is missing", () => {
    expect(after({ a: 1 }, { $inc: { a: 2, b: 3 } })).toEqual({ a: 3, b: 3 });
    expect(after({ a: 2 }, { $mul: { a: 3, b: 3 } })).toEqual({ a: 6, b: 0 });
    expect(after({ a: 2, b: 2 }, { $min: { a: 1, b: 3, c: 5 } })).toEqual({ a: 1, b: 2, c: 5 });
    expect(after({ a: 2, b: "x" }, { $max: { a: 1, b: 3, c: null } })).toEqual({ a: 2, b: "x", c: null });
  });

  it.each([
    [{ a: "x" }, { $inc: { a: 1 } }, 14],
    [{ a: null }, { $inc: { a: 1 } }, 14],
    [{ a: "x" }, { $mul: { a: 1 } }, 14],
    [{ a: 1 }, { $inc: { a: "1" } }, 14],
    [{ a: 1 }, { $mul: { a: null } }, 14],
    [{ a: 1 }, { $push: { a: 1 } }, 2],
    [{ a: 1 }, { $addToSet: { a: 1 } }, 2],
    [{ a: 1 }, { $pull: { a: 1 } }, 2],
    [{ a: 1 }, { $pullAll: { a: [1] } }, 2],
    [{ a: 1 }, { $pop: { a: 1 } }, 14],
    [{ a: [1] }, { $pop: { a: 2 } }, 9],
    [{ a: "x" }, { $bit: { a: { and: 1 } } }, 2],
    [{ a: 1 }, { $bit: { a: { not: 1 } } }, 2],
    [{ a: 1 }, { $currentDate: { a: "now" } }, 2],
    [{ a: 1 }, { $rename: { a: 1 } }, 2],
    [{ l: [{ a: 1 }] }, { $rename: { "l.0.a": "b" } }, 2],
    [{ a: 1 }, { $pull: { "a.b": 1 } }, 28],
    [{ a: [1] }, { $pop: { "a.b": 1 } }, 28],
    [{ a: [] }, { $rename: { "a.b": "c" } }, 28],
    [{ a: 1 }, { $set: 5 }, 9],
    [{ a: 1 }, { $foo: { a: 1 } }, 9],
    [{ a: 1 }, { $set: { a: 1 }, b: 2 }, 9],
    [{ a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    [{ a: 1 }, { $set: { a: 1, "a.b": 1 } }, 40],
    [{ a: 1 }, { $rename: { a: "b" }, $set: { b: 1 } }, 40],
    [{ a: 1 }, { $set: { "a..b": 1 } }, 56],
    [{ a: 1 }, { $set: { "l.2000000": 1 } }, 0],
  ])("%j with %j is refused with %i", (doc, update, code) => {
    if (code === 0) expect(after(doc, update)).toEqual({ a: 1, l: { 2000000: 1 } });
    else expect(codeOf(() => apply(doc, update))).toBe(code);
  });

  it("names an unknown modifier", () => {
    expect(messageOf(() => apply({}, { $foo: { a: 1 } }))).toBe(
      "Unknown modifier: $foo. Expected a valid update modifier or pipeline-style update specified as an array",
    );
  });

  it("$currentDate gives the command's time as date or timestamp", () => {
    const doc = after({}, { $currentDate: { a: true, b: { $type: "timestamp" }, c: { $type: "date" } } });
    expect(doc).toMatchObject({ a: now, c: now });
    expect((doc["b"] as Timestamp).t).toBe(Math.floor(now.getTime() / 1000));
  });

  it("$bit works beyond 32 bits", () => {
    expect(after({ a: 2 ** 40 }, { $bit: { a: { or: 1 } } })).toEqual({ a: 2 ** 40 + 1 });
    expect(after({ a: 13 }, { $bit: { a: { and: 10 }, b: { xor: 5 } } })).toEqual({ a: 8, b: 5 });
  });
});

describe("arrays", () => {
  it("$push sorts and cuts, also where nothing was", () => {
    const each = { $each: [3, 1, 2], $sort: 1, $slice: 2 };
    expect(after({}, { $push: { a: each } })).toEqual({ a: [1, 2] });
    expect(after({ a: [0] }, { $push: { a: { $each: [3, 1], $sort: -1, $slice: -2 } } })).toEqual({ a: [1, 0] });
    expect(after({ a: [1, 4] }, { $push: { a: { $each: [2, 3], $position: 1 } } })).toEqual({ a: [1, 2, 3, 4] });
    expect(after({ a: [1, 4] }, { $push: { a: { $each: [2], $position: -1 } } })).toEqual({ a: [1, 2, 4] });
    expect(after({ a: [1] }, { $push: { a: { $each: [], $slice: 0 } } })).toEqual({ a: [] });
    expect(after({ a: [] }, { $push: { a: [1, 2] } })).toEqual({ a: [[1, 2]] });
  });

  it("$push sorts by two keys", () => {
    const each = [
      { x: 1, y: 1 },
      { x: 0, y: 5 },
      { x: 1, y: 2 },
    ];
    const sortedBy = { $each: each, $sort: { x: 1, y: -1 } };
    expect(after({ a: [] }, { $push: { a: sortedBy } })["a"]).toEqual([each[1], each[2], each[0]]);
  });

  it("$push takes 200,000 at once", () => {
    const many = Array.from({ length: 200_000 }, (_, n) => n);
    expect(after({}, { $push: { a: { $each: many } } })["a"]).toHaveLength(200_000);
  });

  it("$push refuses clauses it does not know and an $each that is no array", () => {
    expect(codeOf(() => apply({}, { $push: { a: { $each: [], $foo: 1 } } }))).toBe(2);
    expect(codeOf(() => apply({}, { $push: { a: { $each: 1 } } }))).toBe(2);
    expect(codeOf(() => apply({}, { $push: { a: { $each: [], $slice: "x" } } }))).toBe(2);
    expect(codeOf(() => apply({}, { $push: { a: { $each: [], $position: "x" } } }))).toBe(2);
    expect(codeOf(() => apply({}, { $push: { a: { $each: [], $sort: "x" } } }))).toBe(2);
  });

  it("$addToSet adds a new value beside duplicates, and its own only once", () => {
    expect(after({ a: [1, 1, 2] }, { $addToSet: { a: 3 } })).toEqual({ a: [1, 1, 2, 3] });
    expect(after({}, { $addToSet: { a: { $each: [1, 1] } } })).toEqual({ a: [1] });
    expect(apply({ a: [{ x: 1, y: 2 }] }, { $addToSet: { a: { x: 1, y: 2 } } }).changed).toBe(false);
    expect(after({ a: [{ x: 1, y: 2 }] }, { $addToSet: { a: { y: 2, x: 1 } } })["a"]).toHaveLength(2);
    const id = "65a000000000000000000001";
    expect(apply({ a: [new ObjectId(id)] }, { $addToSet: { a: new ObjectId(id) } }).changed).toBe(false);
  });

  it.each([
    [{ $pull: { a: 1 } }, [1, 2, 1], [2]],
    [{ $pull: { a: { $gte: 2 } } }, [1, 2, 3], [1]],
    [{ $pull: { a: { $in: [1, 3] } } }, [1, 2, 3], [2]],
    [{ $pull: { a: /^x/ } }, ["x1", "y"], ["y"]],
    [{ $pull: { a: { k: 1 } } }, [{ k: 1, v: 2 }, { k: 2 }, 5], [{ k: 2 }, 5]],
    [{ $pull: { a: { k: { $gt: 1 } } } }, [{ k: 1 }, { k: 2 }], [{ k: 1 }]],
    [{ $pull: { a: { $elemMatch: { $gt: 1 } } } }, [[1], [2]], [[1]]],
    [{ $pullAll: { a: [1, { k: 1 }] } }, [1, { k: 1 }, { k: 1, v: 1 }], [{ k: 1, v: 1 }]],
    [{ $pop: { a: 1 } }, [1, 2, 3], [1, 2]],
    [{ $pop: { a: -1 } }, [1, 2, 3], [2, 3]],
  ])("%j on %j", (update, before, expected) => expect(after({ a: before }, update)).toEqual({ a: expected }));

  it("leave a missing array alone", () => {
    expect(apply({}, { $pull: { a: 1 } }).changed).toBe(false);
    expect(apply({}, { $pop: { a: 1 } })).toEqual({ doc: {}, changed: false });
  });
});

it("$rename moves a field and overwrites its goal", () => {
  expect(after({ a: 1, c: 2 }, { $rename: { a: "c" } })).toEqual({ c: 1 });
  expect(after({ a: { b: 1 } }, { $rename: { "a.b": "x.y" } })).toEqual({ a: {}, x: { y: 1 } });
  expect(apply({ a: 1 }, { $rename: { zz: "b" } }).changed).toBe(false);
});

describe("replacement", () => {
  it("keeps _id in front", () => {
    expect(Object.entries(after({ _id: 1, a: 1 }, { b: 2 }))).toEqual([
      ["_id", 1],
      ["b", 2],
    ]);
    expect(after({ _id: 1 }, { b: 2, _id: 1 })).toEqual({ _id: 1, b: 2 });
    expect(codeOf(() => apply({ _id: 1 }, { _id: 2 }))).toBe(66);
    expect(codeOf(() => apply({ _id: 1 }, { a: 1, $b: 2 }))).toBe(52);
    expect(after({ _id: 1, a: 1 }, {})).toEqual({ _id: 1 });
  });
});

describe("pipelines", () => {
  it("compute from the document and give back its _id", () => {
    expect(
      after({ _id: 1, a: 2 }, [{ $set: { b: { $add: ["$a", "$$x"] } } }, { $unset: "a" }], { variables: { x: 3 } }),
    ).toEqual({
      _id: 1,
      b: 5,
    });
    expect(after({ _id: 1, a: { c: 1 } }, [{ $replaceWith: "$a" }])).toEqual({ _id: 1, c: 1 });
    expect(after({ _id: 1, a: 1 }, [{ $project: { _id: 0, a: 1 } }])).toEqual({ _id: 1, a: 1 });
    expect(after({ _id: 1 }, [{ $set: { at: "$$NOW" } }])).toEqual({ _id: 1, at: now });
  });

  it("refuse other stages and another _id", () => {
    expect(codeOf(() => apply({ _id: 1 }, [{ $match: {} }]))).toBe(72);
    expect(codeOf(() => apply({ _id: 1 }, [{ $set: { _id: 2 } }]))).toBe(66);
  });
});

it("fields with names that JavaScript knows are fields", () => {
  const doc = after({}, { $set: { "constructor.prototype.x": 1, ["__proto__.y"]: 2 } });
  expect(Object.keys(doc)).toEqual(["__proto__", "constructor"]);
  expect(({} as Doc)["x"]).toBeUndefined();
  expect(({} as Doc)["y"]).toBeUndefined();
});
