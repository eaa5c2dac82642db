import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Customer, Reminder } from "../../models";
import { RuleRun } from "../../models/system/rule";
import { createCrowd, nameMembers } from "../support/crowd";
import { startFakeWecom, type FakeWecom } from "../support/fakeWecom";
import {
  buildServer,
  createServerHome,
  startServerProcess,
  startStoreProcess,
  type Program,
  type ServerHome,
} from "../support/server";

const MEMBERS = nameMembers(20);
/** As long as the slowest worker may take to come back after a kill. */
const SETTLED_MS = 60_000;

let fake: FakeWecom;
let home: ServerHome;
let store: Program | null = null;
let folders: string[];
let servers: Program[] = [];

beforeAll(async () => {
  await buildServer();
  [fake, home] = await Promise.all([startFakeWecom(), createServerHome()]);
  folders = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), "yiju-rules-"))));
  if (!home.env.MONGODB_URI) store = await startStoreProcess(home.dataDir);
}, 180_000);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await store?.kill();
  await fake.stop();
  await home.remove();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}, 60_000);

const start = (index: number) =>
  startServerProcess({
    MONGODB_URI: home.env.MONGODB_URI ?? store?.address ?? "",
    DATA_DIR: folders[index] ?? "",
    WECOM_API_BASE: fake.baseUrl,
  });

async function killAndRestart(index: number): Promise<void> {
  await servers[index]?.kill();
  servers[index] = await start(index);
}

it("acts once on each of 20 inquiries, from two processes that are killed while the rules act", async () => {
  fake.members.push(...MEMBERS.map((userid) => ({ userid, name: userid, department: [1] })));
  servers = [await start(0), await start(1)];
  let turn = 0;
  const crowd = createCrowd(fake, () => servers[++turn % 2]?.address ?? "");
  const asks = Promise.all(
    MEMBERS.map(async (member) => {
      await crowd.says(member, `/跟进 ${member}总 咨询产品${member}`);
      const card = await crowd.waitFor(member, (shown) => shown.includes("确认"));
      await crowd.presses(member, "确认", card);
    }),
  );
  await delay(1500);
  await killAndRestart(0);
  await delay(1000);
  await killAndRestart(1);
  await asks;
  await killAndRestart(0);
  await delay(SETTLED_MS);
  await Promise.all(servers.map((server) => server.stop()));
  await store?.stop();

  await home.inspect(async () => {
    const customers = await Customer.find({}).lean<{ _id: string; tags: string[] }[]>();
    expect(customers).toHaveLength(MEMBERS.length);
    expect(customers.map(({ tags }) => tags)).toEqual(MEMBERS.map(() => ["产品咨询"]));
    for (const { _id } of customers) {
      expect(await Reminder.countDocuments({ customer: _id, text: "跟进产品咨询" })).toBe(1);
    }
    expect(await RuleRun.countDocuments({ state: "done" })).toBe(MEMBERS.length);
    expect(await RuleRun.countDocuments({ state: { $ne: "done" } })).toBe(0);
  });
}, 420_000);
