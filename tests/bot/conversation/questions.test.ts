import { FollowUp } from "../../../models";
import { Feedback } from "../../../models/system/feedback";
import { User, type UserRow } from "../../../models/system/user";
import { Chat, buttonTexts, valueOf, type ShownCard } from "../../support/chat";
import { useDatabase } from "../../support/db";
import {
  buildContact,
  buildCustomer,
  buildDepartment,
  buildFollowUp,
  buildOpportunity,
  buildReminder,
} from "../../support/factories";

useDatabase();

let chat: Chat;
let lilei: UserRow;
const at = (text: string) => new Date(`${text}+08:00`);

const pathOf = (card: ShownCard, text: string) => {
  const button = card.buttons.find((one) => one.text === text);
  return button && "path" in button ? decodeURIComponent(button.path) : undefined;
};

beforeEach(async () => {
  chat = new Chat(at("2026-09-16T10:30:00"));
  lilei = await chat.userBehind("lilei");
});

/** 宁波海川物流 with 王芳, talked to on the 2nd, worth ¥400,000. */
async function haichuan() {
  const by = lilei;
  const customer = await buildCustomer({ by, name: "宁波海川物流集团有限公司", kind: "company", aliases: ["海川"] });
  await buildContact({ by, customer: customer.id, name: "王芳", title: "采购经理", phones: ["13700137001"] });
  const content = "王经理说四十万可以，等老板批";
  await buildFollowUp({ by, customer: customer.id, content, happenedAt: at("2026-09-02T09:00:00") });
  const deal = { by, customer: customer.id, name: "海川仓储软件", amount: 400_000_00, stage: "proposal" } as const;
  await buildOpportunity({ ...deal, now: at("2026-08-20T09:00:00") });
  return customer;
}

describe("about one customer", () => {
  test("two questions in one message are answered on one card, the asked lines first", async () => {
    await haichuan();
    const card = await chat.says("海川上次聊到哪了 王经理电话多少");
    expect(card.text).toBe("王经理说四十万可以，等老板批");
    expect(valueOf(card, "电话")).toBe("13700137001 王芳");
    expect(card.rows.slice(0, 2).map((row) => row.label)).toEqual(["电话", "上次聊"]);
  });

  test("somebody nobody knows there is said to be unknown, before the numbers of others", async () => {
    await haichuan();
    const card = await chat.says("海川的孙经理电话多少");
    expect(card.rows.slice(0, 2).map((row) => row.value)).toEqual(["没有存“孙经理”", "13700137001 王芳"]);
    expect((await chat.says("海川电话多少")).rows[0]?.value).toBe("13700137001 王芳");
  });

  test("the next question is about the same customer", async () => {
    await haichuan();
    await chat.says("海川什么进展");
    expect(valueOf(await chat.says("电话多少"), "电话")).toBe("13700137001 王芳");
    expect(valueOf(await chat.says("他下一步是什么"), "下一步")).toBe("没定下一步");
  });

  test.each(["海川王经理不接电话", "海川王经理要报价", "海川王经理在等资料"])(
    "%s tells, and is written down",
    async (text) => {
      await haichuan();
      expect((await chat.says(text)).title).toContain("已记跟进");
    },
  );

  test("what is not stored is said, never guessed", async () => {
    await buildCustomer({ by: lilei, name: "苏州明远机械有限公司", kind: "company" });
    expect(valueOf(await chat.says("明远机械的电话"), "电话")).toBe("没存电话");
    expect(valueOf(await chat.says("明远机械的报价多少"), "商机")).toBe("没有在谈的商机");
  });

  test("two customers get a card each", async () => {
    await haichuan();
    await buildCustomer({ by: lilei, name: "杭州鼎盛科技有限公司", kind: "company", phones: ["13800138001"] });
    const before = chat.cards().length;
    await chat.says("海川和鼎盛的电话多少");
    expect(
      chat
        .cards()
        .slice(before)
        .map((card) => valueOf(card, "电话")),
    ).toEqual(["13700137001 王芳", "13800138001"]);
  });
});

describe("about many rows", () => {
  test("silent customers by the money at stake, and the way to all of them", async () => {
    await haichuan();
    const small = await buildCustomer({ by: lilei, name: "明远机械" });
    await buildFollowUp({ by: lilei, customer: small.id, happenedAt: at("2026-09-01T09:00:00") });
    const fresh = await buildCustomer({ by: lilei, name: "鼎盛科技" });
    await buildFollowUp({ by: lilei, customer: fresh.id, happenedAt: at("2026-09-15T09:00:00") });
    const card = await chat.says("两周没联系的客户有哪些 按金额排");
    expect(card.title).toBe("没联系 14 天以上：2 家");
    expect(card.rows.map((row) => `${row.label} ${row.value}`)).toEqual([
      "14天 ¥400,000 宁波海川物流",
      "15天 明远机械",
    ]);
    expect(pathOf(card, "看全部 2 家")).toBe(
      `/rows/customers?lastContactAt=..2026-09-02&owner=${lilei._id}&sort=-lastContactAt`,
    );
  });

  test("what was signed, lost and talked in the days that were said", async () => {
    const { id: customer } = await haichuan();
    const signed = { by: lilei, customer, amount: 120_000_00, stage: "won" } as const;
    await buildOpportunity({ ...signed, now: at("2026-09-03T09:00:00") });
    await buildOpportunity({ ...signed, now: at("2026-08-03T09:00:00") });
    await buildOpportunity({ by: lilei, customer, amount: 5_000_00, stage: "lost", now: at("2026-09-04T09:00:00") });
    expect((await chat.says("这个月签了多少")).title).toBe("赢单 1 单，¥120,000");
    expect((await chat.says("今年签了多少")).title).toBe("赢单 2 单，¥240,000");
    expect((await chat.says("Q3签了多少")).subtitle).toBe("Q3 07-01–09-30 · 你");
    const both = await chat.says("这个月签了多少 丢了几单");
    expect(both.rows).toMatchObject([
      { label: "赢单", value: "1 单，¥120,000" },
      { label: "输单", value: "1 单，¥5,000" },
    ]);
    expect(buttonTexts(both)).toEqual(["看赢单", "看输单"]);
    expect((await chat.says("这周跟了几家")).title).toBe("跟进 0 条");
    expect((await chat.says("本月跟了几家")).title).toBe("跟进 1 条，1 家客户");
    expect((await chat.says("海川签了多少")).title).toBe("赢单 2 单，¥240,000");
  });

  test("deals by amount and stage", async () => {
    const { id: customer } = await haichuan();
    const now = at("2026-09-15T09:00:00");
    await buildOpportunity({ by: lilei, customer, amount: 80_000_00, stage: "negotiation", now });
    expect((await chat.says("超过30万的商机有哪些")).title).toBe("在谈商机 1 个，¥400,000");
    expect((await chat.says("谈判阶段的商机有哪些")).title).toBe("在谈商机 1 个，¥80,000");
    expect((await chat.says("我手上有多少商机")).title).toBe("在谈商机 2 个，¥480,000");
    expect((await chat.says("卡住的商机有哪些")).rows).toMatchObject([
      { label: "27天", value: "¥400,000 宁波海川物流" },
    ]);
  });

  test("whom to turn to first: three at most, each with the reason", async () => {
    const { id: customer } = await haichuan();
    const day = "2026-09-15";
    const step = { by: lilei, customer, text: "发合同", remindAt: at("2026-09-15T09:00:00"), dueFrom: day, dueTo: day };
    await buildReminder({ ...step, now: at("2026-09-10T09:00:00") });
    for (const name of ["鼎盛", "明远", "华信", "创想"]) {
      const { id } = await buildCustomer({ by: lilei, name });
      await buildFollowUp({ by: lilei, customer: id, happenedAt: at("2026-09-01T09:00:00") });
    }
    const card = await chat.says("今天先跟谁");
    expect(card.title).toBe("先跟这 3 家");
    expect(card.rows[0]).toMatchObject({ label: "1", value: "宁波海川物流：晚 1 天，发合同" });
    expect(card.rows.at(-1)).toMatchObject({ value: "还有 3 项" });
  });
});

describe("about a team", () => {
  async function team() {
    const department = await buildDepartment();
    chat.joins("zhaomin", "赵敏", { isLeader: true });
    const zhaomin = await chat.userBehind("zhaomin");
    chat.joins("sunli", "孙丽");
    const sunli = await chat.userBehind("sunli");
    const inTeam = { _id: { $in: [zhaomin._id, lilei._id] } };
    await User.updateMany(inTeam, { $set: { departments: [department._id] } });
    await haichuan();
    const foreign = await buildCustomer({ by: sunli, name: "苏州明远机械" });
    await buildFollowUp({ by: sunli, customer: foreign.id, happenedAt: at("2026-09-02T09:00:00") });
  }

  test("what is reached of a target is not the number of things done", async () => {
    await team();
    expect((await chat.as("zhaomin").says("本月目标完成多少")).title).not.toContain("做完");
  });

  test("who leads sees everybody's, by member and by name", async () => {
    await team();
    const card = await chat.as("zhaomin").says("本月跟了几家");
    expect(card).toMatchObject({ title: "跟进 1 条，1 家客户", rows: [{ label: "李雷", value: "1 条" }] });
    expect((await chat.says("李雷本月跟了几家")).subtitle).toBe("本月 09-01–09-30 · 李雷");
    expect((await chat.says("李雷今天有什么事")).subtitle).toContain("李雷");
    expect((await chat.says("李雷两周没联系的客户")).title).toContain("14 天");
    expect((await chat.says("小李本月跟了几家")).subtitle).toBe("本月 09-01–09-30 · 李雷");
    expect((await chat.says("我本月跟了几家")).title).toBe("跟进 0 条");
  });

  test("what one of them did today is told from the rows", async () => {
    await team();
    expect((await chat.as("lilei").says("今天拜访了海川，王经理在对比用友")).title).toContain("已记跟进 ✓");
    const card = await chat.as("zhaomin").says("李雷今天做了什么");
    expect(card.subtitle).toContain("李雷");
    expect(valueOf(card, "跟进")).toBe("1 条，1 家客户");
    expect(await FollowUp.countDocuments({ content: "李雷今天做了什么" })).toBe(0);
    expect(JSON.stringify(await chat.as("sunli").says("李雷今天做了什么"))).not.toContain("1 条");
  });

  test("a colleague's customer called by its whole name is not asked for among its namesakes", async () => {
    await team();
    const zhaomin = await chat.userBehind("zhaomin");
    const company = { kind: "company" } as const;
    await buildCustomer({ by: zhaomin, name: "上海海川纺织有限公司", ...company, aliases: ["海川纺织"] });
    const machines = { name: "东莞海川机械有限公司", aliases: ["海川机械"] };
    const { id: customer } = await buildCustomer({ by: lilei, ...company, ...machines });
    await buildFollowUp({ by: lilei, customer, content: "图纸发了" });
    expect((await chat.says("海川机械上次聊到哪了")).text).toBe("图纸发了");
    expect(valueOf(await chat.says("海川机械报价30万，下周三再去"), "客户")).toContain("海川机械");
    expect((await chat.says("海川王总说海川机械要样品")).title).toBe("已记跟进 ✓ 海川");
    expect((await chat.says("海川纺织和海川机械上次聊到哪了")).text).not.toBe("图纸发了");
  });

  test("nobody learns of a colleague out of their sight, nor gets other figures in their stead", async () => {
    await team();
    for (const [asker, question] of [
      ["zhaomin", "孙丽本月跟了几家"],
      ["lilei", "孙丽本月跟了几家"],
      ["lilei", "赵敏这个月签了多少"],
    ] as const) {
      const card = await chat.as(asker).says(question);
      expect(card.title).toBe(`你能看的同事里没有“${question.slice(0, 2)}”`);
    }
  });

  test.each(["孙丽有哪些客户", "孙丽跟进了谁", "孙丽日报", "孙丽今天有什么事"])(
    "%s never shows one's own",
    async (question) => {
      await team();
      expect((await chat.as("lilei").says(question)).title).toMatch(/^(?:你能看的同事里没有|没有找到)“孙丽”$/);
    },
  );
});

describe("reports", () => {
  test("one's own day, week and month, each figure with the way to its rows", async () => {
    await haichuan();
    expect((await chat.says("/日报")).text).toContain("还没有记什么");
    const card = await chat.says("/月报");
    expect(card.title).toBe("月报 09-01–09-30");
    expect(valueOf(card, "跟进")).toBe("1 条，1 家客户");
    expect(pathOf(card, "打开月报")).toBe(`/reports/monthly?day=2026-09-01&whose=${lilei._id}`);
    expect(pathOf(card, "看跟进")).toContain("/rows/follow-ups?happenedAt=2026-09-01..2026-09-30");
  });
});

describe("commands that show", () => {
  test("/查 finds the words inside one customer's notes, with the place they stand in", async () => {
    const { id: customer } = await haichuan();
    const content = "和王经理过了一遍实施计划，最后说报价要再降一点";
    await buildFollowUp({ by: lilei, customer, content, happenedAt: at("2026-09-10T09:00:00") });
    const card = await chat.says("/查 报价 海川");
    expect(card.rows).toMatchObject([{ label: "09-10", value: "宁波海川物流 …，最后说报价要再降一点" }]);
    expect(pathOf(card, "打开")).toContain(`/rows/follow-ups?q=报价&customer=${customer}`);
  });

  test("/客户 of an unknown company offers to make it", async () => {
    expect((await chat.says("/客户 睿达科技")).title).toBe("没有找到“睿达科技”");
    const card = await chat.presses("新建客户");
    expect(valueOf(card, "客户")).toBe("睿达科技（新建）");
  });

  test("/待办 of a day, a week, what is late, and far ahead", async () => {
    const { id: customer } = await haichuan();
    const step = (text: string, day: string) =>
      buildReminder({
        ...{ by: lilei, customer, text, remindAt: at(`${day}T09:00:00`), dueFrom: day, dueTo: day },
        now: at("2026-09-10T09:00:00"),
      });
    await step("发合同", "2026-09-14");
    await step("催审批", "2026-09-18");
    await step("回访", "2026-10-12");
    const lines = (card: ShownCard) => card.rows.map((row) => `${row.label} ${row.value.slice(0, 3)}`);
    expect(lines(await chat.says("/待办 逾期"))).toEqual(["过期 发合同"]);
    expect(lines(await chat.says("/待办 本周"))).toEqual(["过期 发合同", "09-18 催审批", "有风险 宁波海"]);
    expect(lines(await chat.says("下个月有什么安排"))).toEqual(["10-12 回访 "]);
    expect((await chat.says("明天有什么安排")).title).toBe("明天没有要办的事");
  });

  test("more that is due than fits leaves the risks two lines", async () => {
    const { id: customer } = await haichuan();
    for (const name of ["苏州明远机械", "南京华信医疗", "无锡长青化工"]) {
      const silent = await buildCustomer({ by: lilei, name, now: at("2026-08-01T09:00:00") });
      await buildFollowUp({ by: lilei, customer: silent.id, happenedAt: at("2026-08-01T09:00:00") });
    }
    for (const text of ["发合同", "催审批", "回访", "寄样品", "改方案"]) {
      const remindAt = at("2026-09-17T09:00:00");
      await buildReminder({ by: lilei, customer, text, remindAt, dueFrom: "2026-09-17", dueTo: "2026-09-17" });
    }
    const labels = (await chat.says("/待办 本周")).rows.map((row) => row.label);
    expect(labels).toEqual(["09-17", "09-17", "09-17", "更多", "有风险", "有风险"]);
  });

  test("/帮助 shows three sentences for where one is", async () => {
    expect(valueOf(await chat.says("/帮助"), "例1")).toBe("/跟进 张总 下周报价");
    await haichuan();
    expect(valueOf(await chat.says("/帮助"), "例1")).toBe("今天先跟谁");
    await chat.says("海川什么进展");
    expect(valueOf(await chat.says("公司地址在哪"), "例1")).toBe("海川上次聊到哪了");
  });

  test("/反馈 reaches the admins, sealed", async () => {
    expect((await chat.says("/反馈 公海太慢")).title).toBe("意见收到了，管理员看得到");
    const [row] = await Feedback.find().lean();
    expect(row?.userId).toBe(lilei._id);
    expect(row?.sealedText).not.toContain("公海");
    expect((await chat.says("/反馈")).title).toBe("哪里不好用？");
  });
});

test.each([
  ["/合同 鼎盛", "合同还没有记，到期查不了"],
  ["/回款 鼎盛 5万", "回款还没有记，这个数没有"],
  ["谁的合同快到期", "合同还没有记，到期查不了"],
  ["这个月回款多少", "回款还没有记，这个数没有"],
  ["公海怎么领", "公海里没有客户"],
])("%s is answered honestly", async (question, title) => {
  expect((await chat.says(question)).title).toBe(title);
});
