import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { MongoClient } from "mongodb";
import { StoreInUseError, findRunningStore, startEmbeddedStore } from "../../../models/embedded";
import type { EmbeddedStore } from "../../../models/embedded";
import { compileForNode } from "./support/compileForNode";
import { openStore } from "./support/openStore";

let folder: string;
const stores: EmbeddedStore[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "own-"));
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  await rm(folder, { recursive: true, force: true });
});

async function start(dataDir: string): Promise<EmbeddedStore> {
  const store = await startEmbeddedStore({ dataDir, inProcess: true });
  stores.push(store);
  return store;
}

async function writeAndRead(uri: string): Promise<unknown> {
  const client = await new MongoClient(uri).connect();
  try {
    await client.db().collection("c").insertOne({ n: 1 });
    return await client
      .db()
      .collection("c")
      .findOne({}, { projection: { _id: 0 } });
  } finally {
    await client.close();
  }
}

test("the socket lies in the data directory, whatever its name, readable by its owner only", async () => {
  const dataDir = join(folder, "数据 目录");
  const store = await start(dataDir);
  expect(await writeAndRead(store.uri)).toEqual({ n: 1 });
  const socket = join(dataDir, "store.sock");
  expect(store.uri).toBe(`mongodb://${encodeURIComponent(socket)}/yiju`);
  expect((await stat(socket)).mode & 0o777).toBe(0o600);
  expect((await stat(join(dataDir, "rows"))).mode & 0o777).toBe(0o700);
});

test("a path of more than 100 bytes goes to a private folder, is noted, and is found again", async () => {
  const dataDir = join(folder, "很长的目录名".repeat(10));
  const store = await start(dataDir);
  const noted = await readFile(join(dataDir, "store.path"), "utf8");
  expect(Buffer.byteLength(noted)).toBeLessThanOrEqual(100);
  expect(noted.endsWith(".sock")).toBe(true);
  expect((await stat(join(noted, ".."))).mode & 0o777).toBe(0o700);
  expect(await writeAndRead(store.uri)).toEqual({ n: 1 });
  expect(await findRunningStore(dataDir)).toBe(store.uri);
  await stores.pop()?.close();
  expect(await findRunningStore(dataDir)).toBeNull();

  await rm(join(noted, ".."), { recursive: true, force: true });
  expect(await writeAndRead((await start(dataDir)).uri)).toEqual({ n: 1 });
  await rm(join(await readFile(join(dataDir, "store.path"), "utf8"), ".."), { recursive: true, force: true });
});

test("a second store on the same directory is refused and names the way out", async () => {
  const store = await start(folder);
  const refused = startEmbeddedStore({ dataDir: folder, inProcess: true });
  await expect(refused).rejects.toThrow(StoreInUseError);
  await expect(startEmbeddedStore({ dataDir: folder, inProcess: true })).rejects.toThrow(/MONGODB_URI/);
  expect(await findRunningStore(folder)).toBe(store.uri);
  await stores.pop()?.close();
  expect(await findRunningStore(folder)).toBeNull();
  await start(folder);
});

test("of ten that start at once one wins", async () => {
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => start(folder)));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toBeInstanceOf(StoreInUseError);
  }
});

test("what a crash left behind, a socket and a lock, does not stand in the way", async () => {
  const script = `require("net").createServer().listen(${JSON.stringify(join(folder, "store.sock"))}, () => process.kill(process.pid, "SIGKILL"))`;
  await new Promise((resolve) => spawn(process.execPath, ["-e", script]).once("exit", resolve));
  expect(existsSync(join(folder, "store.sock"))).toBe(true);
  await writeFile(join(folder, "store.lock"), "999999999");
  expect(await writeAndRead((await start(folder)).uri)).toEqual({ n: 1 });
  expect(existsSync(join(folder, "store.lock"))).toBe(false);
});

test("nothing runs in a directory that does not exist", async () => {
  expect(await findRunningStore(join(folder, "nowhere"))).toBeNull();
});

test("a backup taken while writing is a directory to start from", async () => {
  const open = await openStore();
  const rows = open.db.collection("rows");
  await rows.createIndex({ n: 1 });
  await rows.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })));
  const copy = join(folder, "copy");
  const writing = rows.insertMany(Array.from({ length: 500 }, (_, n) => ({ n: 1000 + n })));
  await open.store.backup(copy);
  await writing;
  await open.close();

  const restored = await openStore({ dataDir: copy });
  const found = restored.db.collection("rows");
  expect(await found.countDocuments({ n: { $lt: 500 } })).toBe(500);
  expect(await found.countDocuments()).toBe(await found.countDocuments({ n: { $gte: 0 } }, { hint: "n_1" }));
  await restored.close();
});

test("compiled, it runs in a thread of its own and answers while that one is busy", async () => {
  const { root, remove } = await compileForNode("models/embedded/index.ts");
  const script = `
    const { startEmbeddedStore, findRunningStore } = require(${JSON.stringify(join(root, "models/embedded/index.js"))});
    const { MongoClient } = require("mongodb");
    (async () => {
      const dataDir = ${JSON.stringify(folder)};
      const store = await startEmbeddedStore({ dataDir });
      const refused = await startEmbeddedStore({ dataDir }).catch((error) => error.name);
      const client = await new MongoClient(store.uri).connect();
      const rows = client.db().collection("rows");
      await rows.insertMany(Array.from({ length: 20000 }, (_, n) => ({ n, g: n % 7 })));
      let longest = 0, last = performance.now();
      const timer = setInterval(() => { longest = Math.max(longest, performance.now() - last); last = performance.now(); }, 5);
      const groups = await rows.aggregate([{ $group: { _id: "$g", n: { $sum: 1 } } }]).toArray();
      clearInterval(timer);
      await store.backup(dataDir + "/copy");
      await client.close();
      await store.close();
      console.log(JSON.stringify({ refused, groups: groups.length, longest, running: await findRunningStore(dataDir) }));
    })();`;
  const child = spawn(process.execPath, ["-e", script], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const [line = "{}"] = await new Promise<string[]>((resolve) => {
    const lines: string[] = [];
    createInterface({ input: child.stdout })
      .on("line", (text) => lines.push(text))
      .once("close", () => resolve(lines));
  });
  await remove();
  const result = JSON.parse(line) as { longest: number };
  expect(result).toMatchObject({ refused: "StoreInUseError", groups: 7, running: null });
  expect(existsSync(join(folder, "copy", "rows", "data.mdb"))).toBe(true);
  expect(result.longest).toBeLessThan(1000);
}, 60_000);
