import { Customer, Reminder } from "../../../models";
import { OutboxEvent } from "../../../models/system/outboxEvent";
import { Rule, RuleRun } from "../../../models/system/rule";
import type { UserRow } from "../../../models/system/user";
import { User } from "../../../models/system/user";
import { ensureDefaultRules } from "../../../server/commands/rule/ensureDefaultRules";
import { dailyRules } from "../../../server/jobs/dailyRules";
import { morningDigest } from "../../../bot/jobs/morningDigest";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildDepartment, buildFollowUp, buildOpportunity } from "../../support/factories";

useDatabase();

let chat: Chat;
let lilei: UserRow;
let boss: UserRow;
const at = (text: string) => new Date(`${text}+08:00`);

/** 李雷 and the manager 韩梅 in one department, and the rules every company starts with. */
beforeEach(async () => {
  chat = new Chat(at("2026-09-01T10:30:00"));
  chat.joins("hanmei", "韩梅", { isLeader: true });
  await ensureDefaultRules(chat.clock.now());
  boss = await chat.userBehind("hanmei");
  lilei = await chat.userBehind("lilei");
  const { _id } = await buildDepartment();
  await User.updateMany(
    { _id: { $in: [boss._id, lilei._id] } },
    { $set: { departments: [_id], departmentsSet: true } },
  );
});

async function talkedTo(name: string, on: string, amount = 0) {
  const customer = await buildCustomer({ by: lilei, name, kind: "company", now: at(`${on}T09:00:00`) });
  await buildFollowUp({ by: lilei, customer: customer.id, content: "等老板批", happenedAt: at(`${on}T09:00:00`) });
  if (amount > 0)
    await buildOpportunity({
      by: lilei,
      customer: customer.id,
      amount,
      stage: "proposal",
      now: at("2026-09-15T09:00:00"),
    });
  return customer;
}

/** A morning at the office: the rules, the list at 08:45, the warnings at 08:50. */
async function morning(day: string) {
  chat.clock.set(at(`${day}T08:30:30`));
  await chat.runs(dailyRules);
  chat.clock.set(at(`${day}T08:45:30`));
  await chat.runs(morningDigest(chat.bot));
  await chat.waitsUntil(at(`${day}T08:51:00`));
}

const told = (user: string) =>
  chat
    .as(user)
    .cards()
    .map((card) => card.title);

describe("somebody asks about a product", () => {
  const tagsOf = async (id: string) => (await Customer.findOne({ _id: id }).lean())?.tags;

  test("the customer gets a tag and the rep a reminder three days later, told as done by the rule", async () => {
    const { id } = await talkedTo("宁波海川物流集团有限公司", "2026-08-31");
    await chat.says("今天和海川聊了，想了解仓储系统");
    expect(await tagsOf(id)).toEqual(["产品咨询"]);
    const reminder = await Reminder.findOne({ customer: id }).lean();
    expect(reminder).toMatchObject({ text: "跟进产品咨询", dueFrom: "2026-09-04", owner: lilei._id, state: "open" });
    const events = await OutboxEvent.find({ source: "rule" }).lean();
    expect(events.map(({ name }) => name).sort()).toEqual(["customer.updated", "reminder.created"]);
    expect(new Set(events.map(({ actorId }) => actorId))).toEqual(new Set(["00000000000000000000a001"]));
    await chat.waitsUntil(at("2026-09-04T09:00:30"));
    expect(chat.lastCard().title).toContain("跟进产品咨询");
  });

  test("taking the sentence back takes back what followed from it", async () => {
    const { id } = await talkedTo("宁波海川物流集团有限公司", "2026-08-31");
    await chat.says("今天和海川聊了，想了解仓储系统");
    await chat.says("/撤销");
    expect(await tagsOf(id)).toEqual([]);
    expect(await Reminder.countDocuments({ customer: id })).toBe(0);
    await chat.says("今天和海川聊了，想了解仓储系统");
    expect(await tagsOf(id)).toEqual(["产品咨询"]);
    expect(await Reminder.countDocuments({ customer: id })).toBe(1);
  });

  test("a rule that is off does nothing, and other talk starts none", async () => {
    const { id } = await talkedTo("宁波海川物流集团有限公司", "2026-08-31");
    await chat.says("今天和海川聊了，老板出差");
    await Rule.updateMany({}, { $set: { active: false } });
    await chat.says("今天和海川聊了，想了解仓储系统");
    expect(await tagsOf(id)).toEqual([]);
    expect(await RuleRun.countDocuments()).toBe(0);
  });
});

describe("a customer goes cold", () => {
  test("seven days: the rep gets it on the morning list; fourteen: the manager a card, once", async () => {
    const { id } = await talkedTo("宁波海川物流集团有限公司", "2026-09-01", 400_000_00);
    await morning("2026-09-08");
    expect(chat.as("lilei").lastCard().rows).toContainEqual(
      expect.objectContaining({ label: "有风险", value: "宁波海川物流 7 天没聊" }),
    );
    expect(told("hanmei")).not.toContainEqual(expect.stringContaining("流失风险"));
    await morning("2026-09-15");
    const card = chat.as("hanmei").lastCard();
    expect(card.title).toBe("流失风险：宁波海川物流");
    expect(card.text).toBe("已 14 天没有联系；上次是 09-01 周二：等老板批；在谈 ¥400,000");
    expect(valueOf(card, "负责人")).toBe("李雷");
    expect(buttonTexts(card)).toEqual(["提醒负责人", "改派", "先搁置", "知道了", "打开客户"]);
    await morning("2026-09-16");
    await morning("2026-09-17");
    expect(told("hanmei").filter((title) => title.startsWith("流失风险"))).toHaveLength(1);
    expect(id).toBeTruthy();
  });

  test("after another talk it is a new silence, told again", async () => {
    const { id } = await talkedTo("宁波海川物流集团有限公司", "2026-09-01");
    await morning("2026-09-15");
    await buildFollowUp({
      by: lilei,
      customer: id,
      content: "又聊了",
      happenedAt: at("2026-09-15T11:00:00"),
      now: at("2026-09-15T11:00:00"),
    });
    await morning("2026-09-29");
    expect(told("hanmei").filter((title) => title.startsWith("流失风险"))).toHaveLength(2);
  });

  test("提醒负责人 rings at the rep's at once", async () => {
    await talkedTo("宁波海川物流集团有限公司", "2026-09-01");
    await morning("2026-09-15");
    expect((await chat.as("hanmei").presses("提醒负责人")).title).toBe("已提醒李雷");
    await chat.waitsUntil(at("2026-09-15T08:52:00"));
    expect(chat.as("lilei").lastCard()).toMatchObject({
      title: expect.stringContaining("韩梅请你联系这家客户"),
      subtitle: "宁波海川物流",
    });
  });

  test("改派 offers the team and hands the customer on with a tap", async () => {
    const { id } = await talkedTo("宁波海川物流集团有限公司", "2026-09-01");
    await morning("2026-09-15");
    const card = await chat.as("hanmei").presses("改派");
    expect(buttonTexts(card)).toEqual(["韩梅", "其他人…"]);
    await chat.presses("韩梅");
    expect(await Customer.findOne({ _id: id }).lean()).toMatchObject({ owner: boss._id });
  });

  test("先搁置 keeps it quiet for two weeks, on every list, and can be taken back", async () => {
    const { id } = await talkedTo("宁波海川物流集团有限公司", "2026-09-01");
    await morning("2026-09-15");
    await chat.as("hanmei").presses("先搁置");
    expect(await Customer.findOne({ _id: id }).lean()).toMatchObject({ riskQuietUntil: "2026-09-29" });
    expect((await chat.as("lilei").says("我有哪些风险客户")).title).toBe("你没有风险客户");
    await chat.as("hanmei").presses("撤销");
    expect((await chat.as("lilei").says("我有哪些风险客户")).title).toBe("1 家客户有风险");
  });

  test("知道了 closes the card", async () => {
    await talkedTo("宁波海川物流集团有限公司", "2026-09-01");
    await morning("2026-09-15");
    const card = chat.as("hanmei").lastCard();
    await chat.presses("知道了", card);
    expect(card.closedAs).toBe("知道了");
  });

  test("three a day, the worst first, then one line for the rest", async () => {
    for (const [n, amount] of [100, 500, 300, 200, 400].entries())
      await talkedTo(`客户${"一二三四五"[n]}公司`, "2026-09-01", amount * 100);
    await morning("2026-09-15");
    const cards = chat.as("hanmei").cards().slice(-4);
    const titles = cards.map(({ title }) => title);
    expect(titles.slice(0, 3).sort()).toEqual(["流失风险：客户三", "流失风险：客户二", "流失风险：客户五"]);
    expect(titles[3]).toBe("还有 2 项提醒");
    await morning("2026-09-16");
    expect(chat.as("hanmei").cards().at(-1)?.title).toBe("还有 2 项提醒");
  });

  test("a manager with customers at risk of their own is told of the team's all the same", async () => {
    for (const name of ["甲公司", "乙公司", "丙公司", "丁公司"]) {
      const own = await buildCustomer({ by: boss, name, now: at("2026-08-01T09:00:00") });
      await buildFollowUp({ by: boss, customer: own.id, happenedAt: at("2026-08-01T09:00:00") });
    }
    await talkedTo("宁波海川物流集团有限公司", "2026-09-01", 100);
    await morning("2026-09-15");
    expect(told("hanmei")).toContain("流失风险：宁波海川物流");
    const digest = chat
      .as("hanmei")
      .cards()
      .find(({ title }) => title.startsWith("今天"));
    expect(digest?.rows.map(({ value }) => value)).toEqual(["还有 4 项"]);
  });

  test("who was talked to before the card went out is not warned of", async () => {
    const { id } = await talkedTo("宁波海川物流集团有限公司", "2026-09-01");
    chat.clock.set(at("2026-09-15T08:30:30"));
    await chat.runs(dailyRules);
    await buildFollowUp({
      by: lilei,
      customer: id,
      content: "刚聊",
      happenedAt: at("2026-09-15T08:40:00"),
      now: at("2026-09-15T08:40:00"),
    });
    await chat.waitsUntil(at("2026-09-15T08:51:00"));
    expect(told("hanmei")).not.toContainEqual(expect.stringContaining("流失风险"));
  });

  test("nobody is warned at night or on a day off", async () => {
    await talkedTo("宁波海川物流集团有限公司", "2026-09-05");
    chat.clock.set(at("2026-09-19T08:30:30"));
    await chat.runs(dailyRules);
    await chat.waitsUntil(at("2026-09-19T10:00:00"));
    expect(told("hanmei")).not.toContainEqual(expect.stringContaining("流失风险"));
    await chat.waitsUntil(at("2026-09-21T08:51:00"));
    expect(told("hanmei")).toContainEqual(expect.stringContaining("流失风险"));
  });
});

describe("/撤销 列表", () => {
  test("offers what rules did with one's own customers, and takes it back", async () => {
    const { id } = await talkedTo("宁波海川物流集团有限公司", "2026-08-31");
    await chat.says("今天和海川聊了，想了解仓储系统");
    const tags = async () => (await Customer.findOne({ _id: id }).lean())?.tags;
    expect(await tags()).toEqual(["产品咨询"]);
    const list = await chat.says("/撤销 列表");
    expect(valueOf(list, "规则")).toContain("产品咨询");
    const button = buttonTexts(list).at(-1) ?? "";
    expect((await chat.presses(button)).title).toContain("已撤销");
    expect(await tags()).toEqual([]);
    expect(await RuleRun.countDocuments({ undoneAt: { $ne: null } })).toBe(1);
    expect(buttonTexts(await chat.says("/撤销 列表"))).not.toContain(button);
    expect(buttonTexts(await chat.as("hanmei").says("/撤销 列表"))).toEqual([]);
  });
});

describe("/规则", () => {
  test("an admin switches a rule with a tap", async () => {
    await User.updateOne({ _id: boss._id }, { $addToSet: { roles: "admin" } });
    const card = await chat.as("hanmei").says("/规则");
    expect(card.title).toBe("4 条规则，4 条开着");
    expect(buttonTexts(card)[0]).toBe("关 产品咨询");
    const off = await chat.presses("关 产品咨询");
    expect(off).toMatchObject({ title: "已关掉“产品咨询”", text: expect.stringContaining("3 天后提醒负责人") });
    expect(await Rule.findOne({ name: "产品咨询" }).lean()).toMatchObject({ active: false });
    const asked = await chat.presses("开 产品咨询");
    expect(asked).toMatchObject({
      title: "打开“产品咨询”？",
      text: expect.stringContaining("如果过去 30 天就有这条规则"),
    });
    expect(await Rule.findOne({ name: "产品咨询" }).lean()).toMatchObject({ active: false });
    await chat.presses("确认打开");
    expect(await Rule.findOne({ name: "产品咨询" }).lean()).toMatchObject({ active: true, since: chat.clock.now() });
  });

  test("a rep reads them and has nothing to tap", async () => {
    const card = await chat.as("lilei").says("/规则");
    expect(card.text).toBe("要开要关找管理员。");
    expect(buttonTexts(card)).toEqual(["看全部规则"]);
  });
});
