import type { ClientSession, Collection, MongoServerError } from "mongodb";
import { Long, UUID } from "mongodb";
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { OpenStore } from "./support/openStore";
import { openStore } from "./support/openStore";
import { RawConnection } from "./support/rawConnection";

interface Account {
  _id: string;
  balance: number;
  phone?: string;
}

let open: OpenStore;
let accounts: Collection<Account>;
let sessions: ClientSession[] = [];

beforeAll(async () => {
  open = await openStore();
  accounts = open.db.collection<Account>("accounts");
  await accounts.createIndex({ phone: 1 }, { unique: true, sparse: true });
});
beforeEach(async () => {
  await accounts.deleteMany({});
  await accounts.insertMany([
    { _id: "a", balance: 100 },
    { _id: "b", balance: 0 },
  ]);
});
afterEach(async () => {
  await Promise.all(sessions.map((session) => session.endSession()));
  sessions = [];
});
afterAll(() => open.close());

/** A process that holds a row and says so. */
const BEGINS_AND_STAYS = `
  const { MongoClient } = require("mongodb");
  void (async () => {
    const client = await new MongoClient(process.argv[1]).connect();
    const session = client.startSession();
    session.startTransaction();
    await client.db().collection("accounts").updateOne({ _id: "a" }, { $set: { balance: 0 } }, { session });
    console.log("begun");
  })();`;

function begin(): ClientSession {
  const session = open.client.startSession();
  sessions.push(session);
  session.startTransaction();
  return session;
}

const balances = async (session?: ClientSession) =>
  (await accounts.find({}, { session, sort: { _id: 1 } }).toArray()).map((account) => account.balance);

describe("isolation", () => {
  test("nobody sees a transaction's writes before it commits, and it sees them at once", async () => {
    const session = begin();
    await accounts.updateOne({ _id: "a" }, { $inc: { balance: -30 } }, { session });
    await accounts.updateOne({ _id: "b" }, { $inc: { balance: 30 } }, { session });
    await accounts.insertOne({ _id: "c", balance: 1, phone: "139" }, { session });
    expect(await balances(session)).toEqual([70, 30, 1]);
    expect(await accounts.findOne({ phone: "139" }, { session })).toMatchObject({ _id: "c" });
    expect(await accounts.countDocuments({}, { session })).toBe(3);
    expect(await balances()).toEqual([100, 0]);
    await session.commitTransaction();
    expect(await balances()).toEqual([70, 30, 1]);
  });

  test("a transaction goes on seeing the state it began with", async () => {
    const session = begin();
    expect(await balances(session)).toEqual([100, 0]);
    await accounts.insertOne({ _id: "c", balance: 5 });
    await accounts.deleteOne({ _id: "b" });
    expect(await balances(session)).toEqual([100, 0]);
    await session.commitTransaction();
    expect(await balances()).toEqual([100, 5]);
  });

  test("an aborted transaction leaves nothing, not even the collection it made", async () => {
    const session = begin();
    await open.db.collection("fresh").insertOne({ n: 1 }, { session });
    await accounts.deleteMany({}, { session });
    expect(await balances(session)).toEqual([]);
    await session.abortTransaction();
    expect(await balances()).toEqual([100, 0]);
    expect(await open.db.listCollections({ name: "fresh" }).toArray()).toEqual([]);
  });

  test("a cursor ends with its transaction", async () => {
    await accounts.insertMany(Array.from({ length: 20 }, (_, n) => ({ _id: `x${n}`, balance: n })));
    const session = begin();
    const cursor = accounts.find({}, { session, batchSize: 2 });
    await cursor.next();
    await session.abortTransaction();
    await expect(cursor.toArray()).rejects.toThrow();
  });
});

describe("two who want the same row", () => {
  test("the second transaction gets a write conflict it may retry", async () => {
    const [first, second] = [begin(), begin()];
    await accounts.updateOne({ _id: "a" }, { $inc: { balance: 1 } }, { session: first });
    const refused = await accounts
      .updateOne({ _id: "a" }, { $inc: { balance: 10 } }, { session: second })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 112, codeName: "WriteConflict" });
    expect((refused as MongoServerError).hasErrorLabel("TransientTransactionError")).toBe(true);
    await first.commitTransaction();
    expect(await balances()).toEqual([101, 0]);
  });

  test("a row changed since the transaction began is a write conflict too", async () => {
    const session = begin();
    await balances(session);
    await accounts.updateOne({ _id: "a" }, { $set: { balance: 7 } });
    await expect(accounts.updateOne({ _id: "a" }, { $inc: { balance: 1 } }, { session })).rejects.toMatchObject({
      code: 112,
    });
  });

  test("so is a unique key another transaction has taken", async () => {
    const [first, second] = [begin(), begin()];
    await accounts.insertOne({ _id: "p", balance: 0, phone: "138" }, { session: first });
    await expect(accounts.insertOne({ _id: "q", balance: 0, phone: "138" }, { session: second })).rejects.toMatchObject(
      {
        code: 112,
      },
    );
    await first.commitTransaction();
    await expect(accounts.insertOne({ _id: "q", balance: 0, phone: "138" })).rejects.toMatchObject({ code: 11000 });
  });

  test("a plain write waits for the end of the transaction", async () => {
    const session = begin();
    await accounts.updateOne({ _id: "a" }, { $inc: { balance: 1 } }, { session });
    let isDone = false;
    const waiting = accounts.updateMany({}, { $inc: { balance: 10 } }).then((result) => {
      isDone = true;
      return result;
    });
    await accounts.findOne({ _id: "a" });
    expect(isDone).toBe(false);
    await session.commitTransaction();
    expect(await waiting).toMatchObject({ matchedCount: 2, modifiedCount: 2 });
    expect(await balances()).toEqual([111, 10]);
  });

  test("a plain insert of a unique key waits, then fails or succeeds by how the transaction ended", async () => {
    for (const [end, expected] of [
      ["commitTransaction", { code: 11000 }],
      ["abortTransaction", { insertedId: "late" }],
    ] as const) {
      const session = begin();
      await accounts.insertOne({ _id: `early-${end}`, balance: 0, phone: end }, { session });
      const waiting = accounts.insertOne({ _id: "late", balance: 0, phone: end }).catch((error: unknown) => error);
      await accounts.findOne({});
      await session[end]();
      expect(await waiting).toMatchObject(expected);
    }
  });

  test("ten colliding withTransaction counters all count", async () => {
    await Promise.all(
      Array.from({ length: 10 }, () =>
        open.client.withSession((session) =>
          session.withTransaction(async () => {
            const account = await accounts.findOne({ _id: "b" }, { session });
            await accounts.updateOne({ _id: "b" }, { $set: { balance: (account?.balance ?? 0) + 1 } }, { session });
          }),
        ),
      ),
    );
    expect(await balances()).toEqual([100, 10]);
  });
});

describe("the end of a transaction", () => {
  test("an error inside ends it: the rest is told 251", async () => {
    const session = begin();
    await accounts.insertOne({ _id: "c", balance: 1 }, { session });
    await expect(accounts.insertOne({ _id: "a", balance: 1 }, { session })).rejects.toMatchObject({ code: 11000 });
    await expect(accounts.findOne({ _id: "c" }, { session })).rejects.toMatchObject({ code: 251 });
    await session.abortTransaction();
    expect(await balances()).toEqual([100, 0]);
  });

  test("committing again is fine, also after a restart", async () => {
    const lsid = { id: new UUID() };
    const inside = { lsid, txnNumber: Long.fromNumber(4), autocommit: false };
    const before = await RawConnection.open(open.store.uri);
    const documents = [{ _id: "c", balance: 1 }];
    await before.command({ insert: "accounts", documents, ...inside, startTransaction: true });
    const commit = { commitTransaction: 1, $db: "admin", ...inside };
    expect(await before.command(commit)).toMatchObject({ ok: 1 });
    expect(await before.command(commit)).toMatchObject({ ok: 1 });
    before.close();

    await open.reopen();
    accounts = open.db.collection<Account>("accounts");
    const after = await RawConnection.open(open.store.uri);
    expect(await after.command(commit)).toMatchObject({ ok: 1 });
    expect(await after.command({ ...commit, txnNumber: Long.fromNumber(5) })).toMatchObject({
      ok: 0,
      code: 251,
      errorLabels: ["TransientTransactionError"],
    });
    after.close();
    expect(await balances()).toEqual([100, 0, 1]);
  });

  test("a client that is gone takes its transaction along, and the rows are free at once", async () => {
    const doomed = spawn(process.execPath, ["-e", BEGINS_AND_STAYS, open.store.uri]);
    await once(doomed.stdout, "data");
    const waiting = accounts.updateOne({ _id: "a" }, { $inc: { balance: 1 } });
    await accounts.findOne({});
    doomed.kill("SIGKILL");
    expect(await waiting).toMatchObject({ modifiedCount: 1 });
    expect(await balances()).toEqual([101, 0]);
  });

  test("a transaction outlives a connection it has long left", async () => {
    const [first, second] = await Promise.all([RawConnection.open(open.store.uri), RawConnection.open(open.store.uri)]);
    const inside = { lsid: { id: new UUID() }, txnNumber: Long.fromNumber(1), autocommit: false };
    const insert = (_id: string) => ({ insert: "accounts", documents: [{ _id, balance: 1 }], ...inside });
    expect(await first.command({ ...insert("c"), startTransaction: true })).toMatchObject({ ok: 1, n: 1 });
    expect(await second.command(insert("d"))).toMatchObject({ ok: 1, n: 1 });
    first.close();
    await accounts.findOne({});
    expect(await second.command({ commitTransaction: 1, ...inside, $db: "admin" })).toMatchObject({ ok: 1 });
    second.close();
    expect(await balances()).toEqual([100, 0, 1, 1]);
  });

  test("what cannot be done inside is refused by name", async () => {
    for (const attempt of [
      (session: ClientSession) => open.db.command({ count: "accounts" }, { session }),
      (session: ClientSession) => accounts.aggregate([{ $out: "copy" }], { session }).toArray(),
      (session: ClientSession) => open.db.dropCollection("accounts", { session }),
    ]) {
      const session = begin();
      await accounts.findOne({}, { session });
      await expect(attempt(session)).rejects.toMatchObject({ code: 263 });
    }
  });
});
