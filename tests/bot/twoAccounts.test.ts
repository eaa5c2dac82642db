import { syncPlatform } from "../../bot/jobs/syncDirectories";
import { reach } from "../../bot/notifications/recipients";
import { resolveUser } from "../../bot/resolveActor";
import type { BotDeps } from "../../bot/deps";
import type { DirectoryUser } from "../../bot/types";
import { PlatformIdentity, User } from "../../models/system/user";
import { SYSTEM_ACTOR } from "../../server/context";
import { createCtx } from "../../server/createCtx";
import { Chat, fakePlatform } from "../support/chat";
import { useDatabase } from "../support/db";

useDatabase();

/** The WeCom bot and the WeCom app of one company: the bot has no directory, its people are the app's. */
let bot: BotDeps;
const app = () => fakePlatform("wecom");
const zhangsan: DirectoryUser = {
  userId: "ZhangSan",
  name: "张三",
  departmentIds: ["7"],
  isLeader: true,
  active: true,
};
let wecom: ReturnType<typeof app>;
let wecomBot: ReturnType<typeof app>;

const sync = () =>
  syncPlatform(createCtx(bot.deps, { actor: SYSTEM_ACTOR, source: { kind: "job", messageId: null } }), wecom, bot);

beforeEach(() => {
  wecom = app();
  wecomBot = fakePlatform("wecomBot");
  const platforms = new Map([wecom, wecomBot].map((platform) => [platform.name, platform]));
  bot = { ...new Chat().bot, platforms, isAdmin: (platform, userId) => `${platform}:${userId}` === "wecom:Boss" };
});

test("whoever the app knows is the same user on the bot, under an id that only the bot understands", async () => {
  wecom.members.set("ZhangSan", zhangsan);
  await sync();
  wecomBot.members.set("woSealed", {
    ...zhangsan,
    userId: "woSealed",
    home: { platform: "wecom", userId: "ZhangSan" },
  });
  const user = await resolveUser(bot, "wecomBot", "woSealed");
  expect(user).toBe(await resolveUser(bot, "wecom", "zhangsan"));
  expect(await User.countDocuments()).toBe(1);
  const identity = { platform: "wecomBot", key: "wosealed" };
  await PlatformIdentity.updateOne(identity, { $set: { lastSeenAt: bot.deps.clock.now() } });
  expect(await reach(bot, user ?? "")).toMatchObject({ platform: "wecom", userId: "ZhangSan" });
});

test("whoever came to the bot first is the same user when the app is connected later", async () => {
  const home = { platform: "wecom", userId: "zhangsan" };
  wecomBot.members.set("zhangsan", {
    userId: "zhangsan",
    name: "zhangsan",
    departmentIds: [],
    isLeader: false,
    active: true,
    home,
  });
  const user = await resolveUser(bot, "wecomBot", "zhangsan");
  wecom.members.set("ZhangSan", zhangsan);
  await sync();
  expect(await resolveUser(bot, "wecom", "ZhangSan")).toBe(user);
  expect(await User.find().lean()).toMatchObject([{ _id: user, name: "张三", roles: ["sales"] }]);
  expect(await PlatformIdentity.countDocuments()).toBe(2);
});

test("who leaves the app's range is out on the bot too", async () => {
  wecom.members.set("ZhangSan", zhangsan);
  await sync();
  wecomBot.members.set("zhangsan", {
    ...zhangsan,
    userId: "zhangsan",
    home: { platform: "wecom", userId: "ZhangSan" },
  });
  await resolveUser(bot, "wecomBot", "zhangsan");
  wecom.members.clear();
  await sync();
  expect(await User.find().lean()).toMatchObject([{ disabled: true }]);
});

test("an administrator named by the app's id is one on the bot", async () => {
  const home = { platform: "wecom", userId: "Boss" };
  wecomBot.members.set("Boss", { ...zhangsan, userId: "Boss", home });
  await resolveUser(bot, "wecomBot", "Boss");
  expect(await User.find().lean()).toMatchObject([{ roles: ["admin", "sales"] }]);
});
