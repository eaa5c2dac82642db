import { FollowUp, Opportunity, Reminder } from "../../../models";
import { Chat, buttonTexts } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildHouse } from "../../support/factories";

useDatabase();

let chat: Chat;
const customers: Record<string, string> = {};

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  for (const house of [
    ["杭州鼎盛科技有限公司", "鼎盛", "张伟"],
    ["苏州明远机械有限公司", "明远", "张建国"],
    ["宁波海川物流有限公司", "海川", "王芳"],
  ] as const) {
    customers[house[1]] = await buildHouse(by, house);
  }
});

const notes = async () => (await FollowUp.find().lean()).map((one) => one.customer);

/** Thursday of next week is the 24th: which 张总, which day and the money are three questions. */
const SENTENCE = "/跟进 张总 报价三十万，下周四23号过去";

describe("a sentence with three open questions", () => {
  test("asks one at a time, and writes only after the last", async () => {
    const who = await chat.says(SENTENCE);
    expect(who.title).toContain("哪位");
    const day = await chat.presses("张伟·鼎盛");
    expect(buttonTexts(day)).toEqual(["09-24 周四", "09-23 周三", "取消"]);
    const preview = await chat.presses("09-24 周四");
    expect(preview.title).toBe("这样记对吗？");
    expect(await FollowUp.countDocuments()).toBe(0);
    await chat.presses("确认");
    expect(await notes()).toEqual([customers.鼎盛]);
    expect(await Reminder.find().lean()).toMatchObject([{ dueFrom: "2026-09-24" }]);
    expect(await Opportunity.find().lean()).toMatchObject([{ amount: 30_000_000 }]);
  });

  test("waits while other things are said, asked and taken back", async () => {
    const who = await chat.says(SENTENCE);
    await chat.says("/跟进 海川 样品收到了");
    await chat.says("/待办");
    const day = await chat.presses("张建国·明远", who);
    await chat.says("/跟进 海川 又打了电话");
    await chat.says("/撤销");
    const preview = await chat.presses("09-23 周三", day);
    await chat.says("海川上次聊到哪了");
    await chat.presses("确认", preview);
    expect((await notes()).toSorted()).toEqual([customers.海川, customers.明远].toSorted());
    expect(await Reminder.find().lean()).toMatchObject([{ customer: customers.明远, dueFrom: "2026-09-23" }]);
  });

  test("a yes that comes too early confirms nothing that was not shown", async () => {
    await chat.says(SENTENCE);
    await chat.says("确认");
    expect(await FollowUp.countDocuments()).toBe(0);
    await chat.presses("张伟·鼎盛");
    await chat.says("确认");
    expect(await FollowUp.countDocuments()).toBe(0);
    const preview = await chat.presses("09-24 周四");
    expect(preview.title).toBe("这样记对吗？");
    expect(await FollowUp.countDocuments()).toBe(0);
  });

  test("a name typed answers who, a time for something else does not answer which day", async () => {
    await chat.says(SENTENCE);
    const day = await chat.says("张伟");
    expect(buttonTexts(day)).toContain("09-24 周四");
    await chat.says("/提醒 明天9点 给王经理回电");
    await chat.presses("09-24 周四", day);
    await chat.presses("确认");
    const due = (await Reminder.find().lean()).map((one) => one.dueFrom);
    expect(due.toSorted()).toEqual(["2026-09-17", "2026-09-24"]);
    expect(await notes()).toEqual([customers.鼎盛]);
  });
});

test("two sentences that wait are answered each by its own card", async () => {
  const first = await chat.says("/跟进 张总 报价三十万");
  const second = await chat.says("/跟进 海川 报价五万");
  await chat.presses("张伟·鼎盛", first);
  const own = chat.lastCard();
  await chat.presses("确认", second);
  expect(await notes()).toEqual([customers.海川]);
  await chat.presses("确认", own);
  const deals = (await Opportunity.find().lean()).map(({ customer, amount }) => [customer, amount]);
  expect(deals).toEqual([
    [customers.海川, 5_000_000],
    [customers.鼎盛, 30_000_000],
  ]);
});

describe("算了", () => {
  test("after something else was done drops what still waited, and says what", async () => {
    await chat.says("/跟进 张总 样品寄了");
    await chat.says("/跟进 海川 又打了电话");
    const card = await chat.says("算了");
    expect([card.title, card.quote?.text]).toEqual(["取消了，没有记", "/跟进 张总 样品寄了"]);
    expect(await notes()).toEqual([customers.海川]);
  });

  test("where nothing waits says so, and offers what was written last", async () => {
    await chat.says("/跟进 海川 又打了电话");
    const card = await chat.says("算了");
    expect([card.title, card.quote?.text]).toEqual(["没有要取消的", "/跟进 海川 又打了电话"]);
    expect(await notes()).toEqual([customers.海川]);
    await chat.presses("撤销上一条");
    expect(await notes()).toEqual([]);
    expect(await chat.says("算了")).toMatchObject({ title: "没有要取消的", buttons: [] });
  });
});
