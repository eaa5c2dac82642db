import { accept } from "../../bot/accept";
import { startBot } from "../../bot/startBot";
import type { BotDeps } from "../../bot/deps";
import { Delivery } from "../../models/system/delivery";
import { Reminder } from "../../models";
import { User } from "../../models/system/user";
import type { ShownDingtalk } from "../../scripts/simulator/dingtalk/types";
import { completeReminder } from "../../server/commands/reminder/completeReminder";
import { ringReminders } from "../../server/commands/reminder/ringReminders";
import { createCtx } from "../../server/createCtx";
import { loadActor } from "../../server/loadActor";
import { fakePlatform } from "../support/chat";
import { useDatabase } from "../support/db";
import { startDingtalkBot, until, type DingtalkBot } from "../support/dingtalkBot";

useDatabase();
jest.setTimeout(60_000);

const REDRAWN_MS = 2000;
const CLOSED_ELSEWHERE_MS = 5000;
const MOBILE = "13800138001";

const wecom = fakePlatform("wecom");
let running: DingtalkBot;
let worker: ReturnType<typeof startBot>;

/** As it runs: everything is worked by itself, and woken by what happens. */
beforeEach(async () => {
  running = await startDingtalkBot();
  wecom.shown.length = 0;
  const platforms = new Map(running.bot.platforms).set("wecom", wecom);
  const bot: BotDeps = Object.assign(running.bot, { platforms });
  bot.deps.wake = (queue) => worker.wake(queue);
  worker = startBot(bot);
});
afterEach(async () => {
  await worker.stop();
  await running.stop();
});

/** The best of three: what else a busy machine does says nothing about the program. */
async function bestOfThree(once: () => Promise<number>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < 3; round += 1) took.push(await once());
  return Math.min(...took);
}

async function timeUntil(holds: () => boolean, startedAt = performance.now()): Promise<number> {
  await until(holds);
  return performance.now() - startedAt;
}

const statusOf = (card: ShownDingtalk) => running.dingtalk.findCard(card.id)?.content.status;
const actionOf = (card: ShownDingtalk, text: string) =>
  (JSON.parse(String(card.content.buttons)) as { text: string; event: { params: { actionId: string } } }[]).find(
    (button) => button.text === text,
  )!.event.params.actionId;

/** Says something and waits for the card that comes of it. */
async function cardOf(text: string): Promise<ShownDingtalk> {
  const before = running.dingtalk.shown.length;
  await running.dingtalk.says({ from: "lilei", text });
  await until(() => running.dingtalk.shown.slice(before).some(({ way }) => way === "card"));
  return running.dingtalk.shown.slice(before).find(({ way }) => way === "card")!;
}

it("a pressed card is drawn again from what is stored within two seconds", async () => {
  let round = 0;
  const took = await bestOfThree(async () => {
    round += 1;
    const card = await cardOf(`/跟进 客户${"甲乙丙"[round - 1]}公司 先报价30万`);
    const startedAt = performance.now();
    await running.dingtalk.presses({ from: "lilei", card: card.id, actionId: actionOf(card, "确认") });
    return timeUntil(() => statusOf(card) === "已确认", startedAt);
  });
  expect(took).toBeLessThan(REDRAWN_MS);
});

it("what is done in one app closes its card in the other by itself within five seconds", async () => {
  running.people[0] = { ...running.people[0]!, mobile: MOBILE };
  const member = { userId: "LiLei", name: "李雷", departmentIds: [], isLeader: false, active: true };
  wecom.members.set("LiLei", { ...member, mobile: `+86-${MOBILE}` });
  const { deps } = running.bot;
  let round = 0;
  const took = await bestOfThree(async () => {
    round += 1;
    await running.dingtalk.says({ from: "lilei", text: `/提醒 明天下午3点 给客户${round}回电` });
    await until(() => JSON.stringify(running.dingtalk.shown).includes(`给客户${round}回电`));
    running.clock.advance(2 * 86_400_000);
    await ringReminders(deps);
    const ringing = () =>
      running.dingtalk.shown.find(
        ({ way, content }) => way === "card" && JSON.stringify(content).includes(`客户${round}回电`),
      );
    await until(() => ringing() !== undefined);
    const rang = ringing()!;

    const content = { kind: "text" as const, text: "/待办", spoken: false };
    const way = { groupId: null, replyPath: null, sentAt: running.clock.now(), content };
    const who = { platform: "wecom", externalId: `w-${round}`, conversationId: "lilei", senderId: "LiLei" };
    await accept({ type: "message", message: { ...who, ...way } }, wecom, running.bot);
    await until(() => wecom.shown.length === round);

    const user = await User.findOne().lean();
    const reminder = await Reminder.findOne({ state: "open" }).lean<{ _id: string }>();
    const actor = await loadActor(String(user?._id), deps.clock.now());
    const startedAt = performance.now();
    const ctx = createCtx(deps, { actor: actor!, source: { kind: "app", messageId: null } });
    await completeReminder(ctx, { id: reminder!._id });
    return timeUntil(() => statusOf(rang) === "已完成", startedAt);
  });
  expect(await User.countDocuments()).toBe(1);
  expect(took).toBeLessThan(CLOSED_ELSEWHERE_MS);
  expect(await Delivery.countDocuments({ state: "dead" })).toBe(0);
});
