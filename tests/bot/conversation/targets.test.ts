import { models } from "../../../models";
import { Target } from "../../../models/system/target";
import { Chat, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildOpportunity } from "../../support/factories";
import { joinTeam } from "../../support/team";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

/** 李雷 and 王五 sell in 销售一部, 赵敏 leads them. 李雷 won ¥300,000 this month and has three deals open. */
beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  await joinTeam(chat, { sellers: { wangwu: "王五" }, leader: { zhao: "赵敏" }, department: "销售一部" });
  const by = await chat.userBehind("lilei");
  const now = chat.clock.now();
  const customer = (await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company", now })).id;
  const deals = [
    { stage: "won", amount: 30_000_000 },
    { stage: "contacted", amount: 10_000_000, expectedCloseOn: "2026-09-28" },
    { stage: "negotiation", amount: 20_000_000, expectedCloseOn: "2026-10-20" },
    { stage: "proposal", amount: 4_000_000 },
  ];
  for (const deal of deals) await buildOpportunity({ by, customer, now, ...deal });
  await models.opportunity.updateMany({ stage: "won" }, { $set: { stageChangedAt: now } });
});

async function sets(words: string) {
  await chat.as("zhao").says(words);
  return chat.presses("确认");
}

describe("a target", () => {
  test.each([
    ["定李雷9月目标50万", "2026-09"],
    ["把李雷本月的目标改成50万", "2026-09"],
    ["给李雷定四季度目标五十万", "2026-Q4"],
    ["给李雷定个9月目标50万", "2026-09"],
    ["定销售一部今年目标50万", "2026"],
  ])("%s: shown, confirmed, and taken back", async (words, period) => {
    const asked = await chat.as("zhao").says(words);
    expect(asked.title).toBe("确认定目标？");
    expect(valueOf(asked, "多久")).toBe(period);
    expect(valueOf(asked, "目标")).toBe("¥500,000");
    expect(await Target.countDocuments()).toBe(0);
    expect((await chat.presses("确认")).title).toContain("已定目标 ✓");
    expect(await Target.find().lean()).toMatchObject([{ period, amount: 50_000_000 }]);
    await chat.presses("撤销");
    expect(await Target.countDocuments()).toBe(0);
  });

  test("that is changed shows what it was, and goes back to that", async () => {
    await sets("定李雷9月目标50万");
    const asked = await chat.says("定李雷9月目标60万");
    expect(asked.rows.find(({ label }) => label === "目标")).toMatchObject({ oldValue: "¥500,000", value: "¥600,000" });
    await chat.presses("确认");
    await chat.presses("撤销");
    expect(await Target.find().lean()).toMatchObject([{ amount: 50_000_000 }]);
  });

  test.each([
    ["lilei", "定李雷9月目标50万", "李雷的目标不归你定"],
    ["wangwu", "定李雷9月目标50万", "李雷的目标不归你定"],
    ["zhao", "定孙大圣9月目标50万", "没找到“孙大圣”"],
  ])("%s may not: %s", async (who, words, title) => {
    expect((await chat.as(who).says(words)).title).toBe(title);
    expect(await Target.countDocuments()).toBe(0);
  });
});

describe("how much of it is reached", () => {
  test("is told of one's own", async () => {
    await sets("定李雷9月目标50万");
    for (const words of ["本月目标完成多少", "这个月目标还差多少"]) {
      const card = await chat.as("lilei").says(words);
      expect(card.title).toMatch(/完成 60%$/);
      expect(card.subtitle).toBe("2026-09 · 你");
      expect(valueOf(card, "签了")).toBe("¥300,000");
      expect(valueOf(card, "还差")).toBe("¥200,000");
    }
    expect(JSON.stringify(await chat.as("wangwu").says("李雷本月目标完成多少"))).not.toContain("300,000");
  });

  test("is told of the team to who leads it, with everybody's share", async () => {
    await sets("定李雷9月目标50万");
    const card = await chat.says("团队目标完成情况");
    expect(card.title).toBe("本月完成 60%");
    expect(valueOf(card, "李雷")).toBe("¥300,000，完成 60%");
    await sets("定销售一部9月目标100万");
    expect((await chat.says("本月目标完成多少")).title).toBe("本月完成 30%");
    expect(valueOf(await chat.says("李雷本月目标完成多少"), "目标")).toBe("¥500,000");
  });
});

describe("what may be signed", () => {
  test("is weighed by the stages, all of it or what should close in a month", async () => {
    const all = await chat.as("lilei").says("预测");
    expect(all.title).toBe("按把握算能签 ¥190,000");
    expect(valueOf(all, "商务谈判")).toBe("1 个 ¥200,000，把握 80%");
    const month = await chat.says("这个月预计能签多少");
    expect(month.title).toBe("按把握算能签 ¥10,000");
    expect(valueOf(month, "在谈")).toBe("1 个 ¥100,000");
    expect(valueOf(month, "没定日子")).toBe("1 个 ¥40,000");
    expect((await chat.as("zhao").says("团队下个月预计能签多少")).title).toBe("按把握算能签 ¥160,000");
    expect((await chat.as("wangwu").says("预测")).text).toBe("没有在谈的商机。");
  });
});
