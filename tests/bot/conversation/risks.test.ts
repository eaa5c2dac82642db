import type { UserRow } from "../../../models/system/user";
import { Chat, buttonTexts } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildFollowUp, buildOpportunity } from "../../support/factories";

useDatabase();

let chat: Chat;
let lilei: UserRow;
const at = (text: string) => new Date(`${text}+08:00`);

beforeEach(async () => {
  chat = new Chat(at("2026-09-16T10:30:00"));
  lilei = await chat.userBehind("lilei");
});

async function talkedTo(name: string, on: string) {
  const customer = await buildCustomer({ by: lilei, name, kind: "company" });
  await buildFollowUp({ by: lilei, customer: customer.id, content: "等老板批", happenedAt: at(`${on}T09:00:00`) });
  return customer;
}

test("我有哪些风险客户 names them with the reasons, and opens each", async () => {
  const { id: customer } = await talkedTo("宁波海川物流集团有限公司", "2026-09-01");
  const deal = { by: lilei, customer, name: "仓储", amount: 400_000_00, stage: "proposal" } as const;
  await buildOpportunity({ ...deal, now: at("2026-08-20T09:00:00") });
  await talkedTo("苏州明远机械有限公司", "2026-09-09");
  await talkedTo("杭州鼎盛科技有限公司", "2026-09-15");
  const card = await chat.says("我有哪些风险客户");
  expect(card.title).toBe("2 家客户有风险");
  expect(card.rows.map((row) => `${row.label} ${row.value}`)).toEqual([
    "要紧 宁波海川物流 15 天没聊，商机停 27 天",
    "留意 苏州明远机械 7 天没聊",
  ]);
  expect(buttonTexts(card)).toEqual(["看全部 2 家", "宁波海川物流", "苏州明远机械"]);
});

test.each(["哪些客户有流失风险", "风险客户名单", "有哪些客户快丢了？", "有风险的商机有哪些"])(
  "%s asks for the same",
  async (text) => {
    await talkedTo("苏州明远机械有限公司", "2026-09-01");
    expect((await chat.says(text)).title).toBe("1 家客户有风险");
  },
);

test("nobody at risk is said", async () => {
  expect((await chat.says("我有哪些风险客户")).title).toBe("你没有风险客户");
});

test.each(["海川说他们怕有风险，先不签", "明远的王总担心数据风险"])("%s is written down", async (text) => {
  await talkedTo("宁波海川物流集团有限公司", "2026-09-15");
  await talkedTo("苏州明远机械有限公司", "2026-09-15");
  expect((await chat.says(text)).title).not.toContain("有风险");
});

test("哪些单子卡住了 counts by what the company set", async () => {
  const { id: customer } = await talkedTo("宁波海川物流集团有限公司", "2026-09-15");
  const deal = { by: lilei, customer, name: "仓储", amount: 400_000_00, stage: "proposal" } as const;
  await buildOpportunity({ ...deal, now: at("2026-09-02T09:00:00") });
  expect((await chat.says("哪些单子卡住了")).title).toBe("停住的商机 14 天以上：1 个，¥400,000");
});
