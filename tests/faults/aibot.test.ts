import { setTimeout as delay } from "node:timers/promises";
import { Customer, FollowUp, Reminder } from "../../models";
import { Delivery } from "../../models/system/delivery";
import { InboxItem } from "../../models/system/inboxItem";
import { PlatformIdentity, User } from "../../models/system/user";
import { startFakeAibot, type FakeAibot, type SentFrame } from "../support/fakeAibot";
import { buildServer, createServerHome, startBotProcess, type Program, type ServerHome } from "../support/server";

/** Longer than a killed worker keeps its row. */
const WAIT_MS = 45_000;

let fake: FakeAibot;
let home: ServerHome;
let server: Program;

const start = () => startBotProcess({ ...home.env, WECOM_BOT_URL: fake.url, ADMIN_USERS: "wecom:ZhangSan" });

beforeAll(async () => {
  await buildServer();
  [fake, home] = await Promise.all([startFakeAibot(), createServerHome()]);
  server = await start();
}, 180_000);

afterAll(async () => {
  await server?.kill();
  await fake.close();
  await home.remove();
}, 60_000);

async function until<T>(find: () => T | undefined | false): Promise<T> {
  for (const end = Date.now() + WAIT_MS; Date.now() < end; await delay(20)) {
    const found = find();
    if (found) return found;
  }
  throw new Error(`it did not come:\n${JSON.stringify(fake.sent, null, 1)}\n${server.logged.join("\n")}`);
}

const connected = () => until(() => fake.isConnected());
const titleOf = ({ body }: SentFrame) => body.template_card?.main_title.title ?? "";
const cardWith = (words: string, since = 0) =>
  until(() => fake.sent.slice(since).find((frame) => JSON.stringify(frame.body.template_card ?? "").includes(words)));
const text = (content: string) => ({ msgtype: "text", text: { content } });

function press(from: string, card: SentFrame, button: string): string {
  const { button_list = [], task_id } = card.body.template_card ?? { button_list: [], task_id: "" };
  const key = button_list.find((one) => one.text === button)?.key;
  if (!key) throw new Error(`no button ${button} on ${JSON.stringify(card.body)}`);
  const event = { eventtype: "template_card_event", template_card_event: { event_key: key, task_id } };
  return fake.raise(from, event).msgid;
}

const words = Array.from({ length: 200 }, (_, index) => `给客户${index}回电`);
/** Twenty people: no member is pushed more than thirty cards a minute. */
const memberOf = (word: string) => `Member${words.indexOf(word) % 20}`;

/** The same numbers every time. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

it("makes a record of one sentence and one press, and closes the pressed card", async () => {
  await connected();
  const { reqId } = fake.say("ZhangSan", text("/跟进 张总 下周报价"));
  const asked = await cardWith("确认");
  expect(asked).toMatchObject({ cmd: "aibot_respond_msg", headers: { req_id: reqId } });
  press("ZhangSan", asked, "确认");
  const saved = await cardWith("已记跟进");
  expect(saved).toMatchObject({ cmd: "aibot_send_msg", body: { chatid: "ZhangSan" } });
  expect(saved.body.template_card?.horizontal_content_list).toContainEqual(
    expect.objectContaining({ type: 1, url: expect.stringMatching(/^https:\/\/crm.example.com\/app\/customers\//) }),
  );
  const closed = await until(() => fake.sent.find(({ cmd }) => cmd === "aibot_respond_update_msg"));
  expect(closed.body.template_card).toMatchObject({
    task_id: asked.body.template_card?.task_id,
    main_title: { title: titleOf(asked) },
    button_list: [{ text: "已确认" }],
  });
});

it("signs in once whoever taps the card's link", async () => {
  const saved = await cardWith("已记跟进");
  const { url = "" } = saved.body.template_card?.horizontal_content_list?.find((line) => line.url) ?? {};
  const code = new URL(url).searchParams.get("code");
  const signIn = (used: string | null) =>
    fetch(`${server.address}/api/v1/auth/wecom`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code: used }),
    });
  const answer = await signIn(code);
  expect([answer.status, await answer.json()]).toMatchObject([200, { user: { name: "ZhangSan" } }]);
  expect((await signIn(code)).status).toBe(401);
  expect((await signIn(`${code?.slice(0, -1)}x`)).status).toBe(401);
});

it("loses nothing and does nothing twice through cut lines, repeats and a kill", async () => {
  await connected();
  const talks = Array.from({ length: 12 }, (_, index) => `聊了方案第${index}次`);
  for (const [index, word] of talks.entries()) {
    await connected();
    const { msgid } = fake.say("ZhangSan", text(`/跟进 张总 ${word}`));
    fake.repeat(msgid);
    await cardWith(word);
    if (index % 3 === 1) fake.drop();
    if (index === 6) {
      await server.kill();
      server = await start();
      await connected();
      fake.repeat(msgid);
    }
  }
  await connected();
  fake.say("ZhangSan", text("/待办"));
  await cardWith("没有要办的事");
  await until(() => fake.isConnected());
  await server.stop();
  await home.inspect(async () => {
    const rows = (await FollowUp.find({}, { content: 1 }).lean()) as unknown as { content: string }[];
    expect(rows.map(({ content }) => content).toSorted()).toEqual(["下周报价", ...talks].toSorted());
    expect(await Customer.countDocuments()).toBe(1);
    expect(await InboxItem.countDocuments({ state: { $ne: "done" } })).toBe(0);
    expect(await Delivery.countDocuments({ state: { $ne: "done" } })).toBe(0);
    expect(await User.find().lean()).toMatchObject([{ name: "ZhangSan", roles: ["admin", "sales"] }]);
    expect(await PlatformIdentity.find().lean()).toMatchObject([{ platform: "wecomBot", home: "wecom:zhangsan" }]);
  });
  const cards = fake.sent.filter(({ cmd }) => cmd !== "aibot_respond_update_msg").map(({ body }) => body.template_card);
  const saved = cards.filter((card) => card?.main_title.title.startsWith("已记跟进"));
  expect(new Set(saved.map((card) => card?.task_id)).size).toBe(talks.length + 1);
}, 120_000);

it("does each of 200 messages once that come three times, over a line that drops at random", async () => {
  server = await start();
  const dice = createDice(200);
  const ids = new Map<string, string>();
  const rounds = [...words, ...words, ...words].toSorted(() => dice() - 0.5);
  for (const word of rounds) {
    if (dice() < 0.012) fake.drop();
    await connected();
    await delay(20);
    const known = ids.get(word);
    if (known) fake.repeat(known);
    else ids.set(word, fake.say(memberOf(word), text(`/提醒 明天9点 ${word}`)).msgid);
  }
  // What was on the line when it was cut comes once more, as with everything a platform is not sure of.
  await connected();
  for (const id of ids.values()) fake.repeat(id);
  for (const word of words) await cardWith(word);
  await server.stop();
  await home.inspect(async () => {
    const rows = await Reminder.find({ text: /给客户/ }, { text: 1 }).lean<{ text: string }[]>();
    expect(rows.map((row) => row.text).toSorted()).toEqual(words.toSorted());
    expect(await InboxItem.countDocuments({ state: { $ne: "done" } })).toBe(0);
    expect(await Delivery.countDocuments({ state: { $ne: "done" } })).toBe(0);
  });
  const tasks = words.map((word) => {
    const told = fake.sent.filter(({ body }) => JSON.stringify(body.template_card ?? "").includes(`${word}"`));
    return new Set(told.map(({ body }) => body.template_card?.task_id)).size;
  });
  expect(tasks).toEqual(words.map(() => 1));
}, 180_000);

it("says in its log what is wrong with the id or the secret, and keeps running", async () => {
  fake.refuse(853000);
  server = await start();
  await until(() => server.logged.find((line) => line.includes("check WECOM_BOT_ID and WECOM_BOT_SECRET")));
  expect(server.logged.join("\n")).not.toContain("bot-secret-1");
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
  await server.stop();
}, 60_000);
