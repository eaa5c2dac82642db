import { BSONRegExp, Binary, Decimal128, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } from "bson";
import { compileFilter, normalizeFilter } from "../../../../models/embedded/semantics";
import { codeOf, matches, messageOf } from "./support";

const id = new ObjectId("65a000000000000000000001");

describe("values", () => {
  it("compares numbers of every width", () => {
    expect(matches({ a: 5 }, { a: Long.fromNumber(5) })).toBe(true);
    expect(matches({ a: new Int32(5) }, { a: 5 })).toBe(true);
    expect(matches({ a: { $lt: 6n } }, { a: 5 })).toBe(true);
    expect(matches({ a: { $gt: 2 ** 53 } }, { a: Long.fromString("9007199254740993") })).toBe(true);
    expect(matches({ a: { $gt: Decimal128.fromString("9") } }, { a: 10 })).toBe(true);
    expect(matches({ a: Decimal128.fromString("1.50") }, { a: 1.5 })).toBe(true);
  });

  it("sees ids, dates and binary data by value, binary data with its subtype", () => {
    const uuid = new UUID("0189c0d4-1a2b-7c3d-8e4f-5a6b7c8d9e0f");
    expect(matches({ a: new ObjectId(id.toHexString()) }, { a: id })).toBe(true);
    expect(matches({ a: new Date(5) }, { a: new Date(5) })).toBe(true);
    expect(matches({ a: uuid }, { a: new UUID(uuid.toHexString()) })).toBe(true);
    expect(matches({ a: new Binary(Buffer.from("x"), 0) }, { a: new Binary(Buffer.from("x"), 0) })).toBe(true);
    expect(matches({ a: new Binary(Buffer.from("x"), 0) }, { a: new Binary(Buffer.from("x"), 5) })).toBe(false);
  });

  it("compares embedded documents with their order and arrays as a whole", () => {
    expect(matches({ a: { x: 1, y: 2 } }, { a: { x: 1, y: 2 } })).toBe(true);
    expect(matches({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } })).toBe(false);
    expect(matches({ a: [1, 2] }, { a: [1, 2] })).toBe(true);
    expect(matches({ a: [1, 2] }, { a: [[1, 2], 3] })).toBe(true);
    expect(matches({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  });

  it("compares within one type, except with the ends of the order", () => {
    expect(matches({ a: { $gt: "1" } }, { a: 5 })).toBe(false);
    expect(matches({ a: { $lt: 5 } }, {})).toBe(false);
    expect(matches({ a: { $gt: new MinKey() } }, { a: "x" })).toBe(true);
    expect(matches({ a: { $lt: new MaxKey() } }, { a: "x" })).toBe(true);
    expect(matches({ a: { $lt: 5 } }, { a: NaN })).toBe(false);
    expect(matches({ a: NaN }, { a: NaN })).toBe(true);
    expect(matches({ a: { $gte: NaN } }, { a: 1 })).toBe(false);
    expect(matches({ a: { $gt: new Timestamp({ t: 1, i: 1 }) } }, { a: new Timestamp({ t: 1, i: 2 }) })).toBe(true);
    expect(matches({ a: 0 }, { a: -0 })).toBe(true);
  });
});

describe("null and missing", () => {
  it.each([
    [{ "a.b": null }, { a: [{ b: 1 }, {}] }, true],
    [{ "a.b": null }, { a: [{ b: 1 }] }, false],
    [{ "a.b": null }, { a: [1, 2] }, false],
    [{ "a.b": null }, { a: [] }, false],
    [{ "a.b": null }, { a: 4 }, true],
    [{ "a.b": null }, {}, true],
    [{ a: null }, { a: [1, null] }, true],
    [{ a: null }, { a: [] }, false],
    [{ a: { $gte: null } }, {}, true],
    [{ a: { $lte: null } }, { a: null }, true],
    [{ a: { $gt: null } }, {}, false],
    [{ a: { $ne: null } }, {}, false],
    [{ a: { $in: [null, 1] } }, {}, true],
    [{ a: { $exists: false } }, { a: null }, false],
    [{ "a.b": { $exists: false } }, { a: [1] }, true],
    [{ "a.b": { $exists: true } }, { a: [{}, { b: 1 }] }, true],
  ])("%j on %j is %s", (filter, doc, expected) => expect(matches(filter, doc)).toBe(expected));
});

describe("arrays", () => {
  it.each([
    [{ a: { $all: [1] } }, { a: 1 }, true],
    [{ a: { $all: [1, 2] } }, { a: [2, 3, 1] }, true],
    [{ a: { $all: [1, 4] } }, { a: [2, 3, 1] }, false],
    [{ a: { $all: [] } }, { a: [] }, false],
    [{ a: { $all: [{ $elemMatch: { x: 1 } }, { $elemMatch: { x: 2 } }] } }, { a: [{ x: 1 }, { x: 2 }] }, true],
    [{ a: { $type: "string" } }, { a: ["x"] }, true],
    [{ a: { $type: "array" } }, { a: ["x"] }, true],
    [{ a: { $gt: 3, $lt: 2 } }, { a: [1, 4] }, true],
    [{ a: { $elemMatch: { $gt: 3, $lt: 2 } } }, { a: [1, 4] }, false],
    [{ a: { $elemMatch: { x: 1, y: 2 } } }, { a: [{ x: 1 }, { y: 2 }] }, false],
    [{ a: { $elemMatch: { x: 1, y: 2 } } }, { a: [{ x: 1, y: 2 }] }, true],
    [{ a: { $elemMatch: { $or: [{ x: 1 }, { x: 3 }] } } }, { a: [{ x: 3 }] }, true],
    [{ a: { $elemMatch: { $gt: 1 } } }, { a: 5 }, false],
    [{ "a.0": 1 }, { a: [1, 2] }, true],
    [{ "a.0": 1 }, { a: [2, 1] }, false],
    [{ "a.0.b": 1 }, { a: [{ b: 1 }] }, true],
    [{ "a.b": 1 }, { a: [[{ b: 1 }]] }, false],
    [{ "a.b.c": 2 }, { a: [{ b: [{ c: 1 }, { c: 2 }] }] }, true],
    [{ a: { $size: 2 } }, { a: [1, 2] }, true],
    [{ a: { $size: 0 } }, {}, false],
    [{ a: { $ne: 1 } }, { a: [1, 2] }, false],
    [{ a: { $nin: [3] } }, { a: [1, 2] }, true],
    [{ a: { $not: { $gt: 3 } } }, { a: [1, 4] }, false],
    [{ a: { $not: { $gt: 3 } } }, {}, true],
    [{ a: { $mod: [3, 1] } }, { a: [4] }, true],
    [{ a: { $mod: [2, 0] } }, { a: -4.7 }, true],
    [{ a: { $bitsAllSet: [0, 2] } }, { a: 5 }, true],
    [{ a: { $bitsAnyClear: 1 } }, { a: 5 }, false],
    [{ a: { $bitsAllClear: 2 } }, { a: -3 }, true],
  ])("%j on %j is %s", (filter, doc, expected) => expect(matches(filter, doc)).toBe(expected));
});

describe("$type", () => {
  it.each([
    ["objectId", id],
    [7, id],
    ["binData", new Binary(Buffer.from("x"))],
    ["long", 2 ** 40],
    ["double", 1.5],
    ["int", 5],
    ["number", 5],
    ["date", new Date(0)],
    ["bool", false],
    ["null", null],
    ["regex", new BSONRegExp("x")],
    ["timestamp", Timestamp.fromNumber(1)],
    ["decimal", Decimal128.fromString("1")],
    ["minKey", new MinKey()],
    [-1, new MinKey()],
  ])("knows %s", (type, value) => {
    expect(matches({ a: { $type: type } }, { a: value })).toBe(true);
    expect(matches({ a: { $type: "object" } }, { a: value })).toBe(false);
    expect(matches({ a: { $type: type } }, {})).toBe(false);
  });

  it("refuses a type that is not there", () => {
    expect(codeOf(() => compileFilter({ a: { $type: "text" } }))).toBe(2);
    expect(codeOf(() => compileFilter({ a: { $type: 99 } }))).toBe(2);
  });
});

describe("patterns", () => {
  it.each([
    [{ a: /^张/ }, { a: "张三" }, true],
    [{ a: new BSONRegExp("^ZHANG", "i") }, { a: "zhang san" }, true],
    [{ a: { $regex: "^Z", $options: "i" } }, { a: "zhang" }, true],
    [{ a: { $regex: "(?i)^Z" } }, { a: "zhang" }, true],
    [{ a: { $regex: "a b # name", $options: "x" } }, { a: "ab" }, true],
    [{ a: { $regex: "[ #]", $options: "x" } }, { a: "a b" }, true],
    [{ a: { $regex: "^a.b$", $options: "s" } }, { a: "a\nb" }, true],
    [{ a: { $regex: "^b", $options: "m" } }, { a: "a\nb" }, true],
    [{ a: { $regex: "^\\p{Han}+$" } }, { a: "客户" }, true],
    [{ a: { $regex: "a\\-b" } }, { a: "a-b" }, true],
    [{ a: { $in: [/^x/, "y"] } }, { a: ["ab", "xy"] }, true],
    [{ a: { $nin: [/^x/] } }, { a: "xy" }, false],
    [{ a: { $all: [/^x/, /y$/] } }, { a: ["xa", "ay"] }, true],
    [{ a: { $not: /^x/ } }, { a: "xy" }, false],
    [{ a: { $not: { $regex: "^x" } } }, {}, true],
    [{ a: { $elemMatch: { $regex: "x" } } }, { a: ["x"] }, true],
    [{ a: /x/ }, { a: new BSONRegExp("x") }, true],
  ])("%j on %j is %s", (filter, doc, expected) => expect(matches(filter, doc)).toBe(expected));

  it("gives the same answer twice, whatever flags it came with", () => {
    const matcher = compileFilter({ a: /x/g });
    expect([matcher({ a: "x" }), matcher({ a: "x" })]).toEqual([true, true]);
  });

  it("refuses what does not compile", () => {
    expect(codeOf(() => compileFilter({ a: { $regex: "(" } }))).toBe(51091);
    expect(codeOf(() => compileFilter({ a: { $regex: "x", $options: "q" } }))).toBe(51108);
    expect(codeOf(() => compileFilter({ a: { $options: "i" } }))).toBe(2);
  });
});

describe("logic", () => {
  it("combines and negates", () => {
    expect(matches({ $or: [{ a: 1 }, { $and: [{ b: 2 }, { c: 3 }] }] }, { b: 2, c: 3 })).toBe(true);
    expect(matches({ $nor: [{ a: 1 }, { b: 2 }] }, { b: 2 })).toBe(false);
    expect(matches({ $expr: { $gt: ["$a", "$b"] } }, { a: 2, b: 1 })).toBe(true);
    expect(matches({}, { a: 1 })).toBe(true);
  });

  it("reads the command's variables in $expr", () => {
    expect(compileFilter({ $expr: { $eq: ["$a", "$$x"] } }, { variables: { x: 1 } })({ a: 1 })).toBe(true);
  });

  it("skips $comment", () => {
    expect(matches({ a: 1, $comment: "why" }, { a: 1 })).toBe(true);
    expect(matches({ a: { $eq: 1, $comment: "why" } }, { a: 1 })).toBe(true);
  });
});

describe("refusals", () => {
  it.each([
    [{ a: { $foo: 1 } }, "unknown operator: $foo"],
    [{ a: { $in: 5 } }, "$in needs an array"],
    [{ a: { $in: [{ $gt: 1 }] } }, "cannot nest $ under $in"],
    [{ $foo: [] }, "unknown top level operator: $foo"],
    [{ $or: [] }, "$or must be a nonempty array"],
    [{ $and: [5] }, "$or/$and/$nor entries need to be full objects"],
    [{ a: { $not: 5 } }, "$not needs a regex or a document"],
    [{ a: { $size: "x" } }, "Failed to parse $size"],
    [{ a: { $mod: [0, 1] } }, "divisor cannot be 0"],
    [{ a: { $mod: [1] } }, "malformed mod, not enough elements"],
    [{ a: { $elemMatch: 5 } }, "$elemMatch needs an Object"],
    [{ a: { $gt: /x/ } }, "Can't have RegEx"],
    [{ $text: { $search: "x" } }, "$text is not supported"],
    [{ $where: "1" }, "$where is not supported"],
    [{ a: { $near: [0, 0] } }, "$near is not supported"],
    [{ a: { $geoWithin: {} } }, "$geoWithin is not supported"],
    [{ $jsonSchema: {} }, "$jsonSchema is not supported"],
  ])("%j: %s", (filter, message) => {
    expect(codeOf(() => compileFilter(filter))).toBe(2);
    expect(messageOf(() => compileFilter(filter))).toContain(message);
  });

  it("refuses an unknown expression with 168", () => {
    expect(codeOf(() => compileFilter({ $expr: { $foo: 1 } }))).toBe(168);
  });
});

describe("names that JavaScript knows", () => {
  it("are fields like others", () => {
    const doc = JSON.parse('{"constructor": {"name": 1}, "__proto__": {"x": 2}}') as Record<string, unknown>;
    expect(matches({ "constructor.name": 1 }, doc)).toBe(true);
    expect(matches({ ["__proto__.x"]: 2 }, doc)).toBe(true);
    expect(matches({ constructor: { $exists: true } }, {})).toBe(false);
    expect(matches({ toString: null }, {})).toBe(true);
  });
});

describe("normalizeFilter", () => {
  it("gives every condition one form, and that form again", () => {
    const once = normalizeFilter({ a: 1, b: /x/i, c: { $in: [/y/, 1] }, $or: [{ d: null }], $comment: "z" });
    expect(once).toEqual({ a: { $eq: 1 }, b: { $regex: /x/iu }, c: { $in: [/y/u, 1] }, $or: [{ d: { $eq: null } }] });
    expect(normalizeFilter(once)).toEqual(once);
  });
});
