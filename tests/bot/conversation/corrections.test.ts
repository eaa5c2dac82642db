import { Contact, Customer, FollowUp, Opportunity, Reminder } from "../../../models";
import { Chat, valueOf, type ShownCard } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildOpportunity } from "../../support/factories";

useDatabase();

let chat: Chat;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  for (const [name, short] of [
    ["杭州鼎盛科技有限公司", "鼎盛"],
    ["苏州明远机械有限公司", "明远"],
  ] as const) {
    const { id } = await buildCustomer({ by, name, kind: "company", aliases: [short] });
    for (const person of ["王经理", "李经理"]) await buildContact({ by, customer: id, name: person, title: null });
  }
});

/** 旧 → 新, as a card shows it. */
function change(card: ShownCard, label: string): string {
  const row = card.rows.find((one) => one.label === label);
  return `${row?.oldValue} → ${row?.value}`;
}

const note = () => FollowUp.findOne().lean<Record<string, unknown>>();

describe("the last record is put right in so many words", () => {
  test("how it was", async () => {
    await chat.says("给鼎盛王经理打了电话，样品收到了");
    expect(await note()).toMatchObject({ method: "phone" });
    const saved = await chat.says("不是电话，是上门的");
    expect(change(saved, "方式")).toBe("电话 → 拜访");
    expect(await FollowUp.find().lean()).toMatchObject([{ method: "visit" }]);
    await chat.presses("撤销", saved);
    expect(await FollowUp.find().lean()).toMatchObject([{ method: "phone" }]);
  });

  test("when it was", async () => {
    await chat.says("/跟进 鼎盛王经理 样品收到了");
    const saved = await chat.says("是昨天的事");
    expect(change(saved, "发生")).toBe("09-16 周三 → 09-15 周二");
    expect(await note()).toMatchObject({ happenedAt: new Date("2026-09-15T00:00:00+08:00") });
    await chat.presses("撤销", saved);
    expect(await note()).toMatchObject({ happenedAt: new Date("2026-09-16T10:30:00+08:00") });
  });

  test.each(["/改 联系人 章总", "不是王经理是章总"])(
    "%s: who is nobody there yet is shown before they are kept",
    async (words) => {
      await chat.says("/跟进 鼎盛王经理 样品收到了");
      const preview = await chat.says(words);
      expect(preview.title).toBe("这样记对吗？");
      expect(change(preview, "联系人")).toBe("王经理 → 章总（新建）");
      expect(await Contact.countDocuments()).toBe(4);
      await chat.presses("确认");
      const made = await Contact.findOne({ name: "章总" }).lean<{ _id: string; customer: string }>();
      expect(await FollowUp.find().lean()).toMatchObject([{ contact: made?._id, customer: made?.customer }]);
    },
  );

  test("not confirmed, who was named first stays", async () => {
    await chat.says("/跟进 鼎盛王经理 样品收到了");
    const before = await note();
    await chat.says("不是王经理是章总");
    expect((await chat.says("算了")).title).toBe("好，不改了");
    expect(await note()).toEqual(before);
    expect(await Contact.countDocuments({ name: "章总" })).toBe(0);
  });

  test.each([
    "改时间 下周四",
    "把时间改成下周四",
    "时间改到下周四",
    "不好意思打错了，是下周四",
    "把刚才那个改成下周四",
  ])("%s, without a command", async (words) => {
    await chat.says("/跟进 鼎盛王经理 下周三发合同");
    expect((await chat.says(words)).title).toContain("已改好");
    expect(await Reminder.find().lean()).toMatchObject([{ text: "发合同", dueFrom: "2026-09-24" }]);
  });

  test("with whom", async () => {
    await chat.says("/跟进 鼎盛王经理 样品收到了");
    const saved = await chat.says("不是王经理，是李经理");
    expect(change(saved, "客户")).toContain("王经理 → ");
    const { contact } = (await note()) ?? {};
    expect(await Contact.findOne({ _id: contact }).lean()).toMatchObject({ name: "李经理" });
    expect(await Contact.countDocuments()).toBe(4);
  });

  test("at which customer", async () => {
    await chat.says("/跟进 鼎盛 样品收到了");
    const saved = await chat.says("不是鼎盛，是明远");
    expect(saved.title).toContain("明远");
    expect(change(saved, "客户")).toContain("鼎盛 → ");
    await chat.presses("撤销", saved);
    expect((await chat.says("/客户 鼎盛")).rows.map((row) => row.value).join()).toContain("样品收到了");
  });

  test("what was said", async () => {
    await chat.says("/跟进 鼎盛王经理 样品收到了");
    const saved = await chat.says("内容改成客户嫌贵，要再谈");
    expect(change(saved, "内容")).toBe("鼎盛王经理 样品收到了 → 客户嫌贵，要再谈");
  });

  test("the hour of the next step alone, then its day alone", async () => {
    await chat.says("/跟进 鼎盛王经理 明天下午三点过去聊方案");
    const later = await chat.says("不对，是四点");
    expect(change(later, "时间")).toBe("15:00 → 09-17 周四 16:00");
    expect(await Reminder.find().lean()).toMatchObject([{ dueFrom: "2026-09-17", time: "16:00" }]);
    await chat.says("不是明天，是后天");
    expect(await Reminder.find().lean()).toMatchObject([{ dueFrom: "2026-09-18", time: "16:00" }]);
  });

  test("a number", async () => {
    await chat.says("/跟进 鼎盛王经理 电话13900139000");
    await chat.presses("确认");
    const preview = await chat.says("电话改成13900139001");
    expect(change(preview, "电话")).toBe("13900139000 → 13900139001");
    await chat.presses("确认");
    const phones = (await Contact.find().lean<{ phones: string[] }[]>()).flatMap((one) => one.phones);
    expect(phones).toHaveLength(1);
  });

  test("a stage", async () => {
    const by = await chat.userBehind("lilei");
    const customer = (await FollowUp.db.collection("customers").findOne({ aliases: "鼎盛" }))?._id;
    await buildOpportunity({ by, customer: String(customer), stage: "contacted" });
    await chat.says("今天给鼎盛报价了");
    const saved = await chat.says("不对，是谈判");
    expect(change(saved, "阶段")).toBe("方案报价 → 商务谈判");
    expect(await Opportunity.find().lean()).toMatchObject([{ stage: "negotiation" }]);
  });
});

describe("a sentence that waits for a yes is put right first", () => {
  test("its money, and how it was", async () => {
    await chat.says("给鼎盛王经理打了电话，报价三十万");
    expect(change(await chat.says("不对，是5万"), "金额")).toBe("¥300,000 → ¥50,000");
    expect(valueOf(await chat.says("是上门的"), "方式")).toBe("拜访");
    await chat.presses("确认");
    expect(await note()).toMatchObject({ method: "visit" });
    expect(await Opportunity.find().lean()).toMatchObject([{ amount: 5_000_000 }]);
  });
});

test("what only sounds like it is a record of its own", async () => {
  await chat.says("/跟进 鼎盛王经理 样品收到了");
  await chat.says("鼎盛王经理说电话里是昨天的事");
  expect(await FollowUp.countDocuments()).toBe(2);
});

describe("what is wrong is said, and what is right is asked", () => {
  test.each([
    ["/改 电话", "电话是多少？"],
    ["改电话", "电话是多少？"],
    ["电话错了", "电话是多少？"],
    ["/改 微信", "微信号是多少？"],
    ["/改 客户", "是哪家客户？"],
    ["不是鼎盛的", "是哪家客户？"],
    ["不是王经理", "是哪位？"],
    ["不是30万", "金额改成多少？"],
    ["不是周五", "时间改到哪天？"],
  ])("%s", async (words, asked) => {
    await chat.says("/跟进 鼎盛王经理 报价30万，周五回电话");
    await chat.presses("确认");
    expect((await chat.says(words)).title).toBe(asked);
    expect(await FollowUp.find().lean()).toMatchObject([
      { content: expect.stringContaining("报价30万"), method: null },
    ]);
    expect(await Reminder.find().lean()).toMatchObject([{ dueFrom: "2026-09-18" }]);
    expect(await Opportunity.find().lean()).toMatchObject([{ amount: 30_000_000 }]);
  });

  test("a number behind it is the phone", async () => {
    await chat.says("/跟进 鼎盛王经理 样品收到了");
    await chat.says("/改 电话");
    expect(valueOf(await chat.says("13800001111"), "电话")).toBe("13800001111");
    expect(valueOf(await chat.presses("确认"), "电话")).toBe("13800001111");
    expect(await note()).toMatchObject({ method: null, content: "鼎盛王经理 样品收到了" });
  });

  test("a name behind it is the customer, known or not", async () => {
    await chat.says("/跟进 鼎盛 样品收到了");
    await chat.says("不是鼎盛的");
    const saved = await chat.says("明远的");
    expect(change(saved, "客户")).toBe("鼎盛 → 明远");
    await chat.says("/改 客户");
    expect(valueOf(await chat.says("华瑞"), "客户")).toContain("华瑞（新建）");
    expect(await FollowUp.countDocuments()).toBe(1);
  });

  test("a sentence of its own is none of it", async () => {
    await chat.says("/跟进 鼎盛 样品收到了");
    await chat.says("/改 内容");
    await chat.says("明远的样品也收到了");
    expect((await FollowUp.find().lean()).map((one) => one.content)).toEqual(["样品收到了", "明远的样品也收到了"]);
  });

  test("算了 leaves it as it was, and the question closed", async () => {
    await chat.says("/跟进 鼎盛 样品收到了");
    await chat.says("改电话");
    expect((await chat.says("算了")).title).toBe("好，不改了");
    await chat.says("13800001111");
    expect((await Contact.find().lean()).flatMap(({ phones }) => phones)).toEqual([]);
    expect(await note()).toMatchObject({ content: "样品收到了" });
  });
});

test("how it went is no stage and no way of contact", async () => {
  await buildOpportunity({
    by: await chat.userBehind("lilei"),
    customer: (await Customer.findOne({ aliases: "鼎盛" }).lean())?._id,
    stage: "proposal",
  });
  await chat.says("/跟进 鼎盛 报价发了");
  await chat.says("不对，客户嫌贵");
  expect(await note()).toMatchObject({ content: "客户嫌贵" });
  expect(await Opportunity.find().lean()).toMatchObject([{ stage: "proposal" }]);
  await chat.says("/改 电话没人接");
  expect(await note()).toMatchObject({ method: null });
  expect(valueOf(await chat.says("内容电话没人接"), "内容")).toBe("电话没人接");
});
