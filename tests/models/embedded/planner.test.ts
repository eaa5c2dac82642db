import { ObjectId } from "bson";
import fc from "fast-check";
import type { Collection, Document, IndexSpecification, OptionalId } from "mongodb";
import { compareBson } from "../../../models/embedded/semantics";
import type { OpenStore } from "./support/openStore";
import { openStore } from "./support/openStore";

jest.setTimeout(120_000);

let open: OpenStore;
let collections = 0;
beforeAll(async () => {
  open = await openStore();
});
afterAll(() => open.close());

type Row = Document & { _id?: unknown };

async function collectionOf(docs: Row[], indexes: [IndexSpecification, object?][]): Promise<Collection<Row>> {
  const collection = open.db.collection<Row>(`c${++collections}`);
  for (const [key, options] of indexes) await collection.createIndex(key, options);
  if (docs.length > 0) await collection.insertMany(structuredClone(docs) as OptionalId<Row>[]);
  return collection;
}

interface Plan {
  stage: string;
  indexName?: string;
  isMultiKey?: boolean;
  inputStage?: Plan;
  inputStages?: Plan[];
}

async function planOf(collection: Collection<Row>, filter: Document, options: object = {}) {
  const explained = await collection.find(filter, options).explain("executionStats");
  const stages: string[] = [];
  let plan: Plan = explained["queryPlanner"].winningPlan;
  for (; ; plan = plan.inputStage) {
    stages.push(plan.stage);
    if (!plan.inputStage) break;
  }
  return { stages, index: plan.indexName, leaf: plan, ...explained["executionStats"] };
}

const people = Array.from({ length: 200 }, (_, n) => ({
  _id: n,
  owner: n % 10,
  name: `客户${n}`,
  tags: n % 3 === 0 ? ["vip", `t${n % 7}`] : [`t${n % 7}`],
  at: new Date(1_700_000_000_000 + n * 1000),
  ...(n % 4 === 0 ? { phone: `1${n}` } : {}),
  open: n % 5 === 0,
}));

describe("a query uses an index", () => {
  let collection: Collection<Row>;
  beforeAll(async () => {
    collection = await collectionOf(people, [
      [{ owner: 1, at: -1 }],
      [{ tags: 1 }],
      [{ phone: 1 }, { sparse: true }],
      [{ name: 1 }, { partialFilterExpression: { open: true } }],
      [{ at: 1 }],
    ]);
  });

  test("for equality and a sort on its prefix, reading only what it returns", async () => {
    const plan = await planOf(collection, { owner: 3 }, { sort: { at: -1 }, limit: 5 });
    expect(plan).toMatchObject({ stages: ["LIMIT", "FETCH", "IXSCAN"], index: "owner_1_at_-1" });
    expect(plan).toMatchObject({ nReturned: 5, totalDocsExamined: 5, totalKeysExamined: 5 });
  });

  test("backwards for the opposite sort", async () => {
    const plan = await planOf(collection, { owner: 3 }, { sort: { at: 1 }, limit: 5 });
    expect(plan).toMatchObject({ stages: ["LIMIT", "FETCH", "IXSCAN"], totalDocsExamined: 5 });
  });

  test("for a range", async () => {
    const plan = await planOf(collection, { at: { $gte: people[190]?.at, $lt: people[195]?.at } });
    expect(plan).toMatchObject({ index: "at_1", nReturned: 5, totalDocsExamined: 5 });
  });

  test("for several values with a sort behind them, merging their ranges", async () => {
    const plan = await planOf(collection, { owner: { $in: [1, 2, 3] } }, { sort: { at: -1 }, limit: 6 });
    expect(plan).toMatchObject({ stages: ["LIMIT", "FETCH", "IXSCAN"], index: "owner_1_at_-1", totalDocsExamined: 6 });
    const rows = await collection.find({ owner: { $in: [1, 2, 3] } }, { sort: { at: -1 }, limit: 6 }).toArray();
    expect(rows.map((row) => row._id)).toEqual([193, 192, 191, 183, 182, 181]);
  });

  test("for one element of an array, each document once", async () => {
    const plan = await planOf(collection, { tags: "vip" });
    expect(plan).toMatchObject({ index: "tags_1", nReturned: 67, totalDocsExamined: 67 });
    const both = await collection.find({ tags: { $in: ["vip", "t0"] } }).toArray();
    expect(both.length).toBe(new Set(both.map((row) => row._id)).size);
  });

  test("that gives the order, rather than one that finds very many rows to be sorted, when a page is wanted", async () => {
    const docs = Array.from({ length: 12_000 }, (_, n) => ({
      _id: n,
      tags: n % 5 === 0 ? ["few", "all"] : ["all"],
      at: n,
    }));
    const rows = await collectionOf(docs, [[{ tags: 1 }], [{ at: -1, _id: -1 }]]);
    const newest = { sort: { at: -1, _id: -1 }, limit: 20 } as const;
    expect(await planOf(rows, { tags: "all" }, newest)).toMatchObject({ index: "at_-1__id_-1", totalDocsExamined: 20 });
    expect(await planOf(rows, { tags: "few" }, newest)).toMatchObject({ index: "tags_1", totalDocsExamined: 2400 });
    expect(await planOf(rows, { tags: "all" }, { sort: newest.sort })).toMatchObject({ index: "tags_1" });
    const found = await rows.find({ tags: "few" }, newest).toArray();
    expect(found.map((row) => row._id)).toEqual(Array.from({ length: 20 }, (_, n) => 11_995 - 5 * n));
  });

  test("for one element of an array, in the order of what follows it in the index, reading only what it returns", async () => {
    const docs = Array.from({ length: 60 }, (_, n) => ({
      _id: n,
      tags: ["all", `t${n % 3}`],
      owner: `o${n % 4}`,
      at: n,
    }));
    const rows = await collectionOf(docs, [[{ tags: 1, owner: 1, at: -1 }]]);
    const filter = { tags: "all", owner: { $in: ["o1", "o2", "o3"] } };
    const found = rows.find(filter).sort({ at: -1 }).limit(5);
    expect((await found.toArray()).map((doc) => doc._id)).toEqual([59, 58, 57, 55, 54]);
    const { executionStats } = await rows.find(filter).sort({ at: -1 }).limit(5).explain("executionStats");
    expect(executionStats.totalDocsExamined).toBe(5);
  });

  test("for the rarest of several elements, whatever their order in the filter", async () => {
    const docs = Array.from({ length: 60 }, (_, n) => ({ _id: n, tags: ["all", `t${n % 20}`, `u${n % 3}`], at: n }));
    const rows = await collectionOf(docs, [[{ tags: 1, at: -1 }]]);
    const filter = { $and: [{ tags: "all" }, { tags: "u1" }, { tags: "t4" }] };
    const found = rows.find(filter).sort({ at: -1 });
    expect((await found.toArray()).map((doc) => doc._id)).toEqual([4]);
    const { executionStats } = await rows.find(filter).sort({ at: -1 }).explain("executionStats");
    expect(executionStats.totalDocsExamined).toBe(3);
  });

  test("but not for the order of the array itself, of which the least element counts", async () => {
    const rows = await collectionOf(
      [
        { _id: 1, tags: [5, 9] },
        { _id: 2, tags: [7, 9] },
        { _id: 3, tags: [1, 9] },
      ],
      [[{ tags: 1 }]],
    );
    expect((await rows.find({ tags: 9 }).sort({ tags: 1 }).toArray()).map((doc) => doc._id)).toEqual([3, 1, 2]);
  });

  test("for numbers below one, of which NaN is none", async () => {
    const rows = await collectionOf([{ n: Number.NaN }, { n: -1 }, { n: 5 }], [[{ n: 1 }]]);
    expect(await rows.countDocuments({ n: { $lte: 0 } })).toBe(1);
    expect(await rows.countDocuments({ n: { $gte: Number.NaN } })).toBe(1);
  });

  test("for _id, alone and in a list", async () => {
    expect(await planOf(collection, { _id: 7 })).toMatchObject({ index: "_id_", totalDocsExamined: 1 });
    expect(await planOf(collection, { _id: { $in: [1, 2, 999] } })).toMatchObject({
      nReturned: 2,
      totalDocsExamined: 2,
    });
  });

  test("for an anchored regular expression", async () => {
    const indexed = await collectionOf(people, [[{ name: 1 }]]);
    expect(await planOf(indexed, { name: /^客户19/ })).toMatchObject({ index: "name_1", totalDocsExamined: 11 });
    expect(await planOf(indexed, { name: /户19/ })).toMatchObject({ stages: ["COLLSCAN"] });
  });

  test("for $or, when every branch has one", async () => {
    const plan = await planOf(collection, { $or: [{ owner: 1 }, { tags: "vip" }] });
    expect(plan.stages).toEqual(["FETCH", "OR"]);
    expect(plan.leaf.inputStages?.map((stage: Plan) => stage.indexName)).toEqual(["owner_1_at_-1", "tags_1"]);
    const among = await planOf(collection, { open: true, $and: [{ $or: [{ owner: 1 }, { tags: "vip" }] }] });
    expect(among.stages).toEqual(["FETCH", "OR"]);
    expect(await planOf(collection, { $or: [{ owner: 1 }, { open: true }] })).toMatchObject({ stages: ["COLLSCAN"] });
  });

  test("that is sparse or partial only if it can miss nothing", async () => {
    expect(await planOf(collection, { phone: "100" })).toMatchObject({ index: "phone_1" });
    expect(await planOf(collection, { phone: null })).toMatchObject({ stages: ["COLLSCAN"], nReturned: 150 });
    expect(await planOf(collection, { name: "客户10", open: true })).toMatchObject({ index: "name_1" });
    expect(await planOf(collection, { name: "客户10" })).toMatchObject({ stages: ["COLLSCAN"], nReturned: 1 });
  });

  test("that the hint names, or none", async () => {
    expect(await planOf(collection, { owner: 1 }, { hint: "at_1" })).toMatchObject({ index: "at_1", nReturned: 20 });
    expect(await planOf(collection, { owner: 1 }, { hint: { $natural: 1 } })).toMatchObject({ stages: ["COLLSCAN"] });
    await expect(collection.find({}, { hint: "nope" }).toArray()).rejects.toMatchObject({ code: 2 });
  });

  test("in aggregations, counts, updates and removals too", async () => {
    const aggregated = await collection.aggregate([{ $match: { owner: 1 } }, { $group: { _id: "$open" } }]).explain();
    expect(JSON.stringify(aggregated)).toContain("owner_1_at_-1");
    for (const command of [
      { count: collection.collectionName, query: { owner: 1 } },
      { update: collection.collectionName, updates: [{ q: { owner: 1 }, u: { $set: { x: 1 } } }] },
      { delete: collection.collectionName, deletes: [{ q: { owner: 1 }, limit: 0 }] },
      { findAndModify: collection.collectionName, query: { owner: 1 }, remove: true },
      { distinct: collection.collectionName, key: "name", query: { owner: 1 } },
    ]) {
      const explained = await open.db.command({ explain: command, verbosity: "queryPlanner" });
      expect(JSON.stringify(explained["queryPlanner"])).toContain("owner_1_at_-1");
    }
  });

  test("not when text is too long for its key to be in order", async () => {
    const long = "长".repeat(900);
    const docs = ["c", "a", "b"].map((end) => ({ text: long + end }));
    const indexed = await collectionOf(docs, [[{ text: 1 }]]);
    expect(await planOf(indexed, {}, { sort: { text: 1 } })).toMatchObject({ stages: ["SORT", "COLLSCAN"] });
    const sorted = await indexed.find({}, { sort: { text: 1 } }).toArray();
    expect(sorted.map((row) => String(row["text"]).at(-1))).toEqual(["a", "b", "c"]);
    expect(await planOf(indexed, { text: long + "b" })).toMatchObject({ index: "text_1", nReturned: 1 });
    expect(await indexed.countDocuments({ text: { $gt: long + "a" } })).toBe(2);
  });
});

const id = new ObjectId("6900000000000000000000aa");
const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 3 }) },
  { weight: 3, arbitrary: fc.constantFrom("a", "ab", "b", "张总", "") },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, NaN, -0, 1.5, id, new Date(0), new Date(5)) },
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), { maxLength: 3 }) },
);
const row = fc.record({ a: value, b: scalar, c: scalar }, { requiredKeys: [] });

const condition = fc.oneof(
  scalar,
  scalar.map((operand) => ({ $eq: operand })),
  fc.array(scalar, { maxLength: 3 }).map((list) => ({ $in: list })),
  fc
    .tuple(fc.constantFrom("$gt", "$gte", "$lt", "$lte", "$ne"), scalar)
    .map(([name, operand]) => ({ [name]: operand })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.boolean().map((operand) => ({ $exists: operand })),
  fc.constant({ $regex: "^a" }),
  fc.tuple(scalar, scalar).map(([x, y]) => ({ $elemMatch: { x, y } })),
);
const clause = fc.dictionary(fc.constantFrom("a", "a.x", "a.y", "b", "c"), condition, { minKeys: 1, maxKeys: 3 });
const filter = fc.oneof(
  { weight: 6, arbitrary: clause },
  { weight: 1, arbitrary: fc.array(clause, { minLength: 1, maxLength: 2 }).map((list) => ({ $or: list })) },
  { weight: 1, arbitrary: fc.tuple(clause, clause).map((list) => ({ $and: list })) },
);
const sort = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom(1 as const, -1 as const), { maxKeys: 2 });

const INDEXES: [IndexSpecification, object?][] = [
  [{ a: 1 }],
  [{ a: -1, b: 1 }],
  [{ b: 1, c: -1 }],
  [{ "a.x": 1, "a.y": 1 }],
  [{ c: 1 }, { sparse: true }],
  [{ c: -1, b: 1 }, { partialFilterExpression: { b: { $gt: 0 } } }],
];

test("with and without indexes the answers are the same, in the same order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 25 }), fc.array(fc.tuple(filter, sort), { minLength: 8 }), check),
    { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 60) },
  );
});

test("objects are not in the order of their bytes", async () => {
  await check([{ a: { x: "a" } }, { a: { x: "", y: 0 } }], [[{ a: { $ne: null } }, { a: 1 }]]);
});

async function check(rows: Document[], queries: [Document, Record<string, 1 | -1>][]): Promise<void> {
  const docs = rows.map((doc, _id) => ({ _id, ...doc }));
  const [indexed, plain] = [await collectionOf(docs, INDEXES), await collectionOf(docs, [])];
  for (const [query, order] of queries) {
    const options = { sort: order };
    const [fast, slow] = [await indexed.find(query, options).toArray(), await plain.find(query, options).toArray()];
    expect(idsOf(fast)).toEqual(idsOf(slow));
    expect(await indexed.countDocuments(query)).toBe(slow.length);
    const keys = (list: Document[]) =>
      list.map((doc) => Object.keys(order).map((path) => sortKey(doc[path], order[path])));
    expect(sameKeys(keys(fast), keys(slow))).toBe(true);
  }
  await Promise.all([indexed.drop(), plain.drop()]);
}

function idsOf(list: Document[]): unknown[] {
  return list.map((doc) => doc["_id"]).sort((a, b) => Number(a) - Number(b));
}

/** An array sorts by its smallest element, or descending by its largest. */
function sortKey(given: unknown, direction: number | undefined): unknown {
  if (!Array.isArray(given)) return given ?? null;
  const ordered = [...given].sort(compareBson);
  return ordered.length === 0 ? [] : direction === 1 ? ordered[0] : ordered.at(-1);
}

function sameKeys(left: unknown[][], right: unknown[][]): boolean {
  return left.every((keys, at) => keys.every((key, part) => compareBson(key, right[at]?.[part]) === 0));
}
