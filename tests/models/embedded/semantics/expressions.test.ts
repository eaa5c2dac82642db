import { BSONRegExp, Binary, ObjectId, Timestamp } from "bson";
import { codeOf, evaluate } from "./support";

const id = new ObjectId("65a000000000000000000001");
const zone = "Asia/Shanghai";
const at = new Date("2026-11-22T17:30:00.000Z"); // 01:30 on Monday the 23rd in Shanghai

describe("dates in a zone", () => {
  it.each([
    ["day", "2026-11-22T16:00:00.000Z"],
    ["week", "2026-11-21T16:00:00.000Z"],
    ["month", "2026-10-31T16:00:00.000Z"],
    ["quarter", "2026-09-30T16:00:00.000Z"],
    ["year", "2025-12-31T16:00:00.000Z"],
    ["hour", "2026-11-22T17:00:00.000Z"],
  ])("$dateTrunc to the %s cuts on the zone's wall clock", (unit, expected) => {
    expect(evaluate({ $dateTrunc: { date: at, unit, timezone: zone } })).toEqual(new Date(expected));
    expect(evaluate({ $dateTrunc: { date: at, unit, timezone: "+08:00" } })).toEqual(new Date(expected));
  });

  it("$dateTrunc takes bins, a start of week, and no zone", () => {
    const trunc = (rest: object) => evaluate({ $dateTrunc: { date: at, ...rest } });
    expect(trunc({ unit: "week", startOfWeek: "monday", timezone: zone })).toEqual(new Date("2026-11-22T16:00:00Z"));
    expect(trunc({ unit: "minute", binSize: 15 })).toEqual(new Date("2026-11-22T17:30:00Z"));
    expect(trunc({ unit: "month", binSize: 6 })).toEqual(new Date("2026-07-01T00:00:00Z"));
    expect(trunc({ unit: "day" })).toEqual(new Date("2026-11-22T00:00:00Z"));
    expect(evaluate({ $dateTrunc: { date: "$zz", unit: "day" } })).toBeNull();
    expect(codeOf(() => trunc({ unit: "fortnight" }))).toBe(5439013);
    expect(codeOf(() => trunc({ unit: "day", binSize: 0 }))).toBe(5439018);
  });

  it.each(["UTC", "GMT", "Z", "America/Argentina/Buenos_Aires", "Europe/Berlin", "+0530", "-03"])(
    "reads %s",
    (timezone) => {
      expect(evaluate({ $dateToString: { date: at, timezone, format: "%Y" } })).toBe("2026");
    },
  );

  it("follows summer time", () => {
    const show = (date: string) =>
      evaluate({ $dateToString: { date: new Date(date), timezone: "Europe/Berlin", format: "%H:%M%z" } });
    expect(show("2026-07-01T10:00:00Z")).toBe("12:00+0200");
    expect(show("2026-01-01T10:00:00Z")).toBe("11:00+0100");
    const summer = { startDate: new Date("2026-01-01T00:00:00Z"), endDate: new Date("2026-07-01T00:00:00Z") };
    expect(evaluate({ $dateDiff: { ...summer, unit: "hour", timezone: "Europe/Berlin" } })).toBe(181 * 24);
    const bins = { date: new Date("2026-07-01T10:00:00Z"), unit: "hour", binSize: 2, timezone: "Europe/Berlin" };
    expect(evaluate({ $dateTrunc: bins })).toEqual(new Date("2026-07-01T09:00:00Z"));
    const nextDay = {
      $dateAdd: { startDate: new Date("2026-03-28T11:00:00Z"), unit: "day", amount: 1, timezone: "Europe/Berlin" },
    };
    expect(evaluate(nextDay)).toEqual(new Date("2026-03-29T10:00:00Z"));
  });

  it("reads parts and shows every specifier", () => {
    expect(evaluate({ $hour: { date: at, timezone: zone } })).toBe(1);
    expect(evaluate({ $dayOfWeek: { date: at, timezone: zone } })).toBe(2);
    expect(evaluate({ $year: "$at" }, { at })).toBe(2026);
    expect(evaluate({ $month: ["$at"] }, { at })).toBe(11);
    expect(evaluate({ $year: "$at" }, { at: id })).toBe(id.getTimestamp().getUTCFullYear());
    const format = "%Y-%m-%d %H:%M:%S.%L %j %w %u %U %V %G %b %B %z %Z %%";
    expect(evaluate({ $dateToString: { date: at, format, timezone: zone } })).toBe(
      "2026-11-23 01:30:00.000 327 2 1 47 48 2026 Nov November +0800 480 %",
    );
    expect(evaluate({ $dateToString: { date: at } })).toBe("2026-11-22T17:30:00.000Z");
    expect(evaluate({ $dateToString: { date: at, timezone: "UTC" } })).toBe("2026-11-22T17:30:00.000Z");
    expect(evaluate({ $dateToString: { date: at, timezone: zone } })).toBe("2026-11-23T01:30:00.000");
    expect(evaluate({ $dateToString: { date: "$zz", onNull: "-" } })).toBe("-");
    expect(codeOf(() => evaluate({ $dateToString: { date: at, format: "%q" } }))).toBe(18536);
    expect(codeOf(() => evaluate({ $year: "text" }))).toBe(16006);
    expect(codeOf(() => evaluate({ $year: { date: at, timezone: "Mars/Base" } }))).toBe(40485);
  });

  it.each([
    ["2026-01-01", 0],
    ["2026-01-04", 1],
    ["2026-12-31", 52],
    ["2023-01-01", 1],
  ])("$week of %s is %i", (day, week) => expect(evaluate({ $week: new Date(day) })).toBe(week));

  it("adds months up to the last day", () => {
    const add = (startDate: string, unit: string, amount: number) =>
      evaluate({ $dateAdd: { startDate: new Date(startDate), unit, amount } });
    expect(add("2026-01-31", "month", 1)).toEqual(new Date("2026-02-28"));
    expect(add("2024-02-29", "year", 1)).toEqual(new Date("2025-02-28"));
    expect(add("2026-03-31T10:20:30.400Z", "month", -1)).toEqual(new Date("2026-02-28T10:20:30.400Z"));
    expect(add("2026-01-31", "quarter", 1)).toEqual(new Date("2026-04-30"));
    expect(add("2026-01-31", "week", 2)).toEqual(new Date("2026-02-14"));
    const back = { $dateSubtract: { startDate: new Date("2026-03-31"), unit: "month", amount: 1 } };
    expect(evaluate(back)).toEqual(new Date("2026-02-28"));
  });

  it("counts boundaries, not lengths", () => {
    const diff = (unit: string, rest = {}) =>
      evaluate({
        $dateDiff: { startDate: new Date("2026-11-22T15:59:00Z"), endDate: at, unit, timezone: zone, ...rest },
      });
    expect([diff("day"), diff("hour"), diff("month"), diff("week"), diff("week", { startOfWeek: "monday" })]).toEqual([
      1, 2, 0, 0, 1,
    ]);
  });

  it("makes and parses dates on the zone's wall clock", () => {
    expect(
      evaluate({ $dateFromParts: { year: 2026, month: 11, day: 23, hour: 1, minute: 30, timezone: zone } }),
    ).toEqual(at);
    expect(evaluate({ $dateFromParts: { isoWeekYear: 2026, isoWeek: 48, isoDayOfWeek: 1 } })).toEqual(
      new Date("2026-11-23"),
    );
    expect(evaluate({ $dateFromParts: { year: 2026, month: 14 } })).toEqual(new Date("2027-02-01"));
    expect(evaluate({ $dateFromString: { dateString: "2026-11-23T01:30:00", timezone: zone } })).toEqual(at);
    expect(evaluate({ $dateFromString: { dateString: "2026-11-23", timezone: zone } })).toEqual(
      new Date("2026-11-22T16:00:00Z"),
    );
    const parsed = { $dateFromString: { dateString: "23/11/2026", format: "%d/%m/%Y", timezone: "UTC" } };
    expect(evaluate(parsed)).toEqual(new Date("2026-11-23"));
    expect(evaluate({ $dateToParts: { date: at, timezone: zone } })).toMatchObject({
      year: 2026,
      month: 11,
      day: 23,
      hour: 1,
    });
  });
});

describe("comparison and logic", () => {
  it.each([
    [{ $eq: ["$zz", null] }, false],
    [{ $lt: ["$zz", null] }, true],
    [{ $gt: ["text", 5] }, true],
    [{ $lt: [[1], "x"] }, false],
    [{ $gt: [true, id] }, true],
    [
      {
        $eq: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      },
      false,
    ],
    [{ $cmp: [{ $literal: 1 }, 2] }, -1],
    [{ $not: [""] }, false],
    [{ $not: "$zz" }, true],
    [{ $and: [] }, true],
    [{ $and: "$zz" }, false],
    [{ $or: [null, 0, ""] }, true],
    [{ $cond: [{ $gte: [2, 1] }, "yes", "no"] }, "yes"],
    [{ $cond: { if: "$zz", then: 1, else: 2 } }, 2],
    [{ $switch: { branches: [{ case: { $eq: [1, 2] }, then: 1 }], default: 3 } }, 3],
    [{ $ifNull: ["$zz", null, 7] }, 7],
    [{ $in: [{ x: 1 }, [{ x: 1 }]] }, true],
  ])("%j is %j", (expression, expected) => expect(evaluate(expression)).toEqual(expected));

  it("refuses wrong shapes", () => {
    expect(codeOf(() => evaluate({ $eq: [1] }))).toBe(16020);
    expect(codeOf(() => evaluate({ $cond: [1, 2] }))).toBe(16020);
    expect(codeOf(() => evaluate({ $switch: { branches: [{ case: false, then: 1 }] } }))).toBe(40066);
    expect(codeOf(() => evaluate({ $in: [1, "$zz"] }))).toBe(40081);
    expect(codeOf(() => evaluate({ $size: "$zz" }))).toBe(17124);
    expect(codeOf(() => evaluate({ $foo: 1 }))).toBe(168);
    expect(codeOf(() => evaluate({ $function: {} }))).toBe(168);
    expect(codeOf(() => evaluate({ x: { $add: [1, 2], $sum: 1 } }))).toBe(15983);
  });
});

describe("arrays and totals", () => {
  const doc = { l: [{ q: 2 }, { q: 5 }, {}], n: [3, 1, 2], "a.b": 1, p: [[1, 2], [3]], m: [[{ q: 9 }], { q: 1 }, 7] };
  it.each([
    [{ $sum: "$l.q" }, 7],
    [{ $sum: ["$zz", 2, "x", 3] }, 5],
    [{ $sum: "$zz" }, 0],
    [{ $avg: "$n" }, 2],
    [{ $avg: "$zz" }, null],
    [{ $max: "$n" }, 3],
    [{ $max: [1, "$zz", "x"] }, "x"],
    [{ $min: ["$zz", 4] }, 4],
    [{ $size: ["$n"] }, 3],
    [{ $first: "$n" }, 3],
    [{ $first: "$p" }, [1, 2]],
    [{ $last: "$n" }, 2],
    [{ $arrayElemAt: ["$n", -1] }, 2],
    [{ $arrayElemAt: ["$n", 9] }, undefined],
    [{ $arrayElemAt: ["$zz", 0] }, null],
    [{ $slice: ["$n", 2] }, [3, 1]],
    [{ $slice: ["$n", -2, 1] }, [1]],
    [{ $slice: ["$zz", 2] }, null],
    [{ $sortArray: { input: "$n", sortBy: -1 } }, [3, 2, 1]],
    [{ $sortArray: { input: "$l", sortBy: { q: -1 } } }, [{ q: 5 }, { q: 2 }, {}]],
    [{ $map: { input: "$n", as: "x", in: { $multiply: ["$$x", 2] } } }, [6, 2, 4]],
    [{ $filter: { input: "$l", cond: { $gt: ["$$this.q", 2] } } }, [{ q: 5 }]],
    [{ $reduce: { input: "$n", initialValue: 0, in: { $add: ["$$value", "$$this"] } } }, 6],
    [{ $round: "$zz" }, null],
    [{ $concat: "x" }, "x"],
    [{ $abs: [-5] }, 5],
    [{ $mergeObjects: [{ a: 1 }, "$zz", { b: 2 }] }, { a: 1, b: 2 }],
    [{ $mergeObjects: "$l" }, { q: 5 }],
    [{ $mergeObjects: [{ a: 1 }, { a: "$zz" }] }, { a: 1 }],
    [{ $objectToArray: { a: 1, b: "$zz" } }, [{ k: "a", v: 1 }]],
    [{ $getField: "a.b" }, 1],
    [{ $getField: { field: "q", input: { q: 4 } } }, 4],
    ["$l.0.q", []],
    ["$n.0", []],
    ["$m.q", [1]],
    [{ $map: { input: "$l", in: "$$this.q" } }, [2, 5, undefined]],
    ["$$ROOT.l.q", [2, 5]],
    [{ $setUnion: ["$n", [4]] }, expect.arrayContaining([1, 2, 3, 4])],
    [{ $objectToArray: { k: 1 } }, [{ k: "k", v: 1 }]],
    [{ $arrayToObject: [[["k", 1]]] }, { k: 1 }],
    [{ $literal: "$n" }, "$n"],
    [{ $let: { vars: { x: 2 }, in: { $add: ["$$x", 1] } } }, 3],
  ])("%j is %j", (expression, expected) => expect(evaluate(expression, doc)).toEqual(expected));
});

describe("types and text", () => {
  it.each([
    [{ $toString: id }, id.toHexString()],
    [{ $toDate: id }, id.getTimestamp()],
    [{ $toObjectId: id.toHexString() }, id],
    [{ $convert: { input: "nope", to: "objectId", onError: "bad" } }, "bad"],
    [{ $convert: { input: "5", to: "int" } }, 5],
    [{ $convert: { input: "$zz", to: "int", onNull: 0 } }, 0],
    [{ $convert: { input: { $literal: "$n" }, to: "string" } }, "$n"],
    [{ $toInt: "12" }, 12],
    [{ $toInt: 3.9 }, 3],
    [{ $toDouble: "1.5" }, 1.5],
    [{ $toLong: new Date(5) }, 5],
    [{ $toBool: "false" }, true],
    [{ $toDate: "2026-01-02" }, new Date("2026-01-02")],
    [{ $toDate: 5 }, new Date(5)],
    [{ $toString: 1.5 }, "1.5"],
    [{ $toLower: null }, ""],
    [{ $toUpper: "ab" }, "AB"],
    [{ $type: "$zz" }, "missing"],
    [{ $type: id }, "objectId"],
    [{ $type: [[]] }, "array"],
    [{ $isNumber: 5 }, true],
    [{ $bsonSize: { a: 1 } }, 12],
    [{ $binarySize: new Binary(Buffer.from("abc")) }, 3],
    [{ $binarySize: "张" }, 3],
    [{ $tsSecond: new Timestamp({ t: 7, i: 2 }) }, 7],
    [{ $tsIncrement: new Timestamp({ t: 7, i: 2 }) }, 2],
    [{ $indexOfCP: ["😀张三", "三"] }, 2],
    [{ $indexOfCP: ["abcabc", "b", 2] }, 4],
    [{ $indexOfCP: ["abc", "z"] }, -1],
    [{ $regexMatch: { input: "张三", regex: "^张" } }, true],
    [{ $regexMatch: { input: "ABC", regex: new BSONRegExp("b", "i") } }, true],
    [{ $regexMatch: { input: "$zz", regex: "x" } }, false],
    [{ $regexFind: { input: "😀ab", regex: "a(b)" } }, { match: "ab", idx: 1, captures: ["b"] }],
    [{ $regexFindAll: { input: "aba", regex: "^a" } }, [{ match: "a", idx: 0, captures: [] }]],
    [{ $substrCP: ["张三李四", 1, 2] }, "三李"],
    [{ $strLenCP: "张三" }, 2],
    [{ $split: ["a,b", ","] }, ["a", "b"]],
    [{ $trim: { input: "  x " } }, "x"],
    [{ $replaceAll: { input: "a-b-c", find: "-", replacement: "+" } }, "a+b+c"],
  ])("%j is %j", (expression, expected) => expect(evaluate(expression)).toEqual(expected));

  it("refuses what does not convert", () => {
    expect(codeOf(() => evaluate({ $toInt: "x" }))).toBe(241);
    expect(codeOf(() => evaluate({ $toObjectId: "x" }))).toBe(241);
    expect(codeOf(() => evaluate({ $toInt: 2 ** 40 }))).toBe(241);
    expect(codeOf(() => evaluate({ $toDate: "never" }))).toBe(241);
  });
});
