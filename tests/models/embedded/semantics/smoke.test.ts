import { ObjectId } from "bson";
import {
  applyUpdate,
  buildUpsert,
  compileFilter,
  compileProjection,
  compileSort,
  distinctValues,
  runPipeline,
  splitLeadingMatch,
  valuesAtPath,
} from "../../../../models/embedded/semantics";

const now = new Date("2026-01-02T03:04:05Z");
test("smoke", () => {
  const id = new ObjectId();
  expect(
    compileFilter({ a: 1, "b.c": { $in: [id, /x/i] }, $expr: { $gt: ["$a", 0] } })({ a: 1, b: [{ c: "aX" }] }),
  ).toBe(true);
  expect([{ a: 2 }, { a: [1, 5] }, {}].sort(compileSort({ a: -1 }))).toEqual([{ a: [1, 5] }, { a: 2 }, {}]);
  expect(compileProjection({ a: 1 })({ _id: 1, a: { b: 1 }, c: 1 })).toEqual({ _id: 1, a: { b: 1 } });
  expect(
    applyUpdate(
      { _id: 1, l: [{ a: 1 }, { a: 2 }] },
      { update: { $set: { "l.$.b": 1 }, $inc: { n: 2 } }, filter: { "l.a": 2 }, now },
    ).doc,
  ).toEqual({ _id: 1, l: [{ a: 1 }, { a: 2, b: 1 }], n: 2 });
  expect(buildUpsert({ update: { $setOnInsert: { x: 1 } }, filter: { a: 1 }, now, newId: () => 7 })).toEqual({
    _id: 7,
    a: 1,
    x: 1,
  });
  expect(
    runPipeline(
      [
        { _id: 1, s: "a", v: 1 },
        { _id: 2, s: "a", v: 3 },
      ],
      [
        { $match: { v: { $gt: 0 } } },
        { $group: { _id: "$s", t: { $sum: "$v" }, m: { $max: "$v" } } },
        { $lookup: { from: "o", localField: "_id", foreignField: "k", as: "o.p" } },
      ],
      { now, collection: () => [{ k: "a" }, { k: "b" }] },
    ),
  ).toEqual([{ _id: "a", t: 4, m: 3, o: { p: [{ k: "a" }] } }]);
  expect(distinctValues([{ a: [1, 2] }, { a: 2 }, {}], "a")).toEqual([1, 2]);
  expect(splitLeadingMatch([{ $match: { a: 1 } }, { $sort: { a: 1 } }, { $limit: 2 }, { $count: "n" }])).toEqual({
    filter: { a: 1 },
    sort: { a: 1 },
    limit: 2,
    rest: [{ $count: "n" }],
  });
  expect(valuesAtPath({ a: [{ b: 1 }, {}] }, "a.b")).toEqual({ values: [1, undefined], isMultikey: true });
});
