import { Customer, FollowUp, Opportunity, Reminder } from "../../../models";
import { OutboxEvent } from "../../../models/system/outboxEvent";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildReminder, buildOpportunity } from "../../support/factories";

useDatabase();

let chat: Chat;

beforeEach(() => {
  // Wednesday, as in the sentences that talk of days.
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
});

async function threeZhang() {
  const by = await chat.userBehind("lilei");
  const dingsheng = await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company", aliases: ["鼎盛"] });
  const mingyuan = await buildCustomer({ by, name: "苏州明远机械有限公司", kind: "company", aliases: ["明远"] });
  await buildContact({ customer: dingsheng.id, by, name: "张伟", title: null });
  await buildContact({ customer: mingyuan.id, by, name: "张建国", title: null });
  return { by, dingsheng, mingyuan };
}

describe("/跟进 张总 下周报价, nobody called 张总", () => {
  test("shows a preview and writes nothing before 确认", async () => {
    const preview = await chat.says("/跟进 张总 下周报价");
    expect(preview.title).toBe("这样记对吗？");
    expect(valueOf(preview, "客户")).toBe("张总（新建）");
    expect(valueOf(preview, "内容")).toBe("下周报价");
    expect(valueOf(preview, "下一步")).toBe("报价");
    expect(valueOf(preview, "时间")).toBe("09-21 周一 至 09-27 周日");
    expect(valueOf(preview, "阶段")).toBeUndefined();
    expect(buttonTexts(preview)).toEqual(["确认", "改", "取消"]);
    expect(await Customer.countDocuments()).toBe(0);
    expect(await OutboxEvent.countDocuments()).toBe(0);
  });

  test("makes customer, follow-up and one reminder after 确认", async () => {
    await chat.says("/跟进 张总 下周报价");
    const saved = await chat.presses("确认");
    expect(saved.title).toBe("已记跟进 ✓ 张总");
    expect(saved.rows.map((row) => row.label)).toEqual(["内容", "下一步", "时间", "提醒"]);
    expect(buttonTexts(saved)).toEqual(["撤销", "改", "打开客户", "补公司"]);
    expect(await Customer.find().lean()).toMatchObject([{ name: "张总", kind: "person" }]);
    expect(await FollowUp.find().lean()).toMatchObject([{ content: "下周报价", method: null }]);
    expect(await Reminder.find().lean()).toMatchObject([
      { text: "报价", dueFrom: "2026-09-21", dueTo: "2026-09-27", remindAt: new Date("2026-09-21T09:00:00+08:00") },
    ]);
    expect(chat.cards()[0]?.closedAs).toBe("已确认");
  });

  test("confirms once, however often 确认 is tapped", async () => {
    const preview = await chat.says("/跟进 张总 下周报价");
    const saved = await chat.presses("确认", preview);
    const again = await chat.presses("确认", preview);
    // Where the platform itself tells the second tap from a new one, it gets no answer of its own.
    expect(again.title).toMatch(new RegExp(`已经处理过|^${saved.title}$`));
    expect(await FollowUp.countDocuments()).toBe(1);
  });

  test("takes a typed 确认 as the answer", async () => {
    await chat.says("/跟进 张总 下周报价");
    await chat.says("确认");
    expect(await FollowUp.countDocuments()).toBe(1);
  });

  test("a typed 确认 never writes what was left open before something else was settled, but shows it again", async () => {
    await chat.says("/跟进 张总 下周报价");
    chat.clock.advance(60_000);
    await chat.says("/跟进 孟总 下周报价");
    chat.clock.advance(60_000);
    await chat.says("取消");
    chat.clock.advance(60_000);
    const shownAgain = await chat.says("确认");
    expect(valueOf(shownAgain, "客户")).toBe("张总（新建）");
    expect(await FollowUp.countDocuments()).toBe(0);
    chat.clock.advance(60_000);
    await chat.says("确认");
    expect(await Customer.find().lean()).toMatchObject([{ name: "张总" }]);
  });

  test("a typed 确认 after another record was written shows the older draft first", async () => {
    await threeZhang();
    await chat.says("/跟进 孟总 下周报价");
    chat.clock.advance(60_000);
    expect((await chat.says("/跟进 鼎盛张伟 寄了样品")).title).toContain("已记跟进");
    chat.clock.advance(60_000);
    expect((await chat.says("确认")).title).toBe("这样记对吗？");
    expect(await FollowUp.countDocuments()).toBe(1);
  });

  test("writes nothing after 取消, and a later 确认 finds nothing to confirm", async () => {
    const preview = await chat.says("/跟进 张总 下周报价");
    expect((await chat.presses("取消")).title).toBe("取消了，没有记");
    await chat.presses("确认", preview);
    expect(await Customer.countDocuments()).toBe(0);
  });

  test("a second delivery of the same message does nothing", async () => {
    await chat.says("/跟进 张总 下周报价", "m1");
    const count = chat.cards().length;
    await chat.says("/跟进 张总 下周报价", "m1");
    expect(chat.cards()).toHaveLength(count);
  });
});

describe("one certain customer", () => {
  test("is written at once, with the way back", async () => {
    const { dingsheng } = await threeZhang();
    const saved = await chat.says("/跟进 鼎盛张总 明天下午三点过去聊方案");
    expect(saved.title).toContain("已记跟进 ✓");
    expect(await FollowUp.find().lean()).toMatchObject([{ customer: dingsheng.id }]);
    expect(await Reminder.find().lean()).toMatchObject([
      { remindAt: new Date("2026-09-17T14:30:00+08:00"), time: "15:00" },
    ]);
    expect(await Customer.findOne({ _id: dingsheng.id }).lean()).toMatchObject({ lastContactAt: chat.clock.now() });
  });

  test("offers days when no next step was said, and keeps the one tapped", async () => {
    await threeZhang();
    const saved = await chat.says("/跟进 鼎盛张总 看了样品很满意");
    expect(await Reminder.countDocuments()).toBe(0);
    expect(buttonTexts(saved)).toEqual(["撤销", "改", "打开客户", "今天", "明天", "下周一"]);
    await chat.presses("明天");
    expect(await Reminder.find().lean()).toMatchObject([{ dueFrom: "2026-09-17", text: "联系张伟" }]);
  });

  test("money is confirmed first, and opens a deal", async () => {
    const { dingsheng } = await threeZhang();
    const preview = await chat.says("鼎盛张总 报价三十万 周五前给合同");
    expect(preview.title).toBe("这样记对吗？");
    expect(await Opportunity.countDocuments()).toBe(0);
    await chat.presses("确认");
    expect(await Opportunity.find().lean()).toMatchObject([{ customer: dingsheng.id, amount: 30_000_000 }]);
  });

  test("a changed amount is shown old beside new", async () => {
    const { dingsheng, by } = await threeZhang();
    await buildOpportunity({ by, customer: dingsheng.id, amount: 43_000_000, stage: "proposal" });
    const preview = await chat.says("/商机 鼎盛 谈判 40万");
    expect(preview.rows.find((row) => row.label === "金额")).toMatchObject({ value: "¥400,000", oldValue: "¥430,000" });
    await chat.presses("确认");
    expect(await Opportunity.find().lean()).toMatchObject([{ amount: 40_000_000, stage: "negotiation" }]);
  });

  test("with several open deals it is asked which; left alone, the card says so first", async () => {
    const { dingsheng, by } = await threeZhang();
    await buildOpportunity({ by, customer: dingsheng.id, amount: 1 });
    await buildOpportunity({ by, customer: dingsheng.id, amount: 2 });
    await chat.says("/商机 鼎盛 40万");
    const saved = await chat.presses("都不改");
    expect(saved.rows[0]).toMatchObject({ label: "没记" });
    expect(await Opportunity.countDocuments({ amount: 40_000_000 })).toBe(0);
  });
});

describe("which 张总", () => {
  test("asks with a button for each and one for somebody new", async () => {
    await threeZhang();
    const question = await chat.says("/跟进 张总 下周报价");
    expect(question.title).toBe("你说的“张总”是哪位？");
    expect(buttonTexts(question)).toEqual(["张伟·鼎盛", "张建国·明远", "都不是，新建"].sort(byPlace(question)));
    expect(await FollowUp.countDocuments()).toBe(0);
  });

  test("writes to the one tapped, and offers to remember him", async () => {
    const { mingyuan } = await threeZhang();
    await chat.says("/跟进 张总 下周报价");
    const saved = await chat.presses("张建国·明远");
    expect(await FollowUp.find().lean()).toMatchObject([{ customer: mingyuan.id }]);
    expect(buttonTexts(saved)).toContain("以后默认他");
    await chat.presses("以后默认他");
    const again = await chat.says("/跟进 张总 样品寄了");
    expect(again.title).toContain("已记跟进 ✓");
    expect(await FollowUp.countDocuments({ customer: mingyuan.id })).toBe(2);
  });

  test("都不是 leads to a preview of a new customer", async () => {
    await threeZhang();
    await chat.says("/跟进 张总 下周报价");
    const preview = await chat.presses("都不是，新建");
    expect(valueOf(preview, "客户")).toBe("张总（新建）");
    await chat.presses("确认");
    expect(await Customer.countDocuments({ name: "张总" })).toBe(1);
  });

  test("a name typed instead of a tap is taken as well", async () => {
    const { mingyuan } = await threeZhang();
    await chat.says("/跟进 张总 下周报价");
    await chat.says("张建国");
    expect(await FollowUp.find().lean()).toMatchObject([{ customer: mingyuan.id, content: "下周报价" }]);
  });

  test("a company that a colleague has is not made again, and nothing about it is told", async () => {
    await buildCustomer({ name: "北京中科睿达科技有限公司", kind: "company" });
    const card = await chat.says("/跟进 中科睿达科技 约了下周见面");
    const full = await chat.says("/跟进 北京中科睿达科技有限公司 约了下周见面");
    expect(full.title).toBe("已有同事在跟进这家公司");
    expect(card.title).not.toContain("北京");
    expect(await FollowUp.countDocuments()).toBe(0);
  });
});

describe("他, 这家", () => {
  test("is the customer of the last card, for half an hour", async () => {
    const { dingsheng } = await threeZhang();
    await chat.says("/跟进 鼎盛张总 看了样品");
    await chat.says("他说价格可以接受");
    expect(await FollowUp.countDocuments({ customer: dingsheng.id })).toBe(2);
    chat.clock.advance(31 * 60_000);
    expect((await chat.says("他说下周给答复")).title).toBe("这是哪家客户？");
  });
});

describe("several customers in one message", () => {
  test("are one card and one undo", async () => {
    const { by } = await threeZhang();
    for (const name of ["宁波海川物流集团有限公司", "广州蓝天餐饮管理有限公司", "深圳市创想电子有限公司"])
      await buildCustomer({ by, name, kind: "company" });
    const saved = await chat.says("今天跑了三家 海川王经理要试用 蓝天陈总说再等等 创想李工那边样品没问题准备走流程");
    expect(saved.title).toBe("已记 3 条跟进 ✓");
    expect(saved.rows.map((row) => row.label)).toEqual(
      ["海川物流", "蓝天餐饮", "创想电子"].map((name) => expect.stringContaining(name.slice(0, 2))),
    );
    expect(await FollowUp.countDocuments()).toBe(3);
    await chat.presses("撤销");
    expect(await FollowUp.countDocuments()).toBe(0);
  });
});

test("a weekday that contradicts its date is asked", async () => {
  await threeZhang();
  const question = await chat.says("/跟进 鼎盛张总 周四23号签合同");
  expect(question.title).toContain("对不上");
  expect(await FollowUp.countDocuments()).toBe(0);
  const [first] = question.buttons;
  await chat.presses(first?.text ?? "");
  expect(await FollowUp.countDocuments()).toBe(1);
  expect(await Reminder.countDocuments()).toBe(1);
});

test("reminders of hidden customers do not leak into a colleague's chat", async () => {
  chat.joins("wangwu", "王五");
  const reminder = await buildReminder({ text: "别人的事" });
  expect(reminder.owner).not.toBeNull();
  const card = await chat.as("wangwu").says("/待办");
  expect(JSON.stringify(card)).not.toContain("别人的事");
});

/** Candidates come in order of last contact; the order of equals is not this test's matter. */
const byPlace = (card: { buttons: { text: string }[] }) => (a: string, b: string) =>
  card.buttons.findIndex((button) => button.text === a) - card.buttons.findIndex((button) => button.text === b);

describe("what talk does to a deal", () => {
  test("money that came in never overwrites the amount, and the card says so first", async () => {
    const { dingsheng, by } = await threeZhang();
    await buildOpportunity({ by, customer: dingsheng.id, amount: 40_000_000, stage: "negotiation" });
    const saved = await chat.says("/跟进 鼎盛张总 打了5万定金");
    expect(saved.rows[0]).toMatchObject({ label: "没记", value: "回款还不能记，商机金额没改" });
    expect(await Opportunity.find().lean()).toMatchObject([{ amount: 40_000_000 }]);
  });

  test("a word heard in passing never moves it back", async () => {
    const { dingsheng, by } = await threeZhang();
    await buildOpportunity({ by, customer: dingsheng.id, amount: 40_000_000, stage: "negotiation" });
    await chat.says("/跟进 鼎盛张总 又问了一次报价");
    expect(await Opportunity.find().lean()).toMatchObject([{ stage: "negotiation" }]);
  });
});

test.each(["谢谢", "他还想看看案例", "哪些客户好久没联系了"])("%s is no answer to which 张总", async (words) => {
  await threeZhang();
  await chat.says("/跟进 张总 下周报价");
  const card = await chat.says(words);
  expect(JSON.stringify(card)).not.toContain("（新建）");
  expect(await FollowUp.countDocuments()).toBe(0);
});
