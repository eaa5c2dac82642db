import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Reminder } from "../../models";
import { Delivery } from "../../models/system/delivery";
import { OutboxEvent } from "../../models/system/outboxEvent";
import { addDays, dayOf, instantOf } from "../../models/shared/values/day";
import { createCrowd, nameMembers } from "../support/crowd";
import { startFakeWecom, type Fault, type FakeWecom } from "../support/fakeWecom";
import {
  buildServer,
  createServerHome,
  startServerProcess,
  startStoreProcess,
  type Program,
  type ServerHome,
} from "../support/server";

const MEMBERS = nameMembers(10);
const TAGS = MEMBERS.flatMap((member) => [1, 2, 3, 4, 5].map((number) => `${member}r${number}r`));

let fake: FakeWecom;
let home: ServerHome;
let store: Program | null = null;
let folders: string[];
let servers: Program[] = [];

beforeAll(async () => {
  await buildServer();
  [fake, home] = await Promise.all([startFakeWecom(), createServerHome()]);
  folders = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), "yiju-two-"))));
  if (!home.env.MONGODB_URI) store = await startStoreProcess(home.dataDir);
}, 180_000);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await store?.kill();
  await fake.stop();
  await home.remove();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}, 60_000);

/** One of two processes on one store; the simulator beside WeCom gives it a clock that can be moved. */
const start = (index: number) =>
  startServerProcess({
    MONGODB_URI: home.env.MONGODB_URI ?? store?.address ?? "",
    DATA_DIR: folders[index] ?? "",
    WECOM_API_BASE: fake.baseUrl,
    SIMULATOR: "1",
  });

async function moveClock(server: Program, now: Date): Promise<void> {
  const response = await fetch(`${server.address}/simulator/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ now }),
  });
  if (!response.ok) throw new Error(`the clock was not moved: ${response.status}`);
}

/** The clock keeps its lead over a restart. */
async function killAndRestart(index: number): Promise<void> {
  await servers[index]?.kill();
  servers[index] = await start(index);
}

const RANG = "到点了";
const rings = () => fake.callsTo("message/send").filter((call) => call.body.includes(RANG));
const rungCards = () => fake.shown.map((message) => JSON.stringify(message)).filter((card) => card.includes(RANG));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

const troubles: Fault[] = [
  { status: 503 },
  { errcode: -1 },
  // Shown to the member, but the answer is lost.
  { delayMs: 6000 },
  { status: 429, headers: { "retry-after": "3" } },
  { delayMs: 6000 },
  { hang: true },
  { errcode: 42001 },
];

it("shows each of 50 reminders once, from two processes that are killed while they ring", async () => {
  fake.members.push(...MEMBERS.map((userid) => ({ userid, name: userid, department: [1] })));
  servers = [await start(0), await start(1)];
  let turn = 0;
  const crowd = createCrowd(fake, () => servers[++turn % 2]?.address ?? "");
  await Promise.all(
    TAGS.map(async (tag) => {
      const member = tag.slice(0, "Member000".length);
      await crowd.says(member, `/提醒 明天9点 事项${tag}`);
      await crowd.waitFor(member, (card) => card.includes(tag));
    }),
  );

  fake.fail("message/send", ...troubles);
  const due = instantOf(addDays(dayOf(new Date()), 2), "09:01");
  await Promise.all(servers.map((server) => moveClock(server, due)));
  await until(() => rings().length >= 3);
  await killAndRestart(0);
  await until(() => rings().length >= 20);
  await Promise.all([killAndRestart(0), killAndRestart(1)]);
  await until(() => TAGS.every((tag) => rungCards().some((card) => card.includes(tag))));
  // What is still to come would be one too many.
  await new Promise((resolve) => setTimeout(resolve, 8000));
  await Promise.all(servers.map((server) => server.stop()));
  await store?.stop();

  expect(TAGS.map((tag) => rungCards().filter((card) => card.includes(tag)).length)).toEqual(TAGS.map(() => 1));
  await home.inspect(async () => {
    expect(await Reminder.countDocuments({ remindedAt: { $ne: null } })).toBe(TAGS.length);
    expect(await OutboxEvent.countDocuments({ name: "reminder.rang" })).toBe(TAGS.length);
    expect(await Delivery.countDocuments({ reminder: { $ne: null } })).toBe(TAGS.length);
    expect(await Delivery.countDocuments({ reminder: { $ne: null }, state: { $ne: "done" } })).toBe(0);
  });
}, 420_000);
