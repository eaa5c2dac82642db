import { setTimeout as delay } from "node:timers/promises";
import { Customer, FollowUp, Reminder } from "../../models";
import { t } from "../../models/shared/text/zhCN/chat";
import { Delivery } from "../../models/system/delivery";
import { InboxItem } from "../../models/system/inboxItem";
import { createCrowd, nameMembers, type Crowd } from "../support/crowd";
import { startFakeWecom, type FakeWecom } from "../support/fakeWecom";
import { buildServer, createServerHome, startServerProcess, type Program, type ServerHome } from "../support/server";

/** More of each for a longer run, e.g. KILL_MEMBERS=100 KILL_MESSAGES=100 KILLS=60 KILL_MINUTES=15. */
const count = (variable: string, usual: number) => Number(process.env[variable] ?? usual);
const MEMBERS = count("KILL_MEMBERS", 100);
/** Of each member: one that makes a customer, one click that confirms it, the rest notes and reminders. */
const MESSAGES = count("KILL_MESSAGES", 10);
const KILLS = count("KILLS", 8);
/** It takes two minutes on two quiet cores, and three beside other work. */
const LIMIT_MS = count("KILL_MINUTES", 6) * 60_000;
/** The server lives this long between two kills; what is asked of it is spread over all of them. */
const LIFE_MS = { least: 1500, more: 2500 };
const SPREAD_MS = KILLS * (LIFE_MS.least + LIFE_MS.more);

let fake: FakeWecom;
let home: ServerHome;
let server: Program;

beforeAll(async () => {
  await buildServer();
  [fake, home] = await Promise.all([startFakeWecom(), createServerHome()]);
}, 180_000);

afterAll(async () => {
  await server?.kill();
  await fake.stop();
  await home.remove();
}, 60_000);

const start = () => startServerProcess({ ...home.env, WECOM_API_BASE: fake.baseUrl });

async function killAndRestart(): Promise<void> {
  for (let kills = 0; kills < KILLS; kills++) {
    await delay(LIFE_MS.least + Math.random() * LIFE_MS.more);
    await server.kill();
    server = await start();
  }
}

interface Tags {
  followUps: string[];
  reminders: string[];
}

function tagsOf(member: string): Tags {
  const tags = Array.from({ length: MESSAGES - 2 }, (_, index) => `${member}x${index}x`);
  return {
    followUps: [`${member}first`, ...tags.filter((_, index) => index % 2 === 0)],
    reminders: tags.filter((_, index) => index % 2 === 1),
  };
}

/** One member's day: a new customer with one confirm, then notes and reminders without waiting for the answers. */
async function spendDay(crowd: Crowd, member: string): Promise<void> {
  const { followUps, reminders } = tagsOf(member);
  const [first, ...others] = followUps;
  await delay(Math.random() * SPREAD_MS * 0.5);
  await crowd.says(member, `/跟进 张总 聊了方案${first}`);
  await crowd.presses(member, "确认", await crowd.waitFor(member, (card) => card.includes("确认")));
  await crowd.waitFor(member, (card) => card.includes("已记跟进"));

  const sentences = [
    ...others.map((tag) => `/跟进 张总 聊了方案${tag}`),
    ...reminders.map((tag) => `/提醒 明天9点 事项${tag}`),
  ];
  await Promise.all(
    sentences.map(async (sentence) => {
      await delay(Math.random() * SPREAD_MS * 0.5);
      await crowd.says(member, sentence);
    }),
  );
  for (const tag of [...others, ...reminders]) await crowd.waitFor(member, (card) => card.includes(tag));
}

/** How often each tag is found in the texts. */
function countTags(tags: string[], texts: string[]): Record<string, number> {
  const all = texts.join("\n");
  return Object.fromEntries(tags.map((tag) => [tag, all.split(tag).length - 1]));
}

const onceEach = (tags: string[]) => Object.fromEntries(tags.map((tag) => [tag, 1]));

it(
  `gives ${MEMBERS * MESSAGES} messages one effect and one answer each, through ${KILLS} kills`,
  async () => {
    const members = nameMembers(MEMBERS);
    fake.members.push(...members.map((userid) => ({ userid, name: userid, department: [1] })));
    server = await start();
    const crowd = createCrowd(fake, () => server.address);
    await Promise.all([killAndRestart(), ...members.map((member) => spendDay(crowd, member))]);
    // What is still to come would be one too many.
    await delay(2000);
    await server.stop();

    const tags = members.map(tagsOf);
    const followUps = tags.flatMap((one) => one.followUps);
    const reminders = tags.flatMap((one) => one.reminders);
    expect(crowd.counts.accepted).toBe(MEMBERS * MESSAGES);
    expect(crowd.counts.redelivered).toBeGreaterThan(KILLS);

    await home.inspect(async () => {
      const contents = (await FollowUp.find({}, { content: 1 }).lean()) as unknown as { content: string }[];
      expect(
        countTags(
          followUps,
          contents.map((row) => row.content),
        ),
      ).toEqual(onceEach(followUps));
      const texts = (await Reminder.find({}, { text: 1 }).lean()) as unknown as { text: string }[];
      expect(
        countTags(
          reminders,
          texts.map((row) => row.text),
        ),
      ).toEqual(onceEach(reminders));
      expect(await Customer.countDocuments()).toBe(MEMBERS);
      expect(await InboxItem.countDocuments({ state: "done" })).toBe(MEMBERS * MESSAGES);
      expect(await InboxItem.countDocuments()).toBe(MEMBERS * MESSAGES);
      expect(await Delivery.countDocuments({ state: { $ne: "done" } })).toBe(0);
      expect(await Delivery.distinct("messageId")).toHaveLength(MEMBERS * MESSAGES);
      // Without work that was cut off in the middle, the run would prove nothing.
      expect(await InboxItem.countDocuments({ lapses: { $gt: 0 } })).toBeGreaterThan(0);
    });
    expect(fake.shown.map(taskIdOf).toSorted()).toEqual(
      [...new Set(fake.callsTo("message/send").map(sentIdOf))].toSorted(),
    );
    const answers = fake.shown.filter((message) => !JSON.stringify(message).includes(t.other.working));
    expect(answers).toHaveLength(MEMBERS * MESSAGES);
  },
  LIMIT_MS,
);

const taskIdOf = (message: Record<string, unknown>) => (message.template_card as { task_id: string }).task_id;
const sentIdOf = (call: { json: Record<string, unknown> }) => taskIdOf(call.json);
