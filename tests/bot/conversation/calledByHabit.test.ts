import { Contact, Customer, FollowUp, Reminder } from "../../../models";
import { Chat, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildHouse } from "../../support/factories";

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
