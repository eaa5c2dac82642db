import type { Collection, Document } from "mongodb";
import { Binary, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } from "mongodb";
import type { OpenStore } from "./support/openStore";
import { openStore } from "./support/openStore";

let open: OpenStore;
let collection: Collection;
let made = 0;
beforeAll(async () => {
  open = await openStore();
});
beforeEach(() => {
  collection = open.db.collection(`crud${++made}`);
});
afterAll(() => open.close());

const numbers = (count: number) => Array.from({ length: count }, (_, n) => ({ _id: n as never, n }));

describe("documents", () => {
  test("come back as they went in, _id first", async () => {
    const doc = {
      text: "张总 \u0000 😀",
      int: 5,
      double: 1.5,
      big: Number.MAX_SAFE_INTEGER,
      nothing: null,
      yes: true,
      at: new Date(0),
      ref: new ObjectId(),
      bytes: new Binary(Buffer.from([1, 2])),
      uuid: new UUID(),
      list: [1, [2, { a: [] }]],
      nested: { "a.b": 1, $c: 2, deep: { empty: {} } },
      pattern: /^张/i,
      stamp: new Timestamp({ t: 1, i: 2 }),
      min: new MinKey(),
      max: new MaxKey(),
    };
    const { insertedId } = await collection.insertOne({ ...doc });
    const found = await collection.findOne({ _id: insertedId });
    expect(found).toEqual({ _id: insertedId, ...doc });
    expect(Object.keys(found ?? {})).toEqual(["_id", ...Object.keys(doc)]);
  });

  test.each([
    ["Decimal128", { price: { $numberDecimal: "1.5" } }],
    ["an integer beyond 2^53", { count: { $numberLong: "9007199254740993" } }],
  ])("%s is refused, in inserts and updates", async (_name, json) => {
    const { EJSON } = await import("bson");
    const doc = EJSON.parse(JSON.stringify(json), { relaxed: false }) as Document;
    await expect(collection.insertOne({ ...doc })).rejects.toMatchObject({ code: 2 });
    await collection.insertOne({ _id: 1 as never });
    await expect(collection.updateOne({ _id: 1 as never }, { $set: doc })).rejects.toMatchObject({ code: 2 });
    expect(await collection.find().toArray()).toEqual([{ _id: 1 }]);
  });

  test("a Long within 2^53 is a number like any other", async () => {
    await collection.insertOne({ n: Long.fromNumber(2 ** 40) });
    expect(await collection.findOne({ n: { $gte: 2 ** 40 } })).toMatchObject({ n: 2 ** 40 });
  });

  test("one larger than 16 MB is refused", async () => {
    await collection.insertOne({ _id: 1 as never, text: "x".repeat(10_000_000) });
    const grow = collection.updateOne({ _id: 1 as never }, { $set: { more: "x".repeat(10_000_000) } });
    await expect(grow).rejects.toMatchObject({ code: 10334 });
  });

  test("an _id that is an array, a regex or holds a $ is refused", async () => {
    await expect(collection.insertOne({ _id: [1] as never })).rejects.toMatchObject({ code: 53 });
    await expect(collection.insertOne({ _id: /a/ as never })).rejects.toMatchObject({ code: 53 });
    await expect(collection.insertOne({ _id: { $a: 1 } as never })).rejects.toMatchObject({ code: 52 });
  });

  test("a very long text is a good _id", async () => {
    const id = "键".repeat(2000);
    await collection.insertOne({ _id: id as never, n: 1 });
    await collection.insertOne({ _id: `${id}!` as never, n: 2 });
    expect(await collection.findOne({ _id: id as never })).toMatchObject({ n: 1 });
    expect(
      await collection
        .find()
        .sort({ _id: -1 })
        .map((doc) => doc["n"])
        .toArray(),
    ).toEqual([2, 1]);
    await expect(collection.insertOne({ _id: id as never })).rejects.toMatchObject({ code: 11000 });
  });
});

describe("inserting several", () => {
  test("stops at the first failure, or goes on when unordered, and says where", async () => {
    const docs = [{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never as Document[];
    const ordered = await collection.insertMany(structuredClone(docs)).catch((error: unknown) => error);
    expect(ordered).toMatchObject({ code: 11000, insertedCount: 1, writeErrors: [{ index: 1 }] });
    const unordered = await collection
      .insertMany(structuredClone(docs), { ordered: false })
      .catch((error: unknown) => error);
    expect(unordered).toMatchObject({ insertedCount: 1, writeErrors: [{ index: 0 }, { index: 1 }] });
    expect(await collection.countDocuments()).toBe(2);
  });

  test("takes several thousand at once", async () => {
    await collection.insertMany(numbers(3500));
    expect(await collection.estimatedDocumentCount()).toBe(3500);
  });
});

describe("updating", () => {
  test("one, many, none, and with an upsert", async () => {
    await collection.insertMany(numbers(5));
    expect(await collection.updateOne({ n: { $gt: 2 } }, { $set: { big: true } })).toMatchObject({ modifiedCount: 1 });
    expect(await collection.updateMany({ n: { $gt: 2 } }, { $set: { big: true } })).toMatchObject({
      matchedCount: 2,
      modifiedCount: 1,
    });
    expect(await collection.updateOne({ n: 99 }, { $set: { big: true } })).toMatchObject({ matchedCount: 0 });
    const upserted = await collection.updateOne(
      { n: 99 },
      { $inc: { count: 1 }, $setOnInsert: { made: 1 } },
      { upsert: true },
    );
    expect(upserted).toMatchObject({ matchedCount: 0, upsertedCount: 1 });
    expect(await collection.findOne({ n: 99 })).toEqual({ _id: upserted.upsertedId, n: 99, count: 1, made: 1 });
  });

  test("a field a query runs over changes each document once", async () => {
    await collection.createIndex({ n: 1 });
    await collection.insertMany(numbers(300));
    await collection.updateMany({ n: { $gte: 0 } }, { $inc: { n: 1000 } });
    expect(await collection.countDocuments({ n: { $gte: 1000, $lt: 1300 } })).toBe(300);
  });

  test("array filters, pipelines and replacements", async () => {
    await collection.insertOne({ _id: 1 as never, list: [{ n: 1 }, { n: 5 }], a: 2 });
    await collection.updateOne({}, { $set: { "list.$[big].hit": true } }, { arrayFilters: [{ "big.n": { $gt: 3 } }] });
    await collection.updateOne({}, [{ $set: { b: { $multiply: ["$a", 3] } } }]);
    expect(await collection.findOne()).toEqual({ _id: 1, list: [{ n: 1 }, { n: 5, hit: true }], a: 2, b: 6 });
    await collection.replaceOne({}, { c: 1 });
    expect(await collection.findOne()).toEqual({ _id: 1, c: 1 });
  });

  test("fails as in MongoDB", async () => {
    await collection.insertOne({ _id: 1 as never, text: "a" });
    const update = (change: Document) => collection.updateOne({ _id: 1 as never }, change);
    await expect(update({ $set: { _id: 2 } })).rejects.toMatchObject({ code: 66 });
    await expect(update({ $inc: { text: 1 } })).rejects.toMatchObject({ code: 14 });
    await expect(update({ $set: { a: 1 }, $unset: { a: 1 } })).rejects.toMatchObject({ code: 40 });
    await expect(update({ $nope: { a: 1 } })).rejects.toMatchObject({ code: 9 });
    await expect(update({ $set: { "text.x": 1 } })).rejects.toMatchObject({ code: 28 });
    expect(await collection.findOne()).toEqual({ _id: 1, text: "a" });
  });
});

test("findAndModify gives the document before or after, and fifty workers each get their own job", async () => {
  await collection.insertMany(numbers(20));
  const before = await collection.findOneAndUpdate({ n: 0 }, { $set: { seen: true } });
  expect(before).toEqual({ _id: 0, n: 0 });
  const sorted = await collection.findOneAndUpdate(
    { taken: { $exists: false } },
    { $set: { taken: -1 } },
    { sort: { n: -1 }, returnDocument: "after", projection: { taken: 1 } },
  );
  expect(sorted).toEqual({ _id: 19, taken: -1 });
  const claims = await Promise.all(
    Array.from({ length: 50 }, (_, worker) =>
      collection.findOneAndUpdate(
        { taken: { $exists: false } },
        { $set: { taken: worker } },
        { returnDocument: "after" },
      ),
    ),
  );
  const claimed = claims.flatMap((claim) => (claim ? [claim._id] : []));
  expect(new Set(claimed).size).toBe(19);
  expect(claimed).toHaveLength(19);
  expect(await collection.findOneAndDelete({ n: 3 })).toMatchObject({ _id: 3 });
  expect(
    await collection.findOneAndReplace({ n: 3 }, { n: 3 }, { upsert: true, returnDocument: "after" }),
  ).toMatchObject({ n: 3 });
});

test("fifty parallel upserts of one key make one document", async () => {
  await Promise.all(
    Array.from({ length: 50 }, () => collection.updateOne({ key: "k" }, { $inc: { n: 1 } }, { upsert: true })),
  );
  expect(await collection.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ key: "k", n: 50 }]);
});

test("a bulk write does every kind and counts them", async () => {
  const result = await collection.bulkWrite([
    { insertOne: { document: { _id: 1 as never } } },
    { insertOne: { document: { _id: 2 as never } } },
    { updateOne: { filter: { _id: 1 as never }, update: { $set: { a: 1 } } } },
    { updateMany: { filter: {}, update: { $set: { b: 1 } } } },
    { replaceOne: { filter: { _id: 3 as never }, replacement: { c: 1 }, upsert: true } },
    { deleteOne: { filter: { _id: 2 as never } } },
  ]);
  expect(result).toMatchObject({ insertedCount: 2, modifiedCount: 3, upsertedCount: 1, deletedCount: 1 });
  expect(await collection.find().toArray()).toEqual([
    { _id: 1, a: 1, b: 1 },
    { _id: 3, c: 1 },
  ]);
});

describe("cursors", () => {
  test("page through everything, in any batch size", async () => {
    await collection.insertMany(numbers(500));
    for (const batchSize of [1, 7, 101, 499, 500, 501]) {
      expect(await collection.find({}, { batchSize }).toArray()).toHaveLength(500);
    }
    expect(await collection.find({}, { batchSize: 0 }).toArray()).toHaveLength(500);
    expect(await collection.aggregate([{ $sort: { n: -1 } }], { batchSize: 9 }).toArray()).toHaveLength(500);
  });

  test("skip, limit and negative limit", async () => {
    await collection.insertMany(numbers(300));
    const ids = async (options: object) => (await collection.find({}, options).toArray()).map((doc) => doc["n"]);
    expect(await ids({ skip: 298 })).toEqual([298, 299]);
    expect(await ids({ skip: 10, limit: 2 })).toEqual([10, 11]);
    expect(await ids({ sort: { n: -1 }, limit: -2 })).toEqual([299, 298]);
    expect(await ids({ limit: 150, batchSize: 40 })).toHaveLength(150);
  });

  test("go on while documents come and go", async () => {
    await collection.insertMany(numbers(300));
    const cursor = collection.find({}, { batchSize: 100 });
    await cursor.next();
    await collection.deleteMany({ n: { $gte: 150 } });
    expect(await cursor.toArray()).toHaveLength(149);
  });

  test("that are closed or unknown are gone", async () => {
    await collection.insertMany(numbers(10));
    const cursor = collection.find({}, { batchSize: 2 });
    await cursor.next();
    const id = cursor.id as Long;
    await cursor.close();
    const gone = open.db.command({ getMore: id, collection: collection.collectionName });
    await expect(gone).rejects.toMatchObject({ code: 43 });
    const killed = await open.db.command({ killCursors: collection.collectionName, cursors: [id] });
    expect(killed).toMatchObject({ cursorsKilled: [], cursorsNotFound: [id.toNumber()] });
  });
});

test("counts, distinct values and aggregations that write", async () => {
  await collection.insertMany([{ g: 1, t: ["a", "b"] }, { g: 1, t: ["b"] }, { g: 2 }]);
  expect(await collection.countDocuments({ g: 1 })).toBe(2);
  expect(await collection.distinct("t")).toEqual(["a", "b"]);
  const [out, merged] = [`${collection.collectionName}out`, `${collection.collectionName}merged`];
  await collection.aggregate([{ $group: { _id: "$g", n: { $sum: 1 } } }, { $out: out }]).toArray();
  expect(await open.db.collection(out).find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 1, n: 2 },
    { _id: 2, n: 1 },
  ]);
  await open.db.collection(merged).insertOne({ _id: 1 as never, kept: true });
  await collection.aggregate([{ $group: { _id: "$g", n: { $sum: 1 } } }, { $merge: { into: merged } }]).toArray();
  expect(await open.db.collection(merged).find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 1, kept: true, n: 2 },
    { _id: 2, n: 1 },
  ]);
});

test("a $lookup finds its documents by index", async () => {
  const other = open.db.collection(`${collection.collectionName}other`);
  await other.createIndex({ owner: 1 });
  await other.insertMany([
    { owner: 1, x: 1 },
    { owner: 1, x: 2 },
    { owner: 2, x: 3 },
  ]);
  await collection.insertMany([{ _id: 1 as never }, { _id: 3 as never }]);
  const joined = await collection
    .aggregate([
      { $lookup: { from: other.collectionName, localField: "_id", foreignField: "owner", as: "own" } },
      { $project: { xs: "$own.x" } },
    ])
    .toArray();
  expect(joined).toEqual([
    { _id: 1, xs: [1, 2] },
    { _id: 3, xs: [] },
  ]);
});
