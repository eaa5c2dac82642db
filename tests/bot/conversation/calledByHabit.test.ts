import { Contact, Customer, FollowUp, Reminder } from "../../../models";
import { Chat, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildHouse } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;
let xiangman: string;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-14T09:00:00+08:00"));
  const by = await chat.userBehind("lilei");
  xiangman = await buildHouse(by, ["苏州香满园食品有限公司", "香满园", "刘姐"]);
});

describe("老陈 who was written down as 老陈", () => {
  test("is known at the company he was added to", async () => {
    await chat.says("无锡好味源调味品厂的老陈加一下，电话13905101234");
    await chat.presses("确认");
    const note = await chat.says("刚跟老陈通完电话，味精涨价他嫌贵");
    expect(note.title).toContain("已记跟进 ✓ 无锡好味源");
    const house = await Customer.findOne({ name: "无锡好味源调味品厂" }).lean();
    expect(await FollowUp.find().lean()).toMatchObject([{ customer: house?._id }]);
    expect(await Customer.countDocuments()).toBe(2);
  });

  test("is himself the second time he is spoken of alone", async () => {
    await chat.says("/跟进 老陈 想要样品");
    await chat.presses("确认");
    await chat.says("老陈回电话了，样品收到");
    const old = await Customer.findOne({ name: "老陈" }).lean();
    expect((await FollowUp.find().lean()).map(({ customer }) => customer)).toEqual([old?._id, old?._id]);
  });

  test("answers to 陈总 as well, and is not 小陈", async () => {
    const by = await chat.userBehind("lilei");
    await buildContact({ by, customer: xiangman, name: "老陈", title: null });
    expect((await chat.says("/跟进 陈总 下周再聊")).title).toBe("已记跟进 ✓ 香满园");
    expect(valueOf(await chat.says("/跟进 小陈 下周再聊"), "客户")).toBe("小陈（新建）");
  });
});

describe("那边 and 他们 behind a name", () => {
  beforeEach(() => chat.says("上午去了香满园，刘姐说样品可以"));

  test.each([
    "德清老恒和那边王工下午2点半过来看厂",
    "老恒和他们王工下午2点半过来看厂",
    "星湖那边王工下午2点半过来看厂",
    "老恒和那边催发货了，明天发",
    "星湖他们明天要来",
  ])("%s: of those who are named, and not of the customer in talk", async (words) => {
    await chat.says(words);
    expect(await Reminder.countDocuments({ customer: xiangman })).toBe(0);
    expect(await FollowUp.countDocuments({ customer: xiangman })).toBe(1);
  });

  test.each(["跟那边说好了，明天发货", "样品他们收到了", "采购那边说价格高了点", "但他们还要再比一比", "那边催货了"])(
    "%s: of the customer in talk",
    async (words) => {
      await chat.says(words);
      expect(await FollowUp.countDocuments({ customer: xiangman, content: words })).toBe(1);
      expect([await Customer.countDocuments(), await Contact.countDocuments()]).toEqual([1, 1]);
    },
  );
});

describe("houses by the part of their name that people say", () => {
  beforeEach(async () => {
    const by = await chat.userBehind("lilei");
    await buildCustomer({ by, name: "无锡好味源调味品厂", kind: "company" });
    await buildCustomer({ by, name: "德清老恒和食品有限公司", kind: "company" });
  });

  test.each([
    ["好味源那边说价格高", "无锡好味源调味品厂"],
    ["今天去了好味源，谈得不错", "无锡好味源调味品厂"],
    ["老恒和的单子黄了，他们选了安琪", "德清老恒和食品有限公司"],
    ["给老恒和寄了样品", "德清老恒和食品有限公司"],
  ])("%s", async (words, name) => {
    await chat.says("上午去了香满园，刘姐说样品可以");
    await chat.says(words);
    const house = await Customer.findOne({ name }).lean();
    expect(await FollowUp.find({ content: words }).lean()).toMatchObject([{ customer: house?._id }]);
    expect(await Customer.countDocuments()).toBe(3);
  });

  test("whom they chose instead is nobody of the customer in talk", async () => {
    await chat.says("上午去了香满园，刘姐说样品可以");
    await chat.says("瑞福祥的单子黄了，他们选了安琪");
    expect(await FollowUp.countDocuments({ customer: xiangman })).toBe(1);
  });

  test("a house everybody knows is written down under its whole name", async () => {
    const preview = await chat.says("新客户 嘉兴五芳斋食品有限公司 张总");
    expect([valueOf(preview, "客户"), valueOf(preview, "联系人")]).toEqual([
      "嘉兴五芳斋食品有限公司（新建）",
      "张总（新建）",
    ]);
  });

  test("what a house does is not its name", async () => {
    const by = await chat.userBehind("lilei");
    await buildCustomer({ by, name: "上海化工有限公司", kind: "company" });
    await chat.says("今天跟化工那边聊了聊");
    expect(await FollowUp.countDocuments()).toBe(0);
  });
});

test("上午 here and 下午 there: both are of the day that was said", async () => {
  await buildHouse(await chat.userBehind("lilei"), ["无锡好味源调味品厂", "好味源", "陈厂长"]);
  await chat.says("周五上午拜访香满园，下午顺便去好味源");
  expect((await Reminder.find().lean()).map(({ dueFrom }) => dueFrom)).toEqual(["2026-09-18", "2026-09-18"]);
});
