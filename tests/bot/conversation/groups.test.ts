import { useDatabase } from "../../support/db";
import { Chat } from "../../support/chat";

useDatabase();

const GROUP = "group-1";
const shownIn = (chat: Chat, groupId: string | null) => chat.cards().filter((card) => card.groupId === groupId);

it("tells a group that it is noted, and the rest in private", async () => {
  const chat = new Chat();
  await chat.says("/跟进 张伟 电话13800138001，先报价30万");
  await chat.presses("确认");
  const before = chat.cards().length;

  await chat.inGroup(GROUP).says("/跟进 张伟 说价格可以接受，下周三签合同");
  const answered = chat.cards().slice(before);
  expect(answered).toMatchObject([
    { groupId: GROUP, title: "已记，详情私聊", rows: [], buttons: [] },
    { groupId: null, replyPath: null, title: expect.stringContaining("已记跟进") },
  ]);
  expect(answered[0]).not.toHaveProperty("text");
  expect(answered[0]).not.toHaveProperty("quote");
  expect(answered[1]?.buttons.length).toBeGreaterThan(0);
});

it("asks in private what a group need not read", async () => {
  const chat = new Chat();
  await chat.inGroup(GROUP).says("/跟进 王小明 电话13900139002，要买两台");
  expect(shownIn(chat, GROUP)).toMatchObject([{ title: "要您定一下，已私聊", buttons: [] }]);
  await chat.inGroup(null).presses("确认");
  expect(chat.lastCard()).toMatchObject({ groupId: null, title: expect.stringContaining("✓") });
});

it("says fixed words right in the group, without buttons", async () => {
  const chat = new Chat();
  await chat.inGroup(GROUP).says("/帮助");
  expect(chat.cards()).toMatchObject([{ groupId: GROUP, title: "怎么用", buttons: [] }]);
  await chat.as("stranger").says("你好");
  expect(chat.cards()).toMatchObject([{ groupId: GROUP, title: "您还不在使用名单里" }]);
});

it("answers a message on the way it came", async () => {
  const chat = new Chat();
  await chat.says("/帮助", "message-7");
  expect(chat.lastCard().replyPath).toBe("way-back-to-message-7");
});
