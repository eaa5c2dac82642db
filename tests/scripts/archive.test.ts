import mongoose from "mongoose";
import { mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { BSON, Binary } from "bson";
import { models } from "../../models";
import { createVault, useVault, vault } from "../../models/vault";
import { CHECK_WORD, FORMAT, VERSION } from "../../scripts/archive/frames";
import { restoreArchive } from "../../scripts/archive/restoreArchive";
import { writeArchive } from "../../scripts/archive/writeArchive";
import { seedSampleData } from "../../scripts/sample/seedSampleData";
import { useDatabase } from "../support/db";

const NOW = new Date("2026-09-16T10:30:00+08:00");
const snapshotBy = process.env.TEST_MONGODB_URI ? "session" : "transaction";

useDatabase();

let dataDir: string;
let path: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "archive-"));
  path = join(dataDir, "backup.bson.gz");
});
afterEach(() => rm(dataDir, { recursive: true }));

async function everything(): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const { name } of (await mongoose.connection.db?.listCollections().toArray()) ?? [])
    all[name] = await mongoose.connection
      .collection(name)
      .find({}, { promoteValues: false })
      .sort({ _id: 1 })
      .toArray();
  return all;
}

async function emptyAll(): Promise<void> {
  for (const model of Object.values(mongoose.models)) await model.deleteMany({});
}

const backup = () => writeArchive({ path, dataDir, madeAt: NOW, snapshotBy });
const restore = (force = false) => restoreArchive({ path, dataDir, force });
const customers = () => models.customer.countDocuments();

it("brings every row and file back", async () => {
  await seedSampleData({ now: NOW });
  const photo = Buffer.alloc(3_000_000, "photo");
  await mkdir(join(dataDir, "files/2026"), { recursive: true });
  await writeFile(join(dataDir, "files/2026/a.jpg"), photo);
  const before = await everything();

  await backup();
  await emptyAll();
  await rm(join(dataDir, "files"), { recursive: true });

  expect(await restore()).toMatchObject({ files: 1, madeAt: NOW });
  expect(await everything()).toEqual(before);
  expect((await readFile(join(dataDir, "files/2026/a.jpg"))).equals(photo)).toBe(true);
}, 30_000);

it("holds neither keys nor clear phone numbers, and is for its owner only", async () => {
  await mkdir(join(dataDir, "keys"));
  await writeFile(join(dataDir, "keys/encryption.key"), "k".repeat(44));
  await seedSampleData({ now: NOW });
  await backup();
  const plain = gunzipSync(await readFile(path)).toString("latin1");
  expect(plain).not.toContain("k".repeat(44));
  expect(plain).not.toMatch(/1(38|39|36|58|86)0000\d{4}/);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
}, 30_000);

describe("a restore", () => {
  beforeEach(async () => {
    await models.customer.collection.insertOne({ _id: "kept", name: "云帆科技" } as never);
    await backup();
  });

  it("refuses a store that is not empty, unless it is told to replace it", async () => {
    await models.customer.collection.insertOne({ _id: "newer", name: "新客户" } as never);
    await expect(restore()).rejects.toThrow(/not empty/);
    expect(await customers()).toBe(2);
    await restore(true);
    expect(await customers()).toBe(1);
  });

  it("refuses a backup that needs another key, and touches nothing", async () => {
    const ours = vault();
    useVault(createVault(Buffer.alloc(32, 9)));
    await expect(restore(true)).rejects.toThrow(/another ENCRYPTION_KEY/);
    useVault(ours);
    expect(await customers()).toBe(1);
  });

  it.each([1, 60])("refuses a file that lost its last %i bytes, and touches nothing", async (bytes) => {
    await truncate(path, (await stat(path)).size - bytes);
    await expect(restore(true)).rejects.toThrow(/damaged|cut off/);
    expect(await customers()).toBe(1);
  });

  it("refuses a file that is something else", async () => {
    await writeFile(path, "hello");
    await expect(restore(true)).rejects.toThrow(/damaged/);
    await writeFile(path, gzipSync(BSON.serialize({ hello: 1 })));
    await expect(restore(true)).rejects.toThrow(/no backup of yiju-crm/);
    await rm(path);
    await expect(restore(true)).rejects.toThrow(/ENOENT/);
  });

  it("never writes outside the data folder", async () => {
    const frames = [
      { format: FORMAT, version: VERSION, madeAt: NOW, sealedCheck: vault().seal(CHECK_WORD) },
      { kind: "piece", file: "../escaped.txt", bytes: new Binary(Buffer.from("x")) },
      { kind: "end", frames: 1 },
    ];
    await writeFile(path, gzipSync(Buffer.concat(frames.map((frame) => BSON.serialize(frame)))));
    await expect(restore(true)).rejects.toThrow(/outside its folder/);
  });
});

it("leaves no half-written file behind", async () => {
  await models.customer.collection.insertOne({ _id: "one" } as never);
  const target = join(dataDir, "missing", "backup.bson.gz");
  await expect(writeArchive({ path: target, dataDir, madeAt: NOW, snapshotBy })).rejects.toThrow(/ENOENT/);
  await expect(stat(`${target}.part`)).rejects.toThrow(/ENOENT/);
});
