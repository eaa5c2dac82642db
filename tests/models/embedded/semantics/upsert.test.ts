import { buildUpsert, refuseUnsupported } from "../../../../models/embedded/semantics";
import type { Doc } from "../../../../models/embedded/semantics";
import { Decimal128, Long } from "bson";
import { codeOf, now } from "./support";

const upsert = (filter: Doc, update: Doc | Doc[]): Doc => buildUpsert({ filter, update, now, newId: () => "new" });

it("takes the filter's equalities, then the update with $setOnInsert", () => {
  expect(upsert({ a: 1, "b.c": { $eq: 2 }, n: { $gt: 5 } }, { $set: { d: 3 }, $setOnInsert: { e: 4 } })).toEqual({
    _id: "new",
    a: 1,
    b: { c: 2 },
    d: 3,
    e: 4,
  });
});

it.each([
  [{ $and: [{ a: 1 }, { b: 2 }] }, { a: 1, b: 2 }],
  [{ $or: [{ a: 1 }] }, { a: 1 }],
  [{ $or: [{ a: 1 }, { a: 2 }] }, {}],
  [{ a: { $in: [1] } }, { a: 1 }],
  [{ a: { $in: [1, 2] } }, {}],
  [{ a: { $all: [1] } }, { a: 1 }],
  [{ a: /x/ }, {}],
  [{ a: { $in: [/x/] } }, {}],
  [{ a: { $elemMatch: { x: 1 } } }, {}],
  [{ a: null }, { a: null }],
])("of %j it keeps %j", (filter, kept) =>
  expect(upsert(filter, { $set: { z: 1 } })).toEqual({ _id: "new", ...kept, z: 1 }),
);

it("puts the filter's _id first, whatever the update is", () => {
  expect(Object.keys(upsert({ a: 1, _id: 7 }, { $set: { b: 1 } }))).toEqual(["_id", "a", "b"]);
  expect(upsert({ a: 1, _id: 7 }, { b: 1 })).toEqual({ _id: 7, b: 1 });
  expect(upsert({ a: 1 }, { b: 1, _id: 8 })).toEqual({ _id: 8, b: 1 });
  expect(upsert({ a: 1 }, [{ $set: { b: { $add: ["$a", 1] } } }])).toEqual({ _id: "new", a: 1, b: 2 });
  expect(upsert({ a: 1 }, { $setOnInsert: { _id: 9 } })).toEqual({ _id: 9, a: 1 });
});

it("refuses one field with two values and another _id", () => {
  expect(codeOf(() => upsert({ a: 1, $and: [{ a: 2 }] }, { $set: { b: 1 } }))).toBe(54);
  expect(codeOf(() => upsert({ _id: 1 }, { _id: 2 }))).toBe(66);
  expect(codeOf(() => upsert({ _id: 1 }, { $set: { _id: 2 } }))).toBe(66);
});

it("adds to what the filter gave", () => {
  expect(upsert({ n: 5 }, { $inc: { n: 1 }, $push: { l: 1 }, $addToSet: { s: 1 } })).toEqual({
    _id: "new",
    n: 6,
    l: [1],
    s: [1],
  });
});

it("numbers that cannot be computed with are refused before they are stored", () => {
  expect(codeOf(() => refuseUnsupported({ a: [{ b: Decimal128.fromString("1.5") }] }))).toBe(2);
  expect(codeOf(() => refuseUnsupported({ a: Long.fromString("9007199254740993") }))).toBe(2);
  expect(codeOf(() => refuseUnsupported({ a: 2n ** 60n }))).toBe(2);
  expect(() => refuseUnsupported({ a: 1, b: new Date(), c: Long.fromNumber(5), d: null })).not.toThrow();
});
