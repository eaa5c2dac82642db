import { Contact, Customer, FollowUp, Lead, Opportunity } from "../../../models";
import { DEFAULT_LEAD_RULES } from "../../../models/shared/contracts/leads";
import { OutboxEvent } from "../../../models/system/outboxEvent";
import { User } from "../../../models/system/user";
import { takeIn } from "../../../server/commands/lead/takeIn";
import { watchLeads } from "../../../server/commands/lead/watchLeads";
import { changeSetting } from "../../../server/commands/setting/changeSetting";
import { SYSTEM_ACTOR } from "../../../server/context";
import { loadActor } from "../../../server/loadActor";
import { leadRulesSetting } from "../../../server/queries/readSetting";
import { Chat, valueOf } from "../../support/chat";
import { ctxFor } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildDepartment } from "../../support/factories";

useDatabase();

let chat: Chat;

beforeEach(() => {
  // A Wednesday.
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
});

const SENTENCE = "/线索 王经理 13800000000 海川科技 展会 想要报价";

test("one sentence is a lead, with the words whole, and is taken back with its card", async () => {
  const card = await chat.says(SENTENCE);
  expect(card.title).toBe("已记线索 ✓ 王经理");
  expect(valueOf(card, "电话")).toBe("13800000000");
  expect(valueOf(card, "公司")).toBe("海川科技");
  expect(valueOf(card, "来源")).toBe("展会");
  expect(valueOf(card, "评分")).toContain("50 · 有手机号 +20");
  expect(await Lead.findOne().lean()).toMatchObject({ name: "王经理", state: "working", score: 50 });
  expect((await chat.presses("撤销")).title).toContain("已撤销");
  expect(await Lead.countDocuments()).toBe(0);
});

test("a pasted form is read by its labels", async () => {
  const card = await chat.says(
    "/线索 官网留言\n姓名：王强\n公司：海川科技有限公司\n手机：138 0000 0000\n需求：想买30套，预算20万，尽快",
  );
  expect(valueOf(card, "公司")).toBe("海川科技有限公司");
  expect(valueOf(card, "预算")).toBe("¥200,000");
  expect(valueOf(card, "来源")).toBe("官网");
  expect(await Lead.findOne().lean()).toMatchObject({ name: "王强", budget: 20_000_000 });
});

test.each([
  ["新线索：佰川食品 质检部 岳明珠 13811112222", "岳明珠"],
  ["【线索】来源:官网 姓名:房雪梅 公司:晋江鑫鸿鞋材 职位:采购主管 tel:+86-15212340000 wx:fxm_0512", "房雪梅"],
])("%s is a lead without a command", async (words, name) => {
  expect((await chat.says(words)).title).toBe(`已记线索 ✓ ${name}`);
  expect(await Lead.countDocuments()).toBe(1);
});

test("the same number again is added to the first, and said so", async () => {
  await chat.says(SENTENCE);
  const card = await chat.says("/线索 王总 13800000000 想看演示");
  expect(card.title).toBe("来过的线索，已补上 ✓ 王经理");
  expect(await Lead.countDocuments()).toBe(1);
});

test("a colleague's company is told as taken, and nothing is written", async () => {
  chat.joins("wangwu", "王五");
  const other = await chat.userBehind("wangwu");
  await buildCustomer({ by: other, name: "海川科技有限公司", kind: "company", now: chat.clock.now() });
  const card = await chat.as("lilei").says(SENTENCE);
  expect(card.title).toBe("已有同事在跟进这家公司");
  expect(JSON.stringify(card)).not.toContain("王五");
  expect(await Lead.countDocuments()).toBe(0);
});

test("one command makes a customer, a contact, a deal and a first note, shown before 确认", async () => {
  await chat.says(SENTENCE);
  const asked = await chat.says("/转客户 王经理");
  expect(asked.title).toBe("王经理 转成客户？");
  expect(valueOf(asked, "客户")).toBe("新建 海川科技");
  expect(valueOf(asked, "商机")).toBe("海川科技的需求");
  expect(await Customer.countDocuments()).toBe(0);
  const done = await chat.says("确认");
  expect(done.title).toBe("已转客户 ✓ 海川科技");
  expect(await Contact.findOne().lean()).toMatchObject({ name: "王经理" });
  expect(await Opportunity.countDocuments()).toBe(1);
  expect((await FollowUp.findOne().lean())?.content).toContain("海川科技 展会 想要报价");
  expect((await chat.says("/转客户 王经理")).title).toContain("没找到线索");

  expect((await chat.presses("撤销", done)).title).toContain("已撤销");
  expect([await Customer.countDocuments(), await Contact.countDocuments()]).toEqual([0, 0]);
  expect(await Lead.findOne().lean()).toMatchObject({ state: "working", customer: null });
});

test("one of the house is asked about before anything is doubled", async () => {
  const by = await chat.userBehind("lilei");
  await chat.says(SENTENCE);
  const there = await buildCustomer({ by, name: "海川科技有限公司", kind: "company", now: chat.clock.now() });
  const asked = await chat.says("/转客户 王经理");
  expect(asked.title).toBe("王经理 是哪一家？");
  const done = await chat.presses("并入海川科技");
  expect(done.title).toContain("已转客户");
  expect(await Customer.countDocuments()).toBe(1);
  expect(await Contact.findOne().lean()).toMatchObject({ customer: there.id });
});

async function teamOf() {
  const home = (await buildDepartment())._id;
  const rep = await chat.userBehind("lilei");
  chat.joins("boss2", "韩梅");
  const manager = await chat.userBehind("boss2");
  await User.updateMany({ _id: { $in: [rep._id, manager._id] } }, { $set: { departments: [home] } });
  await User.updateOne({ _id: manager._id }, { $set: { roles: ["sales_manager"] } });
  const actor = await loadActor(manager._id, chat.clock.now());
  if (!actor) throw new Error("nobody");
  const every = { name: "全部", sources: [], regions: [], industries: [], by: "turn" as const, dailyCap: null };
  const value = { ...DEFAULT_LEAD_RULES, rules: [{ ...every, people: [rep._id] }] };
  await changeSetting(ctxFor(actor), leadRulesSetting, { version: 0, value });
  return { rep, manager };
}

const arrives = (more: object = {}) =>
  takeIn(ctxFor(SYSTEM_ACTOR, { now: chat.clock.now() }), {
    ...{ name: "王经理", phones: ["13800000000"], company: "海川科技", rawText: "想要报价", ...more },
  });

const shownTo = (to: string) => chat.platform.shown.filter((card) => card.to === to);

test("who gets a lead has the card at once: number, words, and one tap to answer", async () => {
  await teamOf();
  await arrives();
  await chat.waitsUntil(chat.clock.now());
  const card = shownTo("lilei").at(-1);
  expect(card).toMatchObject({ title: "新线索：王经理", subtitle: "最晚联系 09-17 周四 10:30" });
  expect(card?.buttons.map(({ text }) => text)).toEqual(["接手", "打电话", "转客户", "无效"]);
  const taken = await chat.as("lilei").presses("接手");
  expect(taken.title).toBe("已接手 ✓ 王经理");
  expect(await Lead.findOne().lean()).toMatchObject({ state: "working" });
});

test("a lead that comes to nothing is set aside with a typed reason", async () => {
  await teamOf();
  await arrives();
  await chat.waitsUntil(chat.clock.now());
  await chat.as("lilei").presses("无效");
  const done = await chat.says("对方说打错了");
  expect(done.title).toBe("已标无效：王经理");
  expect(await Lead.findOne().lean()).toMatchObject({ state: "invalid", invalidReason: "对方说打错了" });
});

test("nobody answers: the rep is reminded, then the manager told, each once, though two processes look", async () => {
  await teamOf();
  await arrives();
  const passes = async (hours: number) => {
    chat.clock.set(new Date(chat.clock.now().getTime() + hours * 3_600_000));
    await Promise.all([watchLeads(chat.bot.deps), watchLeads(chat.bot.deps)]);
    await chat.waitsUntil(chat.clock.now());
  };
  await passes(23);
  expect(await OutboxEvent.countDocuments({ name: "lead.unanswered" })).toBe(0);
  await passes(1.1);
  await passes(1);
  expect(shownTo("lilei").filter(({ title }) => title === "线索还没联系：王经理")).toHaveLength(1);
  expect(shownTo("boss2").filter(({ title }) => title.includes("还没联系"))).toHaveLength(0);
  await passes(4);
  await passes(1);
  expect(shownTo("boss2").filter(({ title }) => title === "李雷还没联系 王经理")).toHaveLength(1);
  expect(await OutboxEvent.countDocuments({ name: "lead.escalated" })).toBe(1);
});

test("an answer in time stops the clock", async () => {
  await teamOf();
  await arrives();
  await chat.waitsUntil(chat.clock.now());
  await chat.as("lilei").presses("接手");
  chat.clock.set(new Date("2026-09-18T12:00:00+08:00"));
  await watchLeads(chat.bot.deps);
  expect(await OutboxEvent.countDocuments({ name: { $in: ["lead.unanswered", "lead.escalated"] } })).toBe(0);
});

test.each(["我的线索", "新线索有哪些", "/线索", "有没有新线索？"])(
  "%s: those to work on, the best first",
  async (words) => {
    await chat.says("/线索 李工 13900000000");
    await chat.says(SENTENCE);
    const card = await chat.says(words);
    expect(card.title).toBe("你有 2 条线索");
    expect(card.rows.map(({ value }) => value.slice(0, 3))).toEqual(["王经理", "李工 "]);
  },
);

test("a manager sees those nobody has", async () => {
  const { manager } = await teamOf();
  const actor = await loadActor(manager._id, chat.clock.now());
  if (!actor) throw new Error("nobody");
  await changeSetting(ctxFor(actor), leadRulesSetting, { version: 1, value: DEFAULT_LEAD_RULES });
  await arrives();
  await chat.waitsUntil(chat.clock.now());
  expect(shownTo("boss2").at(-1)?.title).toBe("新线索没人跟：王经理");
  expect(shownTo("lilei").some(({ title }) => title.includes("王经理"))).toBe(false);
  const card = await chat.as("boss2").says("新线索有哪些");
  expect(card.title).toBe("1 条线索没人跟");
});

test("a manager gives a lead to a colleague with one sentence, after a yes", async () => {
  const { manager } = await teamOf();
  const actor = await loadActor(manager._id, chat.clock.now());
  if (!actor) throw new Error("nobody");
  await changeSetting(ctxFor(actor), leadRulesSetting, { version: 1, value: DEFAULT_LEAD_RULES });
  await arrives();
  const asked = await chat.as("boss2").says("把王经理的线索分给李雷");
  expect(asked.title).toBe("确认分给他？");
  chat.joins("caiwu", "钱会计");
  await User.updateOne({ _id: (await chat.userBehind("caiwu"))._id }, { $set: { roles: ["finance"] } });
  expect((await chat.as("boss2").says("把王经理的线索分给钱会计")).title).toBe("钱会计的岗位不能跟线索");
  await chat.says("把王经理的线索分给李雷");
  expect(valueOf(asked, "给谁")).toBe("李雷");
  expect((await chat.says("确认")).title).toBe("王经理 分给了李雷 ✓");
  await chat.waitsUntil(chat.clock.now());
  expect(shownTo("lilei").at(-1)?.title).toBe("新线索：王经理");
});
