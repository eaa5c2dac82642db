import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serialize } from "bson";
import { answer } from "../../../models/embedded/commands/dispatch";
import { Engine } from "../../../models/embedded/engine/engine";
import { prefixRange } from "../../../models/embedded/storage/view";
import type { Environment } from "../../../models/embedded/storage/environment";
import { openEnvironment } from "../../../models/embedded/storage/environment";
import { decodeDocument } from "../../../models/embedded/storage/documents";
import { Binary, Long } from "bson";
import type { Document } from "bson";

/** The engine without a socket, so that the clock and the rounds of maintenance are in the test's hands. */
let folder: string;
let environment: Environment;
let engine: Engine;
let now: Date;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "engine-"));
  environment = openEnvironment(folder);
  now = new Date("2026-11-23T08:00:00Z");
  engine = new Engine(environment, { now: () => now, log: () => undefined });
});
afterEach(async () => {
  engine.sessions.abortAll();
  await environment.close();
  await rm(folder, { recursive: true, force: true });
});

const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));

/** Runs a command as it would come off the wire. */
async function run(command: Document): Promise<Document> {
  const body = decodeDocument(serialize(command));
  const request = { requestId: 1, legacy: false, silent: false, database: "yiju", body };
  return decodeDocument(await answer(engine, request, 1)) as Document;
}

function rowsInSpace(space: number): number {
  return environment.latest.count(prefixRange(Buffer.of(space)));
}

const [DOCUMENTS, INDEX_ROWS, SESSIONS] = [2, 3, 4];
const lsid = { id: new Binary(Buffer.alloc(16, 7), Binary.SUBTYPE_UUID) };
const many = (count: number) => Array.from({ length: count }, (_, n) => ({ _id: n, n }));

test("the rows of dropped collections and indexes are swept, and their numbers not given out before", async () => {
  await run({ insert: "a", documents: many(1200) });
  await run({ createIndexes: "a", indexes: [{ key: { n: 1 }, name: "n_1" }] });
  expect([rowsInSpace(DOCUMENTS), rowsInSpace(INDEX_ROWS)]).toEqual([1200, 1200]);
  await run({ dropIndexes: "a", index: "n_1" });
  await run({ drop: "a" });
  const reopened = new Engine(environment, { now: () => now, log: () => undefined });
  expect(reopened.catalog.newNumber()).toBeGreaterThan(2);
  await run({ insert: "a", documents: many(3) });
  await engine.maintenance.run();
  expect([rowsInSpace(DOCUMENTS), rowsInSpace(INDEX_ROWS)]).toEqual([3, 0]);
  expect(await run({ count: "a" })).toEqual({ n: 3, ok: 1 });
});

test("an index that failed half way leaves no rows", async () => {
  await run({ insert: "a", documents: [{ n: 1 }, { n: 2 }, { n: 1 }] });
  const failed = await run({ createIndexes: "a", indexes: [{ key: { n: 1 }, name: "n_1", unique: true }] });
  expect(failed).toMatchObject({ ok: 0, code: 11000 });
  await engine.maintenance.run();
  expect(rowsInSpace(INDEX_ROWS)).toBe(0);
});

test("a transaction ends after a minute, and who waited for it goes on", async () => {
  const inside = { lsid, txnNumber: Long.fromNumber(1), autocommit: false };
  await run({ insert: "a", documents: [{ _id: 1 }] });
  await run({
    update: "a",
    updates: [{ q: { _id: 1 }, u: { $set: { by: "transaction" } } }],
    ...inside,
    startTransaction: true,
  });
  const waiting = run({ update: "a", updates: [{ q: { _id: 1 }, u: { $set: { by: "plain" } } }] });
  later(0.5);
  await engine.maintenance.run();
  expect(await run({ find: "a", ...inside })).toMatchObject({ ok: 1 });
  later(1);
  await engine.maintenance.run();
  expect(await waiting).toMatchObject({ n: 1, nModified: 1 });
  expect(await run({ commitTransaction: 1, ...inside })).toMatchObject({ code: 251 });
  expect(await run({ find: "a", singleBatch: true })).toMatchObject({
    cursor: { firstBatch: [{ _id: 1, by: "plain" }] },
  });
});

test("a cursor nobody asked for ten minutes is closed", async () => {
  await run({ insert: "a", documents: many(10) });
  const { cursor } = await run({ find: "a", batchSize: 2 });
  const next = () => run({ getMore: Long.fromNumber(cursor.id), collection: "a", batchSize: 2 });
  later(9);
  await engine.maintenance.run();
  expect(await next()).toMatchObject({ ok: 1 });
  later(9);
  await engine.maintenance.run();
  expect(await next()).toMatchObject({ ok: 1 });
  later(11);
  await engine.maintenance.run();
  expect(await next()).toMatchObject({ ok: 0, code: 43 });
});

test("the record of a retryable write is kept for half an hour", async () => {
  const insert = { insert: "a", documents: [{ _id: 1 }], lsid, txnNumber: Long.fromNumber(1) };
  await run(insert);
  later(29);
  await engine.maintenance.run();
  expect(await run(insert)).toEqual({ n: 1, ok: 1 });
  expect(rowsInSpace(SESSIONS)).toBe(1);
  later(31);
  await engine.maintenance.run();
  expect(rowsInSpace(SESSIONS)).toBe(0);
});

/** Rows whose keys lie all over the index, written in several commits: each leaves the pages of the last one free. */
async function scatter(): Promise<void> {
  await run({ createIndexes: "a", indexes: [{ key: { word: 1 }, name: "word_1" }] });
  const filler = "x".repeat(3000);
  for (let part = 0; part < 12; part++) {
    const documents = Array.from({ length: 1000 }, (_, n) => ({
      _id: part * 1000 + n,
      word: (n * 7919) % 1000,
      filler,
    }));
    await run({ insert: "a", documents });
  }
  await run({ delete: "a", deletes: [{ q: { _id: { $lt: 9000 } }, limit: 0 }] });
}

test("when it is quiet the file is tidied up; what is asked meanwhile waits and misses nothing", async () => {
  await scatter();
  const before = environment.sizeOnDisk();
  await engine.maintenance.tidy();
  expect(environment.sizeOnDisk()).toBe(before);
  later(1);
  const tidied = engine.maintenance.tidy();
  const asked = run({ count: "a" });
  await tidied;
  expect(environment.sizeOnDisk()).toBeLessThan(before / 2);
  expect(await asked).toMatchObject({ n: 3000 });
  await run({ insert: "a", documents: [{ _id: "after" }] });
  expect(await run({ count: "a", query: { word: { $lt: 500 } } })).toMatchObject({ n: 1500 });

  await environment.close();
  environment = openEnvironment(folder);
  engine = new Engine(environment, { now: () => now, log: () => undefined });
  expect(await run({ count: "a" })).toMatchObject({ n: 3001 });
});

test("a transaction that is under way puts tidying off", async () => {
  await scatter();
  const inside = { lsid, txnNumber: Long.fromNumber(1), autocommit: false };
  await run({ insert: "a", documents: [{ _id: "mine" }], ...inside, startTransaction: true });
  const before = environment.sizeOnDisk();
  await engine.maintenance.tidy();
  later(0.2);
  await engine.maintenance.tidy();
  expect(environment.sizeOnDisk()).toBe(before);
  expect(await run({ commitTransaction: 1, ...inside })).toMatchObject({ ok: 1 });
  await engine.maintenance.tidy();
  later(0.2);
  await engine.maintenance.tidy();
  expect(environment.sizeOnDisk()).toBeLessThan(before / 2);
  expect(await run({ count: "a", query: { _id: "mine" } })).toMatchObject({ n: 1 });
});

test("what is written while the file is copied is not lost: that copy is of no use", async () => {
  await scatter();
  await engine.maintenance.tidy();
  later(1);
  const before = environment.sizeOnDisk();
  const tidied = engine.maintenance.tidy();
  await run({ insert: "a", documents: [{ _id: "during" }] });
  await tidied;
  expect(environment.sizeOnDisk()).toBeGreaterThanOrEqual(before);
  expect(await run({ count: "a", query: { _id: "during" } })).toMatchObject({ n: 1 });
  await engine.maintenance.tidy();
  later(11);
  await engine.maintenance.tidy();
  expect(environment.sizeOnDisk()).toBeLessThan(before / 2);
  expect(await run({ count: "a" })).toMatchObject({ n: 3001 });
});

test("a file that was copied bears large writes, and further copies", async () => {
  for (let round = 0; round < 4; round++) {
    await scatter();
    await engine.maintenance.tidy();
    later(11);
    await engine.maintenance.tidy();
    expect(await run({ count: "a" })).toMatchObject({ n: 3000 });
    await run({ delete: "a", deletes: [{ q: {}, limit: 0 }] });
  }
});
