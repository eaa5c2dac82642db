import { FollowUp, Opportunity } from "../../../models";
import { Chat } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildHouse } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  await buildHouse(by, ["杭州鼎盛科技有限公司", "鼎盛", "张伟"]);
  await buildHouse(by, ["上海明远贸易有限公司", "明远", "王芳"]);
});

test("第一个 and 看第二个 behind a list show that customer, one after the other", async () => {
  const list = await chat.says("有哪些客户");
  const names = list.rows.map(({ value }) => value);
  expect(names).toHaveLength(2);
  expect(names[0]).toContain((await chat.says("第一个")).title);
  expect(names[1]).toContain((await chat.says("看第二个")).title);
  expect(names[1]).toContain((await chat.says("最后一个")).title);
  expect((await chat.says("第五个")).title).toBe("这句没看懂");
});

test("what is said next is of whoever was shown", async () => {
  const list = await chat.says("有哪些客户");
  await chat.says("第二个");
  await chat.says("他们要一份检测报告");
  expect(await FollowUp.countDocuments()).toBe(1);
  expect((await chat.says("刚才记了啥")).title).toBe("今天记了 1 条");
  expect((await chat.says(`${list.rows[1]?.value ?? ""}上次聊了什么`)).text).toContain("检测报告");
});

test("a list does not take the place of what waits for a yes", async () => {
  await chat.says("鼎盛聊了价格，20万");
  await chat.says("有哪些客户");
  await chat.says("第二个");
  await chat.says("确认");
  expect(await Opportunity.find().lean()).toMatchObject([{ amount: 20_000_000 }]);
});

test("behind other words the list is forgotten", async () => {
  await chat.says("有哪些客户");
  await chat.says("鼎盛说样品收到了");
  expect((await chat.says("第一个")).title).toBe("这句没看懂");
});
