import type { UserRow } from "../../../models/system/user";
import {
  buildCustomer,
  buildDepartment,
  buildFollowUp,
  buildOpportunity,
  buildReminder,
  buildUser,
} from "../../support/factories";
import { NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();
const DAY = 86_400_000;
const ago = (days: number) => new Date(NOW.getTime() - days * DAY);

async function customerOf(by: UserRow, talk: { days: number; mood?: "negative" }) {
  const customer = await buildCustomer({ by });
  const content = "嫌价格高";
  await buildFollowUp({
    by,
    customer: customer.id,
    content,
    happenedAt: ago(talk.days),
    mood: talk.mood ?? null,
    method: "phone",
  });
  return customer;
}

const riskOf = async (by: UserRow, id: string) => (await api.as(by).get(`/customers/${id}`)).body.risk;

describe("why a customer may slip away", () => {
  test.each([
    [6, null],
    [7, { level: "amber", kinds: ["quiet"], short: "7 天没聊" }],
    [13, { level: "amber", kinds: ["quiet"] }],
    [14, { level: "red", kinds: ["lost"], sentence: "已 14 天没有联系；上次是 02-25 周三 电话：嫌价格高" }],
  ])("%i days without a word", async (days, risk) => {
    const by = await buildUser();
    const { id } = await customerOf(by, { days });
    const found = await riskOf(by, id);
    expect(found).toEqual(risk && expect.objectContaining(risk));
  });

  test("a deal that stands still, a talk that went badly and a step that is late are told in one sentence", async () => {
    const by = await buildUser();
    const { id: customer } = await customerOf(by, { days: 1, mood: "negative" });
    await buildOpportunity({ by, customer, name: "库存系统", stage: "proposal", amount: 30_000_000, now: ago(15) });
    await buildReminder({
      by,
      customer,
      text: "发合同",
      remindAt: ago(3),
      dueFrom: "2026-03-08",
      dueTo: "2026-03-08",
      now: ago(4),
    });
    expect(await riskOf(by, customer)).toEqual({
      level: "red",
      kinds: ["stuck", "unhappy", "lateStep"],
      short: "商机停 15 天，聊得不顺",
      sentence: "“库存系统”停在方案报价 15 天；上次聊得不顺：嫌价格高；下一步“发合同”过期 3 天；在谈 ¥300,000",
    });
    const { items } = (await api.as(by).get(`/opportunities?customer=${customer}`)).body;
    expect(items[0].risk).toMatchObject({ level: "red", kinds: ["stuck"], sentence: "停在方案报价 15 天" });
    await api.as(by).post(`/opportunities/${items[0].id}/hold`, { until: "2026-04-01" });
    expect((await riskOf(by, customer)).kinds).toEqual(["unhappy", "lateStep"]);
  });

  test("who sees only the name learns nothing of it", async () => {
    const by = await buildUser();
    const { id } = await customerOf(by, { days: 30 });
    expect(await riskOf(await buildUser({ roles: ["finance"] }), id)).toBeNull();
  });
});

describe("the list of risks", () => {
  test("is one's own, or of everybody one leads, each with whose it is", async () => {
    const department = await buildDepartment();
    const rep = await buildUser({ departments: [department._id] });
    const boss = await buildUser({ roles: ["sales_manager"], departments: [department._id] });
    const { id } = await customerOf(rep, { days: 20 });
    await customerOf(rep, { days: 2 });
    await customerOf(await buildUser(), { days: 20 });
    expect((await api.as(boss).get("/risks")).body).toEqual({ items: [], count: 0 });
    const all = (await api.as(boss).get("/risks?whose=all")).body;
    expect(all).toMatchObject({ count: 1, items: [{ customer: id, ownerName: rep.name, level: "red" }] });
    expect((await api.as(rep).get(`/risks?whose=${rep._id}`)).body.count).toBe(1);
    expect((await api.as(await buildUser()).get(`/risks?whose=${rep._id}`)).body).toEqual({ items: [], count: 0 });
  });

  test("counts beyond what it shows, each customer once", async () => {
    const by = await buildUser();
    const silent = await customerOf(by, { days: 30, mood: "negative" });
    await buildOpportunity({ by, customer: silent.id, stage: "proposal", now: ago(40) });
    const stuck = await customerOf(by, { days: 1 });
    await buildOpportunity({ by, customer: stuck.id, stage: "proposal", now: ago(14) });
    await customerOf(by, { days: 2, mood: "negative" });
    await customerOf(by, { days: 8 });
    const { risks, riskCount } = (await api.as(by).get("/today")).body;
    expect([risks.length, riskCount]).toEqual([3, 4]);
    expect((await api.as(by).get("/risks")).body.items).toHaveLength(4);
  });
});

describe("how long a customer may be left alone", () => {
  test("is set by admins, and every place follows", async () => {
    const boss = api.as(await buildUser({ roles: ["admin"] }));
    const by = await buildUser();
    const { id } = await customerOf(by, { days: 4 });
    expect(await riskOf(by, id)).toBeNull();
    const value = { quietAfterDays: 2, lostAfterDays: 4 };
    expect(await boss.patch("/risk-limits", { version: 0, value })).toMatchObject({
      status: 200,
      body: { version: 1, value },
    });
    expect((await riskOf(by, id)).kinds).toEqual(["lost"]);
    expect((await api.as(by).get("/today")).body.riskCount).toBe(1);
    expect((await api.as(by).patch("/risk-limits", { version: 1, value })).status).toBe(403);
    expect((await boss.patch("/risk-limits", { version: 0, value })).status).toBe(409);
    const wrong = { version: 1, value: { quietAfterDays: 9, lostAfterDays: 9 } };
    expect(await boss.patch("/risk-limits", wrong)).toMatchObject({
      status: 422,
      body: { errors: [{ path: "lostAfterDays" }] },
    });
  });
});
