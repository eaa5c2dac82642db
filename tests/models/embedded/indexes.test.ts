import type { Collection } from "mongodb";
import type { OpenStore } from "./support/openStore";
import { openStore } from "./support/openStore";

let now = new Date("2026-11-23T08:00:00Z");
let open: OpenStore;
let collection: Collection;
let made = 0;
beforeAll(async () => {
  open = await openStore({ now: () => now });
});
beforeEach(() => {
  collection = open.db.collection(`c${++made}`);
});
afterAll(() => open.close());

const name = () => collection.collectionName;

describe("a unique index", () => {
  test("names itself, the key and the value when it refuses", async () => {
    await collection.createIndex({ owner: 1, phone: -1 }, { unique: true });
    await collection.insertOne({ owner: 1, phone: "138" });
    await collection.insertOne({ owner: 1, phone: "139" });
    const refused = await collection.insertOne({ owner: 1, phone: "138" }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 11000,
      keyPattern: { owner: 1, phone: -1 },
      keyValue: { owner: 1, phone: "138" },
      message: `E11000 duplicate key error collection: yiju.${name()} index: owner_1_phone_-1 dup key: { owner: 1, phone: "138" }`,
    });
    await expect(collection.updateMany({ phone: "139" }, { $set: { phone: "138" } })).rejects.toMatchObject({
      code: 11000,
    });
    await collection.deleteOne({ phone: "138" });
    await collection.updateMany({ phone: "139" }, { $set: { phone: "138" } });
  });

  test("takes a missing value for a value, unless it is sparse or partial", async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.createIndex({ b: 1 }, { unique: true, sparse: true });
    await collection.createIndex({ c: 1 }, { unique: true, partialFilterExpression: { open: true } });
    await collection.insertOne({ n: 1, c: 1 });
    await expect(collection.insertOne({ n: 2 })).rejects.toMatchObject({ code: 11000, keyValue: { a: null } });
    await collection.insertOne({ a: 1, c: 1, open: true });
    await expect(collection.insertOne({ a: 2, c: 1, open: true })).rejects.toMatchObject({ keyPattern: { c: 1 } });
    await collection.insertOne({ a: 2, c: 1, open: false });
  });

  test("lets one document hold a value twice in an array, and no two hold it once", async () => {
    await collection.createIndex({ tags: 1 }, { unique: true });
    await collection.insertOne({ tags: ["x", "x", "y"] });
    await expect(collection.insertOne({ tags: ["z", "y"] })).rejects.toMatchObject({ keyValue: { tags: "y" } });
    await expect(collection.insertOne({ tags: "x" })).rejects.toMatchObject({ code: 11000 });
  });

  test("tells texts apart that differ only beyond the length of a key", async () => {
    await collection.createIndex({ text: 1 }, { unique: true });
    const long = "x".repeat(5000);
    await collection.insertOne({ text: `${long}a` });
    await collection.insertOne({ text: `${long}b` });
    await expect(collection.insertOne({ text: `${long}a` })).rejects.toMatchObject({ code: 11000 });
  });

  test("cannot be made over duplicates, and leaves nothing behind then", async () => {
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect(await collection.indexes()).toHaveLength(1);
    await collection.createIndex({ a: 1 });
    expect(await collection.countDocuments({ a: 1 })).toBe(2);
  });
});

test("an index of two arrays is refused, one of two fields of one array is not", async () => {
  await collection.createIndex({ a: 1, b: 1 });
  await expect(collection.insertOne({ a: [1, 2], b: [3, 4] })).rejects.toMatchObject({ code: 171 });
  await collection.createIndex({ "list.x": 1, "list.y": 1 });
  await collection.insertOne({
    list: [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ],
  });
  expect(await collection.countDocuments({ "list.x": 1, "list.y": 4 })).toBe(1);
  expect(await collection.countDocuments({ list: { $elemMatch: { x: 1, y: 4 } } })).toBe(0);
});

describe("making and dropping", () => {
  test("the same index again is fine; another under its name or key is not", async () => {
    expect(await collection.createIndex({ a: 1 })).toBe("a_1");
    expect(await collection.createIndex({ a: 1 })).toBe("a_1");
    await expect(collection.createIndex({ b: 1 }, { name: "a_1" })).rejects.toMatchObject({ code: 86 });
    await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 86 });
    await expect(collection.createIndex({ a: 1 }, { name: "other" })).rejects.toMatchObject({ code: 85 });
    await expect(collection.createIndex({ a: 1 }, { expireAfterSeconds: 9 })).rejects.toMatchObject({ code: 85 });
    expect(await collection.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: "_id_" },
      { v: 2, key: { a: 1 }, name: "a_1" },
    ]);
    await collection.dropIndex("a_1");
    await expect(collection.dropIndex("a_1")).rejects.toMatchObject({ code: 27 });
    await expect(collection.dropIndex("_id_")).rejects.toMatchObject({ code: 72 });
  });

  test("kinds and options there are not are refused by name", async () => {
    for (const key of [{ a: "text" }, { a: "hashed" }, { a: "2dsphere" }, { "$**": 1 }, { "a..b": 1 }] as const) {
      await expect(collection.createIndex(key as never)).rejects.toMatchObject({ code: 67 });
    }
    await expect(collection.createIndex({ a: 1 }, { collation: { locale: "zh" } })).rejects.toMatchObject({
      code: 238,
    });
    const odd = { createIndexes: name(), indexes: [{ key: { a: 1 }, name: "a", bucketSize: 3 }] };
    await expect(open.db.command(odd)).rejects.toMatchObject({ code: 197 });
  });

  test("listing the indexes of nothing says so, dropping nothing does not", async () => {
    await expect(collection.indexes()).rejects.toMatchObject({ code: 26 });
    await expect(open.db.command({ dropIndexes: name(), index: "*" })).rejects.toMatchObject({ code: 26 });
    expect(await collection.drop()).toBe(true);
  });

  test("a dropped collection's documents do not come back under its name, nor its index entries", async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ a: 1 });
    await collection.drop();
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ a: 1 });
    expect(await collection.find({ a: 1 }).toArray()).toHaveLength(1);
    await open.reopen();
    collection = open.db.collection(name());
    expect(await collection.countDocuments()).toBe(1);
  });

  test("a renamed collection keeps documents and indexes", async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ a: 1 });
    const renamed = await collection.rename(`${name()}-renamed`);
    await expect(renamed.insertOne({ a: 1 })).rejects.toMatchObject({ code: 11000 });
    await expect(collection.rename("elsewhere")).rejects.toMatchObject({ code: 26 });
    await collection.insertOne({ b: 1 });
    await expect(collection.rename(renamed.collectionName)).rejects.toMatchObject({ code: 48 });
    await collection.rename(renamed.collectionName, { dropTarget: true });
    expect(await renamed.find().toArray()).toMatchObject([{ b: 1 }]);
  });
});

describe("a TTL index", () => {
  const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

  /** Lets the store look for expired documents now instead of in a minute. */
  async function sweep(): Promise<void> {
    await open.client.db("admin").command({ setParameter: 1, ttlMonitorSleepSecs: 0.02 });
    const left = await collection.countDocuments();
    for (let tries = 0; tries < 50 && (await collection.countDocuments()) === left; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await open.client.db("admin").command({ setParameter: 1, ttlMonitorSleepSecs: 60 });
  }

  test.each([1, -1] as const)(
    "removes documents by the store's clock, dates only (direction %d)",
    async (direction) => {
      await collection.createIndex({ at: direction }, { expireAfterSeconds: 60 });
      await collection.insertMany([
        { n: 1, at: minutes(0) },
        { n: 2, at: minutes(10) },
        { n: 3, at: "2000-01-01" },
        { n: 4, at: 5 },
        { n: 5 },
        { n: 6, at: [minutes(20), minutes(0)] },
      ]);
      const left = async () => (await collection.find().sort({ n: 1 }).toArray()).map((doc) => doc["n"]);
      await sweep();
      expect(await left()).toEqual([1, 2, 3, 4, 5, 6]);
      now = minutes(5);
      await sweep();
      expect(await left()).toEqual([2, 3, 4, 5]);
      now = minutes(10);
      await sweep();
      expect(await left()).toEqual([3, 4, 5]);
    },
  );

  test("is refused over several fields or without a number", async () => {
    await expect(collection.createIndex({ a: 1, b: 1 }, { expireAfterSeconds: 5 })).rejects.toMatchObject({ code: 67 });
    await expect(collection.createIndex({ a: 1 }, { expireAfterSeconds: -5 })).rejects.toMatchObject({ code: 67 });
  });
});
