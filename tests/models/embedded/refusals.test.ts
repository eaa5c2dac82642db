import type { Collection, Document } from "mongodb";
import type { OpenStore } from "./support/openStore";
import { openStore } from "./support/openStore";

let open: OpenStore;
let collection: Collection;
beforeAll(async () => {
  open = await openStore();
  collection = open.db.collection("refused");
  await collection.insertMany([{ n: 1 }, { n: 2 }]);
});
afterAll(() => open.close());

const command = (given: Document) => open.db.command(given);

test("an unknown command is answered with MongoDB's own error", async () => {
  await expect(command({ makeCoffee: 1 })).rejects.toMatchObject({
    code: 59,
    codeName: "CommandNotFound",
    message: "no such command: 'makeCoffee'",
  });
});

test.each<[string, Document]>([
  ["find", { find: "refused", colour: 1 }],
  ["insert", { insert: "refused", documents: [{}], colour: 1 }],
  ["aggregate", { aggregate: "refused", pipeline: [], cursor: {}, colour: 1 }],
  ["createIndexes", { createIndexes: "refused", indexes: [], colour: 1 }],
])("an unknown option of %s is refused by name", async (name, given) => {
  await expect(command(given)).rejects.toMatchObject({
    code: 40415,
    message: `BSON field '${name}.colour' is an unknown field.`,
  });
});

test("so is one inside a statement", async () => {
  const updates = [{ q: {}, u: { $set: { a: 1 } }, sort: { n: 1 } }];
  await expect(command({ update: "refused", updates })).rejects.toMatchObject({
    code: 40415,
    message: "BSON field 'update.updates.sort' is an unknown field.",
  });
});

test("a field of a wrong type says which and what was expected", async () => {
  await expect(command({ find: "refused", filter: 5 })).rejects.toMatchObject({ code: 14, codeName: "TypeMismatch" });
  await expect(command({ find: "refused", skip: -1 })).rejects.toMatchObject({ code: 51024 });
  await expect(command({ find: 5 })).rejects.toMatchObject({ code: 73 });
});

test("a collation is refused wherever it is asked for, the binary one is what there is", async () => {
  const collation = { locale: "zh" };
  for (const attempt of [
    () => collection.find({}, { collation }).toArray(),
    () => collection.aggregate([], { collation }).toArray(),
    () => collection.updateOne({}, { $set: { a: 1 } }, { collation }),
    () => collection.deleteOne({ n: 99 }, { collation }),
    () => collection.findOneAndUpdate({}, { $set: { a: 1 } }, { collation }),
    () => collection.distinct("n", {}, { collation }),
    () => collection.countDocuments({}, { collation }),
    () => open.db.createCollection("collated", { collation }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 238, message: expect.stringContaining("MONGODB_URI") });
  }
  expect(await collection.find({}, { collation: { locale: "simple" } }).toArray()).toHaveLength(2);
});

test.each<[string, object, number]>([
  ["an unknown operator", { n: { $foo: 1 } }, 2],
  ["$where", { $where: "true" }, 2],
  ["$text", { $text: { $search: "x" } }, 2],
  ["$near", { at: { $near: [1, 1] } }, 2],
  ["an $in without a list", { n: { $in: 5 } }, 2],
])("%s in a filter is refused", async (_name, filter, code) => {
  await expect(collection.find(filter).toArray()).rejects.toMatchObject({ code });
  await expect(open.db.collection("nowhere").find(filter).toArray()).rejects.toMatchObject({ code });
});

test.each(["$search", "$geoNear", "$changeStream", "$nonsense"])("the stage %s is refused by name", async (stage) => {
  await expect(collection.aggregate([{ [stage]: {} }]).toArray()).rejects.toMatchObject({
    code: 40324,
    message: expect.stringContaining(stage),
  });
});

test("kinds of collections there are not are refused", async () => {
  for (const options of [
    { capped: true, size: 4096 },
    { viewOn: "refused", pipeline: [] },
    { timeseries: { timeField: "t" } },
  ]) {
    await expect(open.db.createCollection("special", options)).rejects.toMatchObject({ code: 72 });
  }
  await expect(open.db.createCollection("bad$name")).rejects.toThrow();
  await expect(command({ create: "system.users" })).rejects.toMatchObject({ code: 73 });
});

test("a write concern for more than one node is carried out and reported", async () => {
  const reply = await command({ insert: "concerned", documents: [{ a: 1 }], writeConcern: { w: 3 } }).catch(
    (e: unknown) => e,
  );
  expect(reply).toMatchObject({ code: 100 });
  expect(await open.db.collection("concerned").countDocuments()).toBe(1);
  expect(await collection.insertOne({ n: 3 }, { writeConcern: { w: "majority", journal: true } })).toMatchObject({
    acknowledged: true,
  });
});

test("a read that takes longer than it may is stopped", async () => {
  const many = open.db.collection("many");
  await many.insertMany(Array.from({ length: 5000 }, (_, n) => ({ n, text: "x".repeat(300) })));
  await expect(many.find({ text: /y/ }).maxTimeMS(1).toArray()).rejects.toMatchObject({ code: 50 });
  expect(await many.find({ n: 5 }).maxTimeMS(60_000).toArray()).toHaveLength(1);
});

test("a tailable cursor and other options of find that would change the answer are refused", async () => {
  await expect(collection.find({}, { tailable: true }).toArray()).rejects.toMatchObject({ code: 2 });
  await expect(collection.find({}, { showRecordId: true }).toArray()).rejects.toMatchObject({ code: 238 });
});

test("what mongosh, Compass and mongodump ask for when they connect is there", async () => {
  const admin = open.client.db("admin");
  for (const given of [
    { hello: 1 },
    { buildInfo: 1 },
    { hostInfo: 1 },
    { connectionStatus: 1, showPrivileges: true },
    { getParameter: 1, featureCompatibilityVersion: 1 },
    { getCmdLineOpts: 1 },
    { getLog: "startupWarnings" },
    { serverStatus: 1 },
    { listDatabases: 1, nameOnly: true },
    { whatsmyuri: 1 },
    { ping: 1 },
  ]) {
    expect(await admin.command(given)).toMatchObject({ ok: 1 });
  }
  expect(await open.db.stats()).toMatchObject({ db: "yiju", ok: 1 });
  expect(await command({ collStats: "refused" })).toMatchObject({ ns: "yiju.refused", nindexes: 1 });
  const [stats] = await collection.aggregate([{ $collStats: { count: {} } }]).toArray();
  expect(stats).toMatchObject({ ns: "yiju.refused" });
  expect(await collection.aggregate([{ $indexStats: {} }]).toArray()).toMatchObject([{ name: "_id_" }]);
});
