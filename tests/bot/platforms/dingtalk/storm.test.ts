import { Reminder } from "../../../../models";
import { InboxItem } from "../../../../models/system/inboxItem";
import { useDatabase } from "../../../support/db";
import { person, startDingtalkBot, until, type DingtalkBot } from "../../../support/dingtalkBot";

useDatabase();
jest.setTimeout(180_000);

// Enough to cross many cuts; with more, a slow machine spends its time on deliveries that were given up.
const MESSAGES = 100;
/** Nobody gets more cards in a minute than a member is pushed. */
const MEMBERS = 20;

let running: DingtalkBot;
afterEach(() => running.stop());

/** The same numbers every time. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

test("100 messages, each delivered three times over a stream that drops at random, have one effect each", async () => {
  running = await startDingtalkBot({ mode: "stream" });
  const { dingtalk, people } = running;
  people.push(...Array.from({ length: MEMBERS }, (_, at) => person(`member${at}`, `同事${at}`)));
  await until(() => dingtalk.gateway.isConnected());
  const dice = createDice(7);
  const messages = Array.from({ length: MESSAGES }, (_, at) => ({
    from: `member${at % MEMBERS}`,
    text: `/提醒 明天9点 给客户${at}回电`,
    msgId: `storm/${at}==`,
  }));

  /** The platform delivers until it is told that somebody has it. */
  async function deliver(message: (typeof messages)[number]): Promise<void> {
    while (!(await dingtalk.says(message))) await until(() => dingtalk.gateway.isConnected());
  }
  const under: Promise<void>[] = [];
  for (const message of [...messages, ...messages, ...messages].toSorted(() => dice() - 0.5)) {
    under.push(deliver(message));
    if (dice() < 0.03) dingtalk.gateway.cut();
    if (dice() < 0.03) await running.settle();
  }
  await Promise.all(under);
  // A call to a busy machine may have timed out meanwhile: it is made again, later.
  await running.waits();

  const made = await Reminder.find({}, { text: 1 }).lean<{ text: string }[]>();
  expect(made).toHaveLength(MESSAGES);
  expect(new Set(made.map(({ text }) => text)).size).toBe(MESSAGES);
  expect(await InboxItem.countDocuments({ state: { $ne: "done" } })).toBe(0);
  const shown = JSON.stringify(dingtalk.shown.map(({ content }) => content));
  for (const at of messages.keys()) expect(shown.split(`会提醒你 ✓ 给客户${at}回电`)).toHaveLength(2);
  await until(() => dingtalk.gateway.connections() === 1);
});
