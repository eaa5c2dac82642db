import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { MongoClient, type Collection } from "mongodb";
import { startEmbeddedStore } from "../../../models/embedded";

/** What an earlier version left: 224 rows, and a list of free pages that lmdb 2 must not believe. */
const FORMER = join(__dirname, "support/writtenByLmdb3.mdb.gz");
const ROWS = 224;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "former-"));
  await mkdir(join(dataDir, "store"));
  await writeFile(join(dataDir, "store", "data.mdb"), gunzipSync(await readFile(FORMER)));
});
afterEach(() => rm(dataDir, { recursive: true }));

async function withRows<T>(work: (rows: Collection<{ _id: string; n: number }>) => Promise<T>): Promise<T> {
  const store = await startEmbeddedStore({ dataDir, inProcess: true });
  const client = await new MongoClient(store.uri).connect();
  try {
    return await work(client.db().collection("c"));
  } finally {
    await client.close();
    await store.close();
  }
}

const count = () => withRows((rows) => rows.countDocuments({}));

test("the rows of an earlier version are taken over, and written to", async () => {
  await withRows(async (rows) => {
    expect(await rows.countDocuments({})).toBe(ROWS);
    expect(await rows.findOne({ n: 902 })).toMatchObject({ _id: "9-2", text: "y" });
    // More than its free pages hold.
    for (let i = 0; i < 30; i++) {
      await rows.insertMany(
        Array.from({ length: 50 }, (_, k) => ({ _id: `new ${i}-${k}`, n: -1, text: "z".repeat(900) })),
      );
    }
    await rows.deleteMany({ n: { $gte: 900 } });
  });
  expect(existsSync(join(dataDir, "store"))).toBe(false);
  expect(await count()).toBe(ROWS + 1500 - 100);
});

test("a copy that was cut off is made anew", async () => {
  await mkdir(join(dataDir, "rows.new"));
  await writeFile(join(dataDir, "rows.new", "data.mdb"), "half a file");
  expect(await count()).toBe(ROWS);
});

test("what was taken over already is not taken over again", async () => {
  const former = await readFile(join(dataDir, "store", "data.mdb"));
  await withRows((rows) => rows.insertOne({ _id: "later", n: 1 }));
  // As it is when the old file was not yet gone.
  await mkdir(join(dataDir, "store"));
  await writeFile(join(dataDir, "store", "data.mdb"), former);
  expect(await count()).toBe(ROWS + 1);
  expect(existsSync(join(dataDir, "store"))).toBe(false);
});
