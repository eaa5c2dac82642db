import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Reminder } from "../../models";
import { startFakeWecom, type FakeWecom } from "../support/fakeWecom";
import {
  buildServer,
  createServerHome,
  serverKeys,
  startServerProcess,
  startStoreProcess,
  type Program,
  type ServerHome,
} from "../support/server";
import { createWecomCaller } from "../support/wecom";

/** WeCom hangs up after this: an answer that comes later is none. */
const PATIENCE_MS = 5000;
const MEMBER = "lilei";

let fake: FakeWecom;
let home: ServerHome;
let folder: string;
let store: Program;
let server: Program;

beforeAll(async () => {
  await buildServer();
  [fake, home] = await Promise.all([startFakeWecom(), createServerHome({ alwaysEmbedded: true })]);
  folder = await mkdtemp(join(tmpdir(), "yiju-down-"));
  fake.members.push({ userid: MEMBER, name: MEMBER, department: [1] });
  store = await startStoreProcess(home.dataDir);
  server = await startServerProcess({
    MONGODB_URI: store.address,
    DATA_DIR: folder,
    WECOM_API_BASE: fake.baseUrl,
  });
}, 180_000);

afterAll(async () => {
  await server.kill();
  await store.kill();
  await fake.stop();
  await home.remove();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const caller = createWecomCaller(serverKeys);
const sayAgain = (msgId: string, text: string) =>
  caller.post(server.address, caller.textMessage({ from: MEMBER, text, msgId }));

async function answered(words: string): Promise<void> {
  while (!fake.shown.some((message) => JSON.stringify(message).includes(words))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// This one needs a store that can be killed, which a server of somebody else's cannot: it is the embedded one always.
it("refuses a message while the store is down, and takes it once when WeCom comes again", async () => {
  expect((await sayAgain("7456789012345678001", "/提醒 明天9点 先前的事")).status).toBe(200);
  await answered("先前的事");

  await store.kill();
  const askedAt = performance.now();
  expect((await sayAgain("7456789012345678002", "/提醒 明天9点 断线时的事")).status).toBe(500);
  expect(performance.now() - askedAt).toBeLessThan(PATIENCE_MS);

  store = await startStoreProcess(home.dataDir);
  while ((await sayAgain("7456789012345678002", "/提醒 明天9点 断线时的事")).status !== 200);
  expect((await sayAgain("7456789012345678002", "/提醒 明天9点 断线时的事")).status).toBe(200);
  await answered("断线时的事");
  await sayAgain("7456789012345678003", "/提醒 明天9点 后来的事");
  await answered("后来的事");

  await server.stop();
  await store.stop();
  const rows = await home.inspect(() => Reminder.find({}, { text: 1 }).sort({ _id: 1 }).lean());
  expect(rows.map((row) => (row as unknown as { text: string }).text)).toEqual(["先前的事", "断线时的事", "后来的事"]);
}, 420_000);
