import { PlatformIdentity, User } from "../../models/system/user";
import { disableMember } from "../../server/commands/user/disableMember";
import { completeReminder } from "../../server/commands/reminder/completeReminder";
import { syncDirectory } from "../../server/commands/user/syncDirectory";
import { SYSTEM_ACTOR } from "../../server/context";
import { loadActor } from "../../server/loadActor";
import { Reminder } from "../../models";
import { createCtx } from "../../server/createCtx";
import { accept } from "../../bot/accept";
import { Chat, fakePlatform } from "../support/chat";
import { useDatabase } from "../support/db";

useDatabase();

const MOBILE = "+86-13800138001";

/** Somebody with two phones in their pocket, so to speak. */
function withTwoApps() {
  const chat = new Chat();
  const other = fakePlatform("dingtalk");
  const platforms = new Map(chat.bot.platforms).set(other.name, other);
  const bot = { ...chat.bot, platforms };
  Object.assign(chat, { bot });
  const joinsOther = (userId: string, mobile?: string) =>
    other.members.set(userId, {
      ...{ userId, name: "李雷", departmentIds: [], isLeader: false, active: true },
      ...(mobile ? { mobile } : {}),
    });
  let count = 0;
  const saysInOther = async (text: string, senderId = "manager01") => {
    count += 1;
    const message = { platform: other.name, externalId: `o-${count}`, conversationId: senderId, senderId };
    const content = { kind: "text" as const, text, spoken: false };
    const way = { groupId: null, replyPath: null, sentAt: chat.clock.now(), content };
    await accept({ type: "message", message: { ...message, ...way } }, other, bot);
    await chat.settle();
    return other.shown.at(-1)!;
  };
  const ctx = () => createCtx(bot.deps, { actor: SYSTEM_ACTOR, source: { kind: "job", messageId: null } });
  return { chat, other, joinsOther, saysInOther, ctx };
}

const codeIn = (title: string) => /\d{8}/.exec(title)?.[0] ?? "";

it("the same verified mobile in both directories is the same person", async () => {
  const { chat, joinsOther, saysInOther } = withTwoApps();
  chat.joins("lilei", "李雷", { mobile: "13800138001" });
  await chat.says("/跟进 张伟 电话13900139002");
  await chat.presses("确认");
  joinsOther("manager01", MOBILE);
  expect((await saysInOther("/客户 张伟")).title).toContain("张伟");
  expect(await User.countDocuments()).toBe(1);
});

it("a code said in the other app makes both one person, once", async () => {
  const { chat, joinsOther, saysInOther } = withTwoApps();
  await chat.says("/跟进 张伟 电话13900139002");
  await chat.presses("确认");
  const code = codeIn((await chat.says("/关联")).title);
  expect(code).toHaveLength(8);

  joinsOther("manager01");
  joinsOther("guesser");
  expect((await saysInOther("/关联 00000000")).title).toBe("关联码不对");
  expect((await saysInOther(`/关联 ${code}`)).title).toBe("关联好了 ✓");
  expect((await saysInOther("/客户 张伟")).title).toContain("张伟");
  expect((await saysInOther(`/关联 ${code}`, "guesser")).title).toBe("关联码不对");
  expect(await PlatformIdentity.countDocuments({ user: (await chat.userBehind("lilei"))._id })).toBe(2);
});

it("a code is over after ten minutes, and records do not change hands by it", async () => {
  const { chat, joinsOther, saysInOther } = withTwoApps();
  joinsOther("manager01");
  const late = codeIn((await chat.says("/关联")).title);
  chat.clock.set(new Date(chat.clock.now().getTime() + 11 * 60_000));
  expect((await saysInOther(`/关联 ${late}`)).title).toBe("关联码不对");

  await saysInOther("/跟进 王芳 电话13700137003");
  await saysInOther("确认");
  const code = codeIn((await chat.says("/关联")).title);
  expect((await saysInOther(`/关联 ${code}`)).title).toBe("这边已有自己的记录");
});

it("a reminder rings in the app last used, and its card closes when it is done in the other", async () => {
  const { chat, other, joinsOther, saysInOther } = withTwoApps();
  chat.joins("lilei", "李雷", { mobile: MOBILE });
  joinsOther("manager01", MOBILE);
  await chat.says("/提醒 明天9点 给王经理回电");
  chat.clock.set(new Date(chat.clock.now().getTime() + 5 * 60_000));
  await saysInOther("/待办");
  const tomorrow = new Date(chat.clock.now().getTime() + 2 * 86_400_000);
  await chat.waitsUntil(tomorrow);
  const rang = other.shown.at(-1)!;
  expect(rang.title).toContain("给王经理回电");

  const user = await chat.userBehind("lilei");
  const actor = (await loadActor(user._id, chat.clock.now()))!;
  const reminder = await Reminder.findOne({ owner: user._id }).lean();
  await completeReminder(createCtx(chat.bot.deps, { actor, source: { kind: "app", messageId: null } }), {
    id: String(reminder?._id),
  });
  await chat.settle();
  expect(rang.closedAs).toBe("已完成");
});

it("who left one app and is still in the other stays; who left both is out", async () => {
  const { chat, joinsOther, saysInOther, ctx } = withTwoApps();
  chat.joins("lilei", "李雷", { mobile: MOBILE });
  joinsOther("manager01", MOBILE);
  await chat.says("/待办");
  await saysInOther("/待办");
  const isOut = async () => (await User.findOne().lean())?.disabled;

  await disableMember(ctx(), { platform: "wecom", userId: "lilei" });
  expect(await isOut()).toBe(false);
  const nobody = { platform: "dingtalk", members: [], departments: [], complete: true };
  await syncDirectory(ctx(), nobody, () => false);
  expect(await isOut()).toBe(true);
});
