import { ObjectId } from "bson";
import { distinctValues, runPipeline, splitLeadingMatch, valuesAtPath } from "../../../../models/embedded/semantics";
import type { Doc, PipelineContext } from "../../../../models/embedded/semantics";
import { aggregate, codeOf, frozen, now } from "./support";

const ids = [1, 2, 3].map((n) => new ObjectId(`65a00000000000000000000${n}`));

describe("$group", () => {
  it("puts null and missing together and keeps ids by value", () => {
    const docs = [{ k: ids[0], v: 1 }, { k: new ObjectId(ids[0]), v: 2 }, { k: null, v: 3 }, { v: 4 }];
    expect(aggregate(docs, [{ $group: { _id: "$k", n: { $sum: "$v" } } }])).toEqual([
      { _id: ids[0], n: 3 },
      { _id: null, n: 7 },
    ]);
  });

  it("tells a field that is null from one that is missing in a compound id", () => {
    expect(aggregate([{ a: null }, {}], [{ $group: { _id: { a: "$a" } } }])).toHaveLength(2);
  });

  it("leaves missing fields out of lists", () => {
    const docs = [{ v: 1 }, {}, { v: 1 }, { v: null }];
    const spec = { _id: null, all: { $push: "$v" }, set: { $addToSet: "$v" }, first: { $first: "$zz" } };
    expect(aggregate(docs, [{ $group: spec }])).toEqual([
      { _id: null, all: [1, 1, null], set: [1, null], first: null },
    ]);
  });

  it("accumulates", () => {
    const docs = [{ v: 2, w: "b" }, { v: 4, w: "a" }, { w: "c" }];
    const spec = {
      _id: null,
      sum: { $sum: "$v" },
      avg: { $avg: "$v" },
      min: { $min: "$w" },
      max: { $max: "$v" },
      n: { $count: {} },
      last: { $last: "$w" },
      top: { $top: { sortBy: { v: -1 }, output: "$w" } },
      both: { $push: { v: "$v", w: "$w" } },
      some: { $sum: { $cond: [{ $gt: ["$v", 2] }, 1, 0] } },
      merged: { $mergeObjects: "$$ROOT" },
    };
    expect(aggregate(docs, [{ $group: spec }])[0]).toMatchObject({
      sum: 6,
      avg: 3,
      min: "a",
      max: 4,
      n: 3,
      last: "c",
      top: "a",
      both: [{ v: 2, w: "b" }, { v: 4, w: "a" }, { w: "c" }],
      some: 1,
      merged: { v: 4, w: "c" },
    });
  });

  it("takes a value with a field called constructor", () => {
    const doc = JSON.parse('{"k": {"constructor": {"x": 1}, "__proto__": 5}}') as Doc;
    expect(aggregate([doc, doc], [{ $group: { _id: "$k", n: { $sum: 1 } } }])).toEqual([{ _id: doc["k"], n: 2 }]);
  });

  it("refuses fields that are no accumulators", () => {
    expect(codeOf(() => aggregate([{}], [{ $group: { n: { $sum: 1 } } }]))).toBe(15955);
    expect(codeOf(() => aggregate([{}], [{ $group: { _id: 1, n: 1 } }]))).toBe(40234);
    expect(codeOf(() => aggregate([{}], [{ $group: { _id: 1, n: { $foo: 1 } } }]))).toBe(15952);
  });

  it("$sortByCount and $bucket", () => {
    const docs = [{ v: 1 }, { v: 5 }, { v: 6 }, { v: 50 }];
    expect(aggregate(docs, [{ $sortByCount: { $gt: ["$v", 4] } }])[0]).toEqual({ _id: true, count: 3 });
    const bucket = { groupBy: "$v", boundaries: [0, 5, 10], default: "more" };
    expect(aggregate(docs, [{ $bucket: bucket }])).toEqual([
      { _id: 0, count: 1 },
      { _id: 5, count: 2 },
      { _id: "more", count: 1 },
    ]);
  });
});

describe("$lookup", () => {
  const owners = [{ _id: ids[0], name: "张" }, { _id: ids[1], name: "李" }, { _id: ids[2] }];
  const orders = [
    { _id: 1, by: ids[0], tags: ["x", "y"], sum: 5 },
    { _id: 2, by: ids[1], tags: ["y"], sum: 7 },
    { _id: 3, by: ids[0], sum: 9 },
  ];
  const collection: PipelineContext["collection"] = (name) => frozen(name === "orders" ? orders : owners);
  const join = (docs: Doc[], spec: Doc, rest = {}) => aggregate(docs, [{ $lookup: spec }], { collection, ...rest });

  it("joins by a field, arrays by each element, missing with missing", () => {
    const spec = { from: "owners", localField: "by", foreignField: "_id", as: "owner" };
    expect(join(orders, spec)[0]?.["owner"]).toEqual([owners[0]]);
    expect(join([{ by: [ids[1], ids[0]] }], spec)[0]?.["owner"]).toEqual([owners[0], owners[1]]);
    expect(join([{ by: [] }], spec)[0]?.["owner"]).toEqual([]);
    expect(join([{}], { ...spec, foreignField: "name" })[0]?.["owner"]).toEqual([owners[2]]);
    const byTag = { from: "orders", localField: "t", foreignField: "tags", as: "o" };
    expect(join([{ t: "y" }], byTag)[0]?.["o"]).toEqual([orders[0], orders[1]]);
  });

  it("runs the pipeline on the matches only", () => {
    const pipeline = [{ $group: { _id: null, n: { $sum: "$sum" } } }];
    const spec = { from: "orders", localField: "_id", foreignField: "by", pipeline, as: "total" };
    expect(join(owners, spec).map((doc) => doc["total"])).toEqual([[{ _id: null, n: 14 }], [{ _id: null, n: 7 }], []]);
  });

  it("takes let with $expr, and nests", () => {
    const pipeline = [
      { $match: { $expr: { $and: [{ $gt: ["$sum", 6] }, { $eq: ["$by", "$$me"] }] } } },
      { $count: "n" },
    ];
    const spec = { from: "orders", let: { me: "$_id" }, pipeline, as: "r" };
    expect(join(owners, spec).map((doc) => doc["r"])).toEqual([[{ n: 1 }], [{ n: 1 }], []]);
    const inner = { $lookup: { from: "owners", localField: "by", foreignField: "_id", as: "who" } };
    const nested = { from: "orders", pipeline: [inner, { $limit: 1 }], as: "r" };
    expect(join([{}], nested)[0]?.["r"]).toEqual([{ ...orders[0], who: [owners[0]] }]);
  });

  it("joins arrays as a whole too", () => {
    const foreign = [{ k: [1, 2] }, { k: 1 }];
    const pipeline = [{ $match: { $expr: { $eq: ["$k", "$$x"] } } }];
    const spec = { from: "f", let: { x: "$l" }, pipeline, as: "r" };
    expect(join([{ l: [1, 2] }], spec, { collection: () => foreign })[0]?.["r"]).toEqual([{ k: [1, 2] }]);
  });

  it("puts the result at a dotted path without touching the source", () => {
    const spec = { from: "owners", localField: "by", foreignField: "_id", as: "o.p" };
    expect(join([{ by: ids[0], o: { q: 1 } }], spec)[0]?.["o"]).toEqual({ q: 1, p: [owners[0]] });
  });

  it("asks an index once for many documents and then reads no collection", () => {
    const lookup = jest.fn((_name: string, _field: string, values: unknown[]) =>
      owners.filter((owner) => values.some((value) => owner._id?.equals(value as ObjectId))),
    );
    const none: PipelineContext["collection"] = () => Promise.reject(new Error("not asked for"));
    const spec = { from: "owners", localField: "by", foreignField: "_id", as: "owner" };
    expect(join(orders, spec, { lookup, collection: none }).map((doc) => (doc["owner"] as Doc[])[0]?.["name"])).toEqual(
      ["张", "李", "张"],
    );
    expect(lookup.mock.calls).toEqual([["owners", "_id", [ids[0], ids[1]]]]);
  });

  it("$unionWith and $graphLookup read other collections", () => {
    const people = [{ _id: 1 }, { _id: 2, boss: 1 }, { _id: 3, boss: 2 }];
    const from = { collection: () => frozen(people) };
    const graph = { from: "p", startWith: "$boss", connectFromField: "boss", connectToField: "_id", as: "above" };
    expect(aggregate([people[2] as Doc], [{ $graphLookup: graph }], from)[0]?.["above"]).toHaveLength(2);
    const near = { ...graph, maxDepth: 0, depthField: "depth", restrictSearchWithMatch: { _id: { $gt: 1 } } };
    expect(aggregate([people[2] as Doc], [{ $graphLookup: near }], from)[0]?.["above"]).toEqual([
      { _id: 2, boss: 1, depth: 0 },
    ]);
    expect(aggregate([{ _id: 9 }], [{ $unionWith: { coll: "p", pipeline: [{ $limit: 1 }] } }], from)).toEqual([
      { _id: 9 },
      { _id: 1 },
    ]);
    expect(aggregate([], [{ $unionWith: "p" }], from)).toHaveLength(3);
  });

  it("refuses half a specification", () => {
    expect(codeOf(() => join([{}], { from: "o", localField: "a", as: "b" }))).toBe(9);
    expect(codeOf(() => join([{}], { from: "o", as: "b" }))).toBe(9);
    expect(codeOf(() => join([{}], { from: "o", localField: "a", foreignField: "b" }))).toBe(9);
  });
});

describe("stages", () => {
  const docs = [{ _id: 1, a: { b: 1, c: 2 }, l: [1, 2] }, { _id: 2, a: { b: 3 }, l: [] }, { _id: 3 }];

  it.each([
    [[{ $unset: "a.b" }], [{ _id: 1, a: { c: 2 }, l: [1, 2] }, { _id: 2, a: {}, l: [] }, { _id: 3 }]],
    [[{ $project: { "a.b": 0, l: 0 } }], [{ _id: 1, a: { c: 2 } }, { _id: 2, a: {} }, { _id: 3 }]],
    [[{ $project: { b: "$a.b" } }], [{ _id: 1, b: 1 }, { _id: 2, b: 3 }, { _id: 3 }]],
    [[{ $project: { a: { b: 1 }, _id: 0 } }], [{ a: { b: 1 } }, { a: { b: 3 } }, {}]],
    [
      [{ $set: { "a.d": 9 } }, { $project: { a: 1 } }],
      [
        { _id: 1, a: { b: 1, c: 2, d: 9 } },
        { _id: 2, a: { b: 3, d: 9 } },
        { _id: 3, a: { d: 9 } },
      ],
    ],
    [[{ $addFields: { a: { c: "$_id" } } }, { $match: { _id: 2 } }], [{ _id: 2, a: { b: 3, c: 2 }, l: [] }]],
    [[{ $limit: 1 }, { $set: { "l.x": "$zz", "m.y": "$zz" } }, { $unset: "a" }], [{ _id: 1, l: [{}, {}], m: {} }]],
    [[{ $set: { a: "$$REMOVE", l: "$zz" } }], [{ _id: 1 }, { _id: 2 }, { _id: 3 }]],
    [
      [{ $unwind: "$l" }, { $project: { l: 1 } }],
      [
        { _id: 1, l: 1 },
        { _id: 1, l: 2 },
      ],
    ],
    [
      [{ $unwind: { path: "$l", includeArrayIndex: "i", preserveNullAndEmptyArrays: true } }, { $project: { a: 0 } }],
      [
        { _id: 1, l: 1, i: 0 },
        { _id: 1, l: 2, i: 1 },
        { _id: 2, i: null },
        { _id: 3, i: null },
      ],
    ],
    [[{ $match: { _id: 9 } }, { $count: "n" }], []],
    [[{ $count: "n" }], [{ n: 3 }]],
    [[{ $sort: { _id: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { _id: 1 } }], [{ _id: 2 }]],
    [
      [{ $match: { a: { $exists: true } } }, { $replaceRoot: { newRoot: "$a" } }],
      [{ b: 1, c: 2 }, { b: 3 }],
    ],
    [
      [{ $facet: { n: [{ $count: "n" }], one: [{ $limit: 1 }, { $unset: ["a", "l"] }] } }],
      [{ n: [{ n: 3 }], one: [{ _id: 1 }] }],
    ],
    [[{ $limit: 1 }, { $replaceWith: { x: "$a.b", l: "$l" } }], [{ x: 1, l: [1, 2] }]],
    [[{ $project: { at: "$$NOW" } }, { $limit: 1 }], [{ _id: 1, at: now }]],
  ])("%j", (pipeline, expected) => expect(aggregate(docs, pipeline)).toEqual(expected));

  it("$sample takes each document at most once", () => {
    const taken = aggregate(docs, [{ $sample: { size: 10 } }]).map((doc) => doc["_id"]);
    expect([...taken].sort()).toEqual([1, 2, 3]);
  });

  it("$limit stops pulling", () => {
    let pulled = 0;
    function* source(): Iterable<Doc> {
      for (;;) yield { n: pulled++ };
    }
    const pipeline = [{ $match: { n: { $gte: 1 } } }, { $set: { x: 1 } }, { $limit: 2 }];
    expect(runPipeline(source(), pipeline, { now, collection: () => [] })).toHaveLength(2);
    expect(pulled).toBeLessThanOrEqual(4);
  });

  it("windows, densify, fill and automatic buckets leave their source alone", () => {
    const rows = [
      { k: "a", t: 1, v: 1 },
      { k: "a", t: 3, v: 2 },
      { k: "b", t: 1, v: 5 },
    ];
    const sum = { $sum: "$v", window: { documents: ["unbounded", "current"] } };
    const running = { partitionBy: "$k", sortBy: { t: 1 }, output: { total: sum, rank: { $rank: {} } } };
    expect(aggregate(rows, [{ $setWindowFields: running }]).map((doc) => [doc["total"], doc["rank"]])).toEqual([
      [1, 1],
      [3, 2],
      [5, 1],
    ]);
    expect(
      aggregate(rows, [
        { $densify: { field: "t", partitionByFields: ["k"], range: { step: 1, bounds: "partition" } } },
      ]),
    ).toHaveLength(4);
    expect(
      aggregate([{ t: 1, v: 1 }, { t: 2 }], [{ $fill: { sortBy: { t: 1 }, output: { v: { method: "locf" } } } }])[1],
    ).toEqual({ t: 2, v: 1 });
    expect(aggregate(rows, [{ $bucketAuto: { groupBy: "$v", buckets: 2 } }])).toHaveLength(2);
  });

  it.each([
    [[{ $foo: 1 }], 40324],
    [[{ $facet: { x: [{ $foo: 1 }] } }], 40324],
    [[{ $match: { _id: 9 } }, { $lookup: { from: "x", pipeline: [{ $foo: 1 }], as: "y" } }], 40324],
    [[{ $geoNear: {} }], 40324],
    [[{ $search: {} }], 40324],
    [[{ $changeStream: {} }], 40324],
    [[{ $match: {}, $limit: 1 }], 40323],
    [[{ $out: "x" }, { $limit: 1 }], 40601],
    [[{ $limit: 0 }], 15958],
    [[{ $skip: -1 }], 5107200],
    [[{ $sort: {} }], 15976],
    [[{ $count: "" }], 40156],
    [[{ $project: {} }], 51272],
    [[{ $project: { a: 1, b: 0 } }], 31254],
    [[{ $unwind: "l" }], 28818],
    [[{ $match: 5 }], 15959],
    [[{ $replaceRoot: { newRoot: "$l" } }], 40228],
    [[{ $project: { x: { $foo: 1 } } }], 168],
    [[{ $match: { a: { $foo: 1 } } }], 2],
  ])("%j is refused with %i", (pipeline, code) => expect(codeOf(() => aggregate(docs, pipeline))).toBe(code));
});

describe("the store around a pipeline", () => {
  it("takes what $out and $merge would write, and gets an empty answer", async () => {
    const written: unknown[] = [];
    const write: PipelineContext["write"] = (stage) => void written.push(stage);
    expect(aggregate([{ _id: 1 }], [{ $out: "x" }], { write })).toEqual([]);
    const slow = { now, collection: () => [], write: (stage: unknown) => Promise.resolve(void written.push(stage)) };
    await expect(runPipeline([{ _id: 2 }], [{ $merge: { into: "y" } }], slow)).resolves.toEqual([]);
    expect(written).toEqual([
      { mode: "out", spec: "x", docs: [{ _id: 1 }] },
      { mode: "merge", spec: { into: "y" }, docs: [{ _id: 2 }] },
    ]);
  });

  it("waits for a collection that comes later", async () => {
    const later = { now, collection: () => Promise.resolve([{ _id: 5 }]) };
    await expect(runPipeline([], [{ $unionWith: "x" }], later)).resolves.toEqual([{ _id: 5 }]);
  });

  it("answers $collStats and $indexStats", () => {
    const stats: PipelineContext["stats"] = (stage) => [{ stage }];
    expect(aggregate([], [{ $collStats: { count: {} } }], { stats })).toEqual([{ stage: "$collStats" }]);
    expect(aggregate([], [{ $indexStats: {} }], { stats })).toEqual([{ stage: "$indexStats" }]);
  });
});

describe("for the planner", () => {
  it("splits what an index may answer from the rest", () => {
    const pipeline = [
      { $match: { a: 1 } },
      { $match: { b: 2 } },
      { $sort: { c: 1 } },
      { $skip: 1 },
      { $limit: 2 },
      { $count: "n" },
    ];
    expect(splitLeadingMatch(pipeline)).toEqual({
      filter: { $and: [{ a: 1 }, { b: 2 }] },
      sort: { c: 1 },
      skip: 1,
      limit: 2,
      rest: [{ $count: "n" }],
    });
    expect(splitLeadingMatch([{ $group: { _id: 1 } }])).toEqual({ filter: {}, rest: [{ $group: { _id: 1 } }] });
  });

  const single = (...values: unknown[]) => ({ values, isMultikey: false });
  const many = (...values: unknown[]) => ({ values, isMultikey: true });

  it.each([
    [{ a: 1 }, "a", single(1)],
    [{ a: [1, 2, 1] }, "a", many(1, 2)],
    [{}, "a", single(undefined)],
    [{ a: [] }, "a", many([])],
    [{ a: [{ b: 1 }, {}] }, "a.b", many(1, undefined)],
    [{ a: { b: [3] } }, "a.b", many(3)],
    [{ a: 5 }, "a.b", single(undefined)],
    [{ a: [[1]] }, "a", many([1])],
    [{ a: [4, 5] }, "a.1", many(5)],
  ])("%j holds at %s %j", (doc, path, expected) => expect(valuesAtPath(doc, path)).toEqual(expected));

  it("distinct opens arrays and leaves out what is missing", () => {
    expect(distinctValues([{ a: [1, 2] }, { a: 2 }, {}, { a: null }, { a: [] }], "a")).toEqual([1, 2, null]);
  });
});
