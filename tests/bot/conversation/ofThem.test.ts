import { Contact, Customer, FollowUp, Opportunity, Reminder } from "../../../models";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildHouse } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;
let dingsheng: string;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  dingsheng = await buildHouse(by, ["杭州鼎盛科技有限公司", "鼎盛", "张伟"]);
  const mingyuan = await buildHouse(by, ["苏州明远机械有限公司", "明远", "陈志强"]);
  await buildContact({ by, customer: mingyuan, name: "李芳", title: "经理" });
});

const notes = async () =>
  (await FollowUp.find().sort({ createdAt: 1 }).lean()).map(({ customer, content }) => [String(customer), content]);

describe("他 is whoever is talked about", () => {
  test("what he likes, whose he is and what they use are notes about them", async () => {
    await chat.says("今天跟张总吃饭，聊得不错");
    for (const words of ["他老婆喜欢茶叶", "他女儿今年高考", "他是老板的亲戚", "他们在用金蝶", "这家很靠谱"]) {
      expect((await chat.says(words)).title).toBe("已记跟进 ✓ 鼎盛");
      expect((await notes()).at(-1)).toEqual([dingsheng, words]);
    }
    expect(await Customer.countDocuments()).toBe(2);
  });

  test("给他发个报价，20万 is the deal of the last customer, looked at first", async () => {
    await chat.says("跟张总聊了聊，想要报价");
    const preview = await chat.says("给他发个报价，20万");
    expect([valueOf(preview, "客户"), valueOf(preview, "金额")]).toEqual([
      "鼎盛 · 张伟",
      expect.stringContaining("¥200,000"),
    ]);
    await chat.says("好");
    expect(await Opportunity.find().lean()).toMatchObject([{ customer: dingsheng, amount: 20_000_000 }]);
    await chat.says("明天给他寄样品");
    expect(await Reminder.find().lean()).toMatchObject([{ customer: dingsheng, dueFrom: "2026-09-17" }]);
  });

  test("his number is kept where he is, and makes nobody new", async () => {
    await chat.says("跟张总聊了聊，想要报价");
    expect(valueOf(await chat.says("他电话13800138000"), "客户")).toBe("鼎盛 · 张伟");
    await chat.presses("确认");
    expect(valueOf(await chat.says("他微信是zhang888"), "客户")).toBe("鼎盛 · 张伟");
    await chat.presses("确认");
    const zhang = await Contact.findOne({ name: "张伟" }).lean();
    expect([zhang?.wechat, (zhang?.phones as unknown[]).length]).toEqual([expect.anything(), 1]);
    expect([await Customer.countDocuments(), await Contact.countDocuments()]).toEqual([2, 3]);
  });

  test("their people are theirs, though another house has one of that name", async () => {
    await chat.says("跟张总聊了聊，想要报价");
    const note = await chat.says("他们李经理说价格太高");
    expect([note.title, valueOf(note, "注意")]).toEqual(["已记跟进 ✓ 鼎盛", expect.stringContaining("李经理")]);
    const preview = await chat.says("那边负责人换成王总了");
    expect([valueOf(preview, "客户"), valueOf(preview, "联系人")]).toEqual(["鼎盛", "王总（新建）"]);
    await chat.presses("确认");
    expect(await Contact.find({ name: "王总" }).lean()).toMatchObject([{ customer: dingsheng }]);
    expect(valueOf(await chat.says("他们孙姐电话多少"), "注意")).toContain("孙姐");
  });

  test("a question about him shows the customer", async () => {
    await chat.says("跟张总聊了聊，想要报价");
    expect((await chat.says("他喜欢什么？")).title).toBe("鼎盛");
    expect((await chat.says("这家谁拍板")).title).toBe("鼎盛");
  });

  test("after half an hour, and before anybody was named, whom it means is asked", async () => {
    expect((await chat.says("他老婆喜欢茶叶")).title).toBe("这是哪家客户？");
    expect((await chat.says("他电话13800138000")).title).toBe("这是哪家客户？");
    await chat.says("跟张总聊了聊，想要报价");
    chat.clock.advance(31 * 60_000);
    const asked = await chat.says("他女儿今年高考");
    expect(buttonTexts(asked)).toContain("鼎盛");
    await chat.presses("明远");
    expect((await notes()).at(-1)?.[1]).toBe("他女儿今年高考");
    expect((await notes()).filter(([customer]) => customer === dingsheng)).toHaveLength(1);
  });

  test("what rang last is what one speaks of then, unless somebody else is talked about besides", async () => {
    await chat.says("/提醒 明天9点 给鼎盛打电话");
    await chat.says("/提醒 明天9点10分 给明远打电话");
    await chat.waitsUntil(new Date("2026-09-17T09:00:00+08:00"));
    expect((await chat.says("打了，他说要考虑")).title).toBe("已记跟进 ✓ 鼎盛");
    await chat.waitsUntil(new Date("2026-09-17T09:10:00+08:00"));
    expect((await chat.says("他说价格太高")).title).toBe("这是哪家客户？");
    expect((await notes()).map(([customer]) => customer)).toEqual([dingsheng]);
  });

  test("an order may speak of them too", async () => {
    chat.joins("hanmei", "韩梅");
    await chat.userBehind("hanmei");
    chat.as("lilei");
    expect((await chat.says("把这家转给韩梅")).title).toBe("要看哪家客户？");
    await chat.says("跟张总聊了聊，想要报价");
    expect(valueOf(await chat.says("把这家转给韩梅"), "客户")).toBe("鼎盛");
  });

  test("a number alone is nobody's name", async () => {
    expect((await chat.says("微信是zhang888")).title).toBe("这是哪家客户？");
    expect(await Customer.countDocuments()).toBe(2);
  });
});
