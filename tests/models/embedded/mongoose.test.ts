import { Mongoose, Schema } from "mongoose";
import type { Model, Types } from "mongoose";
import type { OpenStore } from "./support/openStore";
import { openStore } from "./support/openStore";

interface Customer {
  name: string;
  phone?: string;
  owner?: Types.ObjectId;
  tags: string[];
  contacts: { name: string; phone?: string }[];
  settings?: Map<string, string>;
  photo?: Buffer;
  createdAt: Date;
  updatedAt: Date;
}

interface Member {
  name: string;
}

let open: OpenStore;
let mongoose: Mongoose;
let Customers: Model<Customer>;
let Members: Model<Member>;

beforeAll(async () => {
  open = await openStore();
  mongoose = new Mongoose();
  await mongoose.connect(open.store.uri);
  Members = mongoose.model<Member>("Member", new Schema<Member>({ name: String }));
  const schema = new Schema<Customer>(
    {
      name: { type: String, required: true },
      phone: String,
      owner: { type: Schema.Types.ObjectId, ref: "Member" },
      tags: [String],
      contacts: [{ name: String, phone: String }],
      settings: { type: Map, of: String },
      photo: Buffer,
    },
    { timestamps: true, optimisticConcurrency: true },
  );
  schema.index({ phone: 1 }, { unique: true, partialFilterExpression: { phone: { $type: "string" } } });
  schema.index({ owner: 1, createdAt: -1 });
  Customers = mongoose.model<Customer>("Customer", schema);
  await Promise.all([Customers.init(), Members.init()]);
});
beforeEach(() => Promise.all([Customers.deleteMany({}), Members.deleteMany({})]));
afterAll(async () => {
  await mongoose.disconnect();
  await open.close();
});

test("the schema's indexes are there, and stay the same when synchronised again", async () => {
  const names = async () => (await Customers.listIndexes()).map((index) => index["name"]);
  expect(await names()).toEqual(["_id_", "phone_1", "owner_1_createdAt_-1"]);
  await Customers.collection.createIndex({ stray: 1 });
  expect(await Customers.syncIndexes()).toEqual(["stray_1"]);
  expect(await names()).toEqual(["_id_", "phone_1", "owner_1_createdAt_-1"]);
});

test("types go round: maps, buffers, subdocuments, dates", async () => {
  const made = await Customers.create({
    name: "张总",
    tags: ["重点"],
    contacts: [{ name: "小李" }],
    settings: new Map([["language", "zh"]]),
    photo: Buffer.from([1, 2, 3]),
  });
  const found = await Customers.findById(made._id).orFail();
  expect(found.toObject()).toMatchObject({ name: "张总", tags: ["重点"], contacts: [{ name: "小李" }] });
  expect(found.settings?.get("language")).toBe("zh");
  expect(found.photo?.equals(Buffer.from([1, 2, 3]))).toBe(true);
  expect(found.createdAt).toBeInstanceOf(Date);
});

test("two who change the same document: the second gets a VersionError", async () => {
  const { _id } = await Customers.create({ name: "a" });
  const [first, second] = await Promise.all([Customers.findById(_id).orFail(), Customers.findById(_id).orFail()]);
  first.name = "b";
  await first.save();
  second.name = "c";
  await expect(second.save()).rejects.toMatchObject({ name: "VersionError" });
  expect((await Customers.findById(_id))?.name).toBe("b");
});

test("arrays and subdocuments are pushed, changed and pulled", async () => {
  const customer = await Customers.create({ name: "a", contacts: [{ name: "x" }, { name: "y" }] });
  customer.contacts.push({ name: "z" });
  await customer.save();
  const [first] = customer.contacts as unknown as { _id: Types.ObjectId; name: string }[];
  await Customers.updateOne({ _id: customer._id, "contacts._id": first?._id }, { $set: { "contacts.$.phone": "1" } });
  await Customers.updateOne(
    { _id: customer._id },
    { $pull: { contacts: { name: { $in: ["y"] } } }, $addToSet: { tags: "t" } },
  );
  const found = await Customers.findById(customer._id).lean();
  expect(found?.contacts).toMatchObject([{ name: "x", phone: "1" }, { name: "z" }]);
  expect(found?.tags).toEqual(["t"]);
});

test("an upsert fills the timestamps, once", async () => {
  const upsert = () =>
    Customers.findOneAndUpdate(
      { phone: "138" },
      { $set: { name: "n" } },
      { upsert: true, returnDocument: "after" },
    ).lean();
  const [first, second] = [await upsert(), await upsert()];
  expect(first?.createdAt).toBeInstanceOf(Date);
  expect(second?.createdAt).toEqual(first?.createdAt);
  expect(second?._id).toEqual(first?._id);
});

test("a duplicate names the key and the value; without a phone there is none", async () => {
  await Customers.create({ name: "a", phone: "139" });
  await expect(Customers.create({ name: "b", phone: "139" })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { phone: 1 },
    keyValue: { phone: "139" },
  });
  await Customers.create([{ name: "c" }, { name: "d" }]);
});

test("populate finds the other documents by their ids, in one read", async () => {
  const owners = await Members.create([{ name: "甲" }, { name: "乙" }]);
  await Customers.create(owners.map((owner, n) => ({ name: `c${n}`, owner: owner._id })));
  const found = await Customers.find().sort({ name: 1 }).populate<{ owner: Member }>("owner");
  expect(found.map((customer) => customer.owner.name)).toEqual(["甲", "乙"]);
});

test("unordered inserts keep what was good", async () => {
  await Customers.create({ name: "a", phone: "1" });
  const docs = [
    { name: "b", phone: "2" },
    { name: "c", phone: "1" },
    { name: "d", phone: "3" },
  ];
  await expect(Customers.insertMany(docs, { ordered: false })).rejects.toMatchObject({ code: 11000 });
  expect(await Customers.countDocuments()).toBe(3);
});

test("a transaction over two models is all or nothing", async () => {
  const attempt = mongoose.connection.transaction(async (session) => {
    await Members.create([{ name: "甲" }], { session });
    await Customers.create(
      [
        { name: "a", phone: "1" },
        { name: "b", phone: "1" },
      ],
      { session, ordered: true },
    );
  });
  await expect(attempt).rejects.toMatchObject({ code: 11000 });
  expect([await Members.countDocuments(), await Customers.countDocuments()]).toEqual([0, 0]);
  await mongoose.connection.transaction(async (session) => {
    const [owner] = await Members.create([{ name: "甲" }], { session });
    await Customers.create([{ name: "a", owner: owner?._id }], { session });
  });
  expect([await Members.countDocuments(), await Customers.countDocuments()]).toEqual([1, 1]);
});

test("reports group, join and cut days in Shanghai time", async () => {
  const owner = await Members.create({ name: "甲" });
  await Customers.collection.insertMany([
    { name: "late", owner: owner._id, createdAt: new Date("2026-11-22T17:30:00Z") },
    { name: "early", owner: owner._id, createdAt: new Date("2026-11-22T15:30:00Z") },
  ] as never[]);
  const days = await Customers.aggregate([
    { $group: { _id: { $dateTrunc: { date: "$createdAt", unit: "day", timezone: "Asia/Shanghai" } }, n: { $sum: 1 } } },
    { $sort: { _id: 1 } },
  ]);
  expect(days).toEqual([
    { _id: new Date("2026-11-21T16:00:00Z"), n: 1 },
    { _id: new Date("2026-11-22T16:00:00Z"), n: 1 },
  ]);
  const joined = await Customers.aggregate([
    { $lookup: { from: "members", localField: "owner", foreignField: "_id", as: "owner" } },
    {
      $facet: {
        names: [{ $unwind: "$owner" }, { $project: { _id: 0, owner: "$owner.name" } }],
        count: [{ $count: "n" }],
      },
    },
  ]);
  expect(joined).toEqual([{ names: [{ owner: "甲" }, { owner: "甲" }], count: [{ n: 2 }] }]);
});

test("cursors, exists, distinct, bulkSave and bulkWrite", async () => {
  await Customers.insertMany(Array.from({ length: 250 }, (_, n) => ({ name: `c${n % 5}` })));
  let count = 0;
  for await (const customer of Customers.find().cursor({ batchSize: 100 })) count += customer.name ? 1 : 0;
  expect(count).toBe(250);
  expect(await Customers.exists({ name: "c1" })).toHaveProperty("_id");
  expect((await Customers.distinct("name")).sort()).toEqual(["c0", "c1", "c2", "c3", "c4"]);
  const docs = await Customers.find().limit(3);
  for (const doc of docs) doc.name = "saved";
  await Customers.bulkSave(docs);
  const result = await Customers.bulkWrite([
    { updateMany: { filter: { name: "saved" }, update: { $set: { name: "again" } } } },
  ]);
  expect(result.modifiedCount).toBe(3);
});
