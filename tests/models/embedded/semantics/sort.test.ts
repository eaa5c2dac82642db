import { BSONRegExp, Binary, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import { compareBson, compileSort, sortDocs } from "../../../../models/embedded/semantics";
import type { Doc } from "../../../../models/embedded/semantics";
import { codeOf, frozen } from "./support";

const sorted = (docs: Doc[], spec: Doc): Doc[] => {
  const byComparator = [...frozen(docs)].sort(compileSort(spec));
  expect(sortDocs(docs, spec)).toEqual(byComparator);
  return byComparator;
};

describe("order", () => {
  it("goes by type first", () => {
    const inOrder = [
      new MinKey(),
      null,
      NaN,
      -1,
      "a",
      { a: 1 },
      [9],
      new Binary(Buffer.from("x")),
      new ObjectId(),
      false,
      true,
      new Date(0),
      new Timestamp({ t: 1, i: 1 }),
      new BSONRegExp("a"),
      new MaxKey(),
    ];
    expect([...inOrder].reverse().sort(compareBson)).toEqual(inOrder);
  });

  it("takes missing for null", () => {
    expect(compareBson(undefined, null)).toBe(0);
    expect(sorted([{ _id: 1 }, { _id: 2, a: null }, { _id: 3, a: 0 }], { a: 1 }).map((doc) => doc["_id"])).toEqual([
      1, 2, 3,
    ]);
  });

  it("takes an array for its smallest element, or descending for its largest", () => {
    const docs = [{ a: [5, 1] }, { a: [2] }, { a: 3 }];
    expect(sorted(docs, { a: -1 })).toEqual([{ a: [5, 1] }, { a: 3 }, { a: [2] }]);
    expect(sorted(docs, { a: 1 })).toEqual([{ a: [5, 1] }, { a: [2] }, { a: 3 }]);
  });

  it("puts an empty array before null", () => {
    expect(sorted([{ a: null }, { a: [] }, {}], { a: 1 })).toEqual([{ a: [] }, { a: null }, {}]);
  });

  it("reads nested arrays", () => {
    expect(sorted([{ a: [{ b: 3 }, { b: 9 }] }, { a: [{ b: 1 }] }], { "a.b": 1 })[0]).toEqual({ a: [{ b: 1 }] });
  });

  it("goes by UTF-8 bytes", () => {
    expect(sorted([{ a: "😀" }, { a: "！" }, { a: "张" }], { a: 1 }).map((doc) => doc["a"])).toEqual([
      "张",
      "！",
      "😀",
    ]);
    expect(compareBson("a", "ab")).toBeLessThan(0);
  });

  it("puts NaN before every number and takes -0 for 0", () => {
    expect(sorted([{ a: -Infinity }, { a: NaN }, { a: 1 }], { a: 1 }).map((doc) => doc["a"])).toEqual([
      NaN,
      -Infinity,
      1,
    ]);
    expect(compareBson(-0, 0)).toBe(0);
  });

  it("compares documents by type, then name, then value of each field", () => {
    expect(compareBson({ b: 1 }, { a: "x" })).toBeLessThan(0);
    expect(compareBson({ a: 2 }, { b: 1 })).toBeLessThan(0);
    expect(compareBson({ a: 1 }, { a: 1, b: 1 })).toBeLessThan(0);
  });

  it("keeps ties in order, also when only some are wanted", () => {
    const docs = Array.from({ length: 5000 }, (_, n) => ({ n, a: n % 7 }));
    expect(sortDocs(docs, { a: 1 }, 20)).toEqual([...docs].sort(compileSort({ a: 1 })).slice(0, 20));
  });
});

describe("sort documents", () => {
  it("take a Long direction and several keys", () => {
    expect(codeOf(() => compileSort({ a: "asc" }))).toBe(15975);
    expect(
      sorted(
        [
          { a: 1, b: 1 },
          { a: 1, b: 2 },
          { a: 0, b: 0 },
        ],
        { a: 1, b: -1 },
      ),
    ).toEqual([
      { a: 0, b: 0 },
      { a: 1, b: 2 },
      { a: 1, b: 1 },
    ]);
    expect(sorted([{ a: 1 }, { a: 2 }], { a: Long.fromNumber(-1) })).toEqual([{ a: 2 }, { a: 1 }]);
  });

  it("refuse $meta", () => expect(codeOf(() => compileSort({ score: { $meta: "textScore" } }))).toBe(2));
});
