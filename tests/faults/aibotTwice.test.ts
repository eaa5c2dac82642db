import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startFakeAibot, type FakeAibot } from "../support/fakeAibot";
import { buildServer, startBotProcess, startStoreProcess, type Program } from "../support/server";

const WAIT_MS = 30_000;

let dataDir: string;
let fake: FakeAibot;
let store: Program;
const servers: Program[] = [];

beforeAll(async () => {
  await buildServer();
  dataDir = await mkdtemp(join(tmpdir(), "yiju-twice-"));
  [fake, store] = await Promise.all([startFakeAibot(), startStoreProcess(dataDir)]);
}, 180_000);

afterAll(async () => {
  for (const server of servers) await server.kill();
  await store.stop();
  await fake.close();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

async function startAnother(): Promise<Program> {
  const before = fake.subscriptions.length;
  const env = { DATA_DIR: dataDir, MONGODB_URI: store.address, WECOM_BOT_URL: fake.url };
  const server = await startBotProcess(env);
  servers.push(server);
  await until(() => fake.subscriptions.length > before && fake.isConnected());
  return server;
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + WAIT_MS; Date.now() < end; await delay(20)) if (holds()) return;
  throw new Error(
    `it did not come:\n${JSON.stringify(fake.sent.slice(-5))}\n${servers.map((s) => s.logged.join("\n")).join("\n--\n")}`,
  );
}

const isTold = (words: string) => fake.sent.some(({ body }) => JSON.stringify(body).includes(words));

it("reaches everybody over the one connection there is, whichever of two servers has the work", async () => {
  const first = await startAnother();
  fake.say("ZhangSan", { msgtype: "text", text: { content: "/提醒 明天9点 给王经理回电" } });
  await until(() => isTold("给王经理回电"));

  await startAnother();
  await until(() => first.logged.some((line) => line.includes("another program connected as this WeCom AI bot")));
  const names = Array.from({ length: 30 }, (_, index) => `Member${index}`);
  for (const name of names) fake.say(name, { msgtype: "text", text: { content: `/提醒 明天9点 ${name}要回电` } });
  const startedAt = Date.now();
  await until(() => names.every((name) => isTold(`${name}要回电`)));
  // Both work the inbox; a card that the thrown-out one had claimed would wait for its backoff.
  expect(Date.now() - startedAt).toBeLessThan(10_000);
  const tasks = fake.sent.flatMap(({ body }) => body.template_card?.task_id ?? []);
  expect(new Set(tasks).size).toBe(tasks.length);
  // Who was thrown out does not throw the other out in turn: one connection each, and one of them is left.
  expect(fake.subscriptions).toHaveLength(2);
  expect(fake.isConnected()).toBe(true);
}, 120_000);
