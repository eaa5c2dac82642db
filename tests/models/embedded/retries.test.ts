import { Long, UUID } from "mongodb";
import type { Document } from "mongodb";
import type { OpenStore } from "./support/openStore";
import { openStore } from "./support/openStore";
import { RawConnection } from "./support/rawConnection";

let open: OpenStore;
beforeAll(async () => {
  open = await openStore();
});
afterAll(() => open.close());

/** Sends a command as a driver does that has lost the answer, before and after a restart of the store. */
async function sendThreeTimes(command: Document): Promise<Document[]> {
  const retryable = { ...command, lsid: { id: new UUID() }, txnNumber: Long.fromNumber(1) };
  const replies: Document[] = [];
  for (const isAfterRestart of [false, false, true]) {
    if (isAfterRestart) await open.reopen();
    const connection = await RawConnection.open(open.store.uri);
    replies.push(await connection.command(retryable));
    connection.close();
  }
  return replies;
}

describe("a retryable write that is sent again is done once and answered alike", () => {
  test("insert", async () => {
    const replies = await sendThreeTimes({ insert: "once", documents: [{ _id: 1 }, { _id: 2 }] });
    expect(replies).toEqual(Array(3).fill({ n: 2, ok: 1 }));
    expect(await open.db.collection("once").countDocuments()).toBe(2);
  });

  test("update", async () => {
    const replies = await sendThreeTimes({
      update: "once",
      updates: [{ q: { _id: 1 as never }, u: { $inc: { n: 1 } } }],
    });
    expect(replies).toEqual(Array(3).fill({ n: 1, nModified: 1, ok: 1 }));
    expect(await open.db.collection("once").findOne({ _id: 1 as never })).toMatchObject({ n: 1 });
  });

  test("upsert", async () => {
    const updates = [{ q: { key: "u" }, u: { $inc: { n: 1 } }, upsert: true }];
    const replies = await sendThreeTimes({ update: "upserted", updates });
    const first = replies[0]?.["upserted"];
    expect(first).toHaveLength(1);
    expect(replies.map((reply) => String(reply["upserted"][0]._id))).toEqual(Array(3).fill(String(first[0]._id)));
    expect(await open.db.collection("upserted").find().toArray()).toMatchObject([{ n: 1 }]);
  });

  test("delete", async () => {
    await open.db.collection("gone").insertMany([{ k: 1 }, { k: 1 }]);
    const replies = await sendThreeTimes({ delete: "gone", deletes: [{ q: { k: 1 }, limit: 1 }] });
    expect(replies).toEqual(Array(3).fill({ n: 1, ok: 1 }));
    expect(await open.db.collection("gone").countDocuments()).toBe(1);
  });

  test("findAndModify", async () => {
    await open.db.collection("jobs").insertMany([{ n: 1 }, { n: 2 }]);
    const command = {
      findAndModify: "jobs",
      query: { taken: { $ne: true } },
      sort: { n: 1 },
      update: { $set: { taken: true } },
    };
    const replies = await sendThreeTimes(command);
    expect(replies.map((reply) => reply["value"].n)).toEqual([1, 1, 1]);
    expect(await open.db.collection("jobs").countDocuments({ taken: true })).toBe(1);
  });
});

test("an older number of a session is refused", async () => {
  const connection = await RawConnection.open(open.store.uri);
  const lsid = { id: new UUID() };
  await connection.command({ insert: "old", documents: [{}], lsid, txnNumber: Long.fromNumber(5) });
  const reply = await connection.command({ insert: "old", documents: [{}], lsid, txnNumber: Long.fromNumber(4) });
  expect(reply).toMatchObject({ ok: 0, code: 225, codeName: "TransactionTooOld" });
  connection.close();
});
