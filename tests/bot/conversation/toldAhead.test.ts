import { Reminder } from "../../../models";
import { Chat, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildHouse } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-14T10:30:00+08:00"));
  await buildHouse(await chat.userBehind("lilei"), ["杭州鼎盛科技有限公司", "鼎盛", "张伟"]);
});

const only = async () => {
  const [reminder, ...others] = await Reminder.find().lean();
  expect(others).toEqual([]);
  return [reminder?.text, reminder?.dueFrom, reminder?.time, reminder?.remindAt];
};

describe("how long before it one is told", () => {
  test.each([
    ["大后天十点半跟财务对账，提前10分钟叫我", "跟财务对账", "2026-09-17", "10:30", "2026-09-17T10:20"],
    ["周五下午3点提醒我去鼎盛，提前半小时", "去鼎盛", "2026-09-18", "15:00", "2026-09-18T14:30"],
    ["提前一天提醒我周五交报告", "交报告", "2026-09-18", null, "2026-09-17T09:00"],
    ["下周三前给鼎盛报价，提前两天提醒我", "给鼎盛报价", "2026-09-23", null, "2026-09-21T09:00"],
  ])("%s", async (words, ...expected) => {
    await chat.says(words);
    const [text, day, time, at] = expected;
    expect(await only()).toEqual([text, day, time, new Date(`${at}:00+08:00`)]);
  });

  test("where that is over already, the usual moment is taken and shown", async () => {
    const card = await chat.says("今天11点提醒我开会，提前一小时");
    expect(valueOf(card, "提醒")).toContain("11:00");
  });
});

describe("that one is to be told is no part of what", () => {
  test.each([
    ["礼拜四上午十点开会记得提醒", "开会"],
    ["明天上午过去的时候提醒我带合同和样品", "带合同和样品"],
    ["下周一出差，到时候提醒我一下", "出差"],
    ["明天给张总发个提醒", "给张总发个提醒"],
    ["周五记得提前一天通知客户停机", "提前一天通知客户停机"],
    ["周四开会别忘了", "开会"],
  ])("%s: %s", async (words, text) => {
    await chat.says(words);
    const [said, day] = await only();
    expect([said, day]).toEqual([text, expect.stringMatching(/^2026-09-(?:1[5-9]|2)/)]);
  });
});
