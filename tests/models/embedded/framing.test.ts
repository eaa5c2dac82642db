import { deserialize, serialize } from "bson";
import { setTimeout as delay } from "node:timers/promises";
import type { OpenStore } from "./support/openStore";
import { openStore } from "./support/openStore";
import { RawConnection, messageOf } from "./support/rawConnection";

const MORE_TO_COME = 2;

let open: OpenStore;
let raw: RawConnection;
beforeAll(async () => {
  open = await openStore();
});
beforeEach(async () => {
  raw = await RawConnection.open(open.store.uri);
});
afterEach(() => raw.close());
afterAll(() => open.close());

test("a message that comes byte by byte is put together", async () => {
  const reply = raw.reply();
  for (const byte of messageOf({ ping: 1 })) {
    raw.socket.write(Buffer.of(byte));
    await delay(0);
  }
  expect(deserialize((await reply).subarray(21))).toEqual({ ok: 1 });
});

test("several messages in one chunk are answered in turn", async () => {
  const replies = [raw.reply(), raw.reply(), raw.reply()];
  raw.socket.write(Buffer.concat([messageOf({ ping: 1 }), messageOf({ nonsense: 1 }), messageOf({ ping: 1 })]));
  const answers = (await Promise.all(replies)).map((reply) => deserialize(reply.subarray(21))["ok"]);
  expect(answers).toEqual([1, 0, 1]);
});

test.each([0, 15, -1, 100_000_000])(
  "a length of %d closes the connection before anything is allocated",
  async (length) => {
    const message = messageOf({ ping: 1 });
    message.writeInt32LE(length, 0);
    raw.socket.write(message);
    await raw.closed;
  },
);

test("an unknown opcode closes the connection, and only that one", async () => {
  const message = messageOf({ ping: 1 });
  message.writeInt32LE(2012, 12);
  raw.socket.write(message);
  await raw.closed;
  expect(await open.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
});

test("a document that is cut off inside its message closes the connection", async () => {
  const message = messageOf({ ping: 1 });
  message.writeInt32LE(9999, 21);
  raw.socket.write(message);
  await raw.closed;
});

test("a message that wants no answer is carried out and not answered", async () => {
  const next = raw.reply();
  raw.socket.write(messageOf({ insert: "quiet", documents: [{ n: 1 }] }, MORE_TO_COME));
  raw.socket.write(messageOf({ ping: 1 }));
  expect(deserialize((await next).subarray(21))).toEqual({ ok: 1 });
  expect(await open.db.collection("quiet").countDocuments()).toBe(1);
});

test("documents may come in sections of their own, several in one message", async () => {
  const body = serialize({ insert: "sections", $db: "yiju" });
  const documents = Buffer.concat([serialize({ n: 1 }), serialize({ n: 2 })]);
  const head = Buffer.alloc(4);
  const name = Buffer.from("documents\u0000");
  head.writeInt32LE(4 + name.length + documents.length);
  const sections = Buffer.concat([Buffer.of(1), head, name, documents, Buffer.of(0), body]);
  const message = Buffer.alloc(20);
  message.writeInt32LE(20 + sections.length, 0);
  message.writeInt32LE(2013, 12);
  const reply = raw.reply();
  raw.socket.write(Buffer.concat([message, sections]));
  expect(deserialize((await reply).subarray(21))).toEqual({ n: 2, ok: 1 });
});

test("the first greeting of a driver, in the old form, is answered in it", async () => {
  const query = serialize({
    ismaster: 1,
    helloOk: true,
    backpressure: "2",
    compression: ["none"],
    client: { driver: {} },
  });
  const name = Buffer.from("admin.$cmd\u0000");
  const message = Buffer.alloc(20 + name.length + 8 + query.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(42, 4);
  message.writeInt32LE(2004, 12);
  name.copy(message, 20);
  message.writeInt32LE(-1, 24 + name.length);
  message.set(query, 28 + name.length);
  const reply = raw.reply();
  raw.socket.write(message);
  const answer = await reply;
  expect([answer.readInt32LE(8), answer.readInt32LE(12)]).toEqual([42, 1]);
  const hello = deserialize(answer.subarray(36));
  expect(hello).toMatchObject({ helloOk: true, msg: "isdbgrid", maxWireVersion: 21, logicalSessionTimeoutMinutes: 30 });
  expect(hello).not.toHaveProperty("topologyVersion");
});
