import { Reminder } from "../../../../models";
import { Delivery } from "../../../../models/system/delivery";
import { PlatformIdentity } from "../../../../models/system/user";
import { DingtalkRefusal, type ShownDingtalk } from "../../../../scripts/simulator/dingtalk/types";
import { completeReminder } from "../../../../server/commands/reminder/completeReminder";
import { ringReminders } from "../../../../server/commands/reminder/ringReminders";
import { createCtx } from "../../../../server/createCtx";
import { loadActor } from "../../../../server/loadActor";
import { useDatabase } from "../../../support/db";
import { startDingtalkBot, type DingtalkBot } from "../../../support/dingtalkBot";

useDatabase();

let running: DingtalkBot;
afterEach(() => running.stop());

const CREATE = "/v1.0/todo/users/union-lilei/tasks";
const SHUT = [
  ["/v1.0/card/instances/createAndDeliver", "param.templateUnpublished"],
  ["/v1.0/robot/oToMessages/batchSend", "chatbotId.notAllow.sendOTO"],
] as const;
const NOTICE = "/topapi/message/corpconversation/asyncsend_v2";

const theReminder = () => Reminder.findOne().lean<{ _id: string; remindAt: Date }>();

/** A reminder of Li Lei's rings, and the robot may not write to anybody. */
async function rings(more: Parameters<typeof startDingtalkBot>[0] = {}, before?: () => void): Promise<void> {
  running = await startDingtalkBot({ agentId: null, ...more });
  await running.dingtalk.says({ from: "lilei", text: "/提醒 明天下午3点 给王经理回电" });
  await running.settle();
  running.meter.count.mockClear();
  before?.();
  const reminder = await theReminder();
  await later(reminder!.remindAt.getTime() - running.clock.now().getTime());
}

/** What is shut stays shut for as long as anybody tries. */
async function later(ms: number): Promise<void> {
  for (const [path, code] of SHUT) running.dingtalk.fail(path, new DingtalkRefusal(code));
  running.clock.set(new Date(running.clock.now().getTime() + ms));
  await ringReminders(running.bot.deps);
  await running.settle();
}

async function completes(): Promise<void> {
  const reminder = await theReminder();
  const identity = await PlatformIdentity.findOne({ key: "lilei" }).lean();
  const actor = await loadActor(String(identity?.user), running.clock.now());
  const ctx = createCtx(running.bot.deps, { actor: actor!, source: { kind: "app", messageId: null } });
  await completeReminder(ctx, { id: reminder!._id });
  await running.settle();
}

const todos = (): ShownDingtalk[] => running.dingtalk.shownTo("lilei").filter(({ way }) => way === "todo");
const counted = () => running.meter.count.mock.calls.map(([{ what }]) => what as string);

it("a reminder that finds no way into the chat stands on the to-do list until it is done", async () => {
  await rings();
  const reminder = await theReminder();
  const url = expect.stringMatching(new RegExp(`/app/reminders/${reminder!._id}$`)) as string;
  expect(todos()).toMatchObject([
    {
      content: {
        subject: expect.stringContaining("给王经理回电"),
        executorIds: ["union-lilei"],
        detailUrl: { appUrl: url, pcUrl: url },
        dueTime: reminder!.remindAt.getTime(),
        done: false,
      },
    },
  ]);
  await completes();
  expect(todos()).toMatchObject([{ content: { done: true } }]);
  // Two refused, one that makes it, one that ends it; who somebody is costs nothing.
  expect(counted()).toEqual(["calls", "calls", "calls", "calls"]);
});

it("is told by a notification where there is one: that is heard, and costs half", async () => {
  await rings({ agentId: "836390886" });
  expect(running.dingtalk.shownTo("lilei").at(-1)).toMatchObject({ way: "notice" });
  expect(todos()).toEqual([]);
});

it("goes onto the list when notifications are refused too", async () => {
  await rings({ agentId: "836390886" }, () => running.dingtalk.fail(NOTICE, new DingtalkRefusal(40056)));
  expect(todos()).toHaveLength(1);
});

it("is there once when it is sent again after a crash, and can still be ended", async () => {
  await rings();
  const row = await Delivery.findOne({ reminder: { $ne: null } }).lean();
  const { sealedUpdateToken } = row!;
  await Delivery.updateOne({ _id: row!._id }, { $set: { state: "queued", sealedUpdateToken: null, sentAt: null } });
  await later(60_000);
  expect(todos()).toHaveLength(1);
  expect((await Delivery.findOne({ _id: row!._id }).lean())?.sealedUpdateToken).toEqual(expect.any(String));
  expect(sealedUpdateToken).toEqual(expect.any(String));
  await completes();
  expect(todos()).toMatchObject([{ content: { done: true } }]);
});

it.each([
  ["too fast", new DingtalkRefusal("Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "too fast", 403), 1000],
  ["the gateway in trouble", new DingtalkRefusal("system.busy", "busy", 504), 1000],
  ["no permission", new DingtalkRefusal("Forbidden.AccessDenied.AccessTokenPermissionDenied", "no", 403), 600_000],
  ["the month used up", new DingtalkRefusal("Forbidden.AccessDenied.ApiCountLimitForOrg", "used up", 403), 600_000],
])("waits when the list says: %s", async (_what, refusal, waitMs) => {
  await rings({}, () => running.dingtalk.fail(CREATE, refusal));
  expect(todos()).toEqual([]);
  await later(waitMs - 100);
  expect(todos()).toEqual([]);
  await later(200);
  expect(todos()).toHaveLength(1);
});

it("is ended also while calls are scarce, because nobody can tick it off there", async () => {
  await rings();
  running.meter.share.mockReturnValue(0.9);
  await completes();
  expect(todos()).toMatchObject([{ content: { done: true } }]);
});

it("that somebody deleted there is no trouble here", async () => {
  await rings();
  const [todo] = todos();
  running.dingtalk.fail(`${CREATE}/${todo?.id}`, new DingtalkRefusal("todo.taskNotExist"));
  await completes();
  expect(await Delivery.countDocuments({ state: { $ne: "done" } })).toBe(0);
});

it("what is no reminder makes no to-do", async () => {
  await rings();
  await running.dingtalk.says({ from: "lilei", text: "/待办", fields: { sessionWebhook: "" } });
  await later(0);
  expect(todos()).toHaveLength(1);
});
