import { Contact, Customer, Opportunity, Reminder } from "../../../models";
import { newId } from "../../../models/newId";
import { DEFAULT_POOL_RULES } from "../../../models/shared/values/pool";
import type { UserRow } from "../../../models/system/user";
import { NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import {
  buildContact,
  buildCustomer,
  buildDepartment,
  buildFollowUp,
  buildOpportunity,
  buildReminder,
  buildUser,
} from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
jest.setTimeout(60_000);
const api = useApi();

const PHONE = "13800138001";
const DAY_MS = 86_400_000;

async function pooled(by?: UserRow, name = "宁波海川物流有限公司") {
  const owner = by ?? (await buildUser());
  const customer = await buildCustomer({ by: owner, name, kind: "company", phones: [PHONE], wechat: "haichuan88" });
  const contact = await buildContact({ by: owner, customer: customer.id, phones: ["13900002222"] });
  const deal = await buildOpportunity({ by: owner, customer: customer.id, amount: 100 });
  const step = await buildReminder({ by: owner, customer: customer.id });
  const note = await buildFollowUp({ by: owner, customer: customer.id, content: "嫌贵，等老板批" });
  const reply = await api.as(owner).post(`/customers/${customer.id}/release`, { reason: "暂时没需求" });
  expect(reply.status).toBe(200);
  return { owner, id: customer.id, contact, deal, step, note, released: reply.body };
}

describe("a customer in the public pool", () => {
  test("is masked to whoever gave it up, at once", async () => {
    const { released } = await pooled();
    expect(released).toMatchObject({ owner: null, name: "宁波海川物流有限公司", phones: [], wechat: null });
    expect(released.abilities).toEqual(["read", "claim"]);
  });

  test("shows reps its name, and nothing to reach it by or that was said", async () => {
    const { id, owner } = await pooled();
    const rep = api.as(await buildUser());
    const { body } = await rep.get(`/customers/${id}`);
    expect(body).toMatchObject({
      ...{ owner: null, phones: [], wechat: null, address: null, poolReason: null, pooledFrom: null },
      ...{ nextStep: null, openAmount: 0, lastFollowUp: null, abilities: ["read", "claim"] },
    });
    expect(body.pooledAt).not.toBeNull();
    for (const path of ["contacts", "opportunities", "follow-ups", "reminders"])
      expect((await rep.get(`/${path}?customer=${id}`)).body.items).toEqual([]);
    expect((await rep.get(`/customers/${id}/timeline`)).status).toBe(403);
    expect((await rep.patch(`/customers/${id}`, { version: 2, level: "A" })).status).toBe(403);
    expect((await rep.post("/follow-ups", { customer: id, content: "聊了" })).status).toBe(403);
    expect(JSON.stringify((await rep.get("/customers?owner=none")).body)).not.toMatch(new RegExp(owner._id));
  });

  test("is found by its name, never by its numbers or by what was said", async () => {
    const { id } = await pooled();
    const rep = api.as(await buildUser());
    const found = async (q: string) =>
      (await rep.get(`/customers?q=${encodeURIComponent(q)}`)).body.items.map((one: { id: string }) => one.id);
    expect(await found("海川")).toEqual([id]);
    for (const q of ["8001", "00138001", PHONE, "2222", "13900002222", "haichuan88", "嫌贵"])
      expect(await found(q)).toEqual([]);
    expect((await rep.get(`/follow-ups?q=${encodeURIComponent("嫌贵")}`)).body.items).toEqual([]);
  });

  test("is listed apart from what people have", async () => {
    const { id } = await pooled();
    const user = await buildUser();
    const own = (await buildCustomer({ by: user })).id;
    const rep = api.as(user);
    const listed = async (query: string) =>
      (await rep.get(`/customers${query}`)).body.items.map((one: { id: string }) => one.id);
    expect(await listed("?owner=none")).toEqual([id]);
    expect(await listed("?owner=!none")).toEqual([own]);
    expect((await listed("")).toSorted()).toEqual([id, own].toSorted());
  });

  test("cannot be made a second time", async () => {
    await pooled();
    const rep = api.as(await buildUser());
    for (const input of [
      { name: "宁波海川物流", kind: "company" },
      { name: "别的名字", phones: [PHONE] },
    ]) {
      const reply = await rep.post("/customers", input);
      expect(reply).toMatchObject({ status: 409, body: { code: "known_in_pool" } });
      expect(reply.text).not.toContain("海川");
    }
  });
});

describe("taking a customer out of the pool", () => {
  test("brings everything that hangs on it", async () => {
    const { id, contact, deal, step } = await pooled();
    const user = await buildUser();
    const reply = await api.as(user).post(`/customers/${id}/claim`);
    expect(reply).toMatchObject({ status: 200, body: { owner: user._id, phones: [PHONE], pooledAt: null } });
    for (const [model, one] of [
      [Contact, contact],
      [Opportunity, deal],
      [Reminder, step],
    ] as const)
      expect(await model.findOne({ _id: one.id }).lean()).toMatchObject({ owner: user._id });
    expect((await api.as(user).get(`/customers/${id}/timeline`)).body.items[0].summary).toContain("从公海领取");
  });

  test("of two who take it at the same instant, one gets it and the other is told", async () => {
    const { id } = await pooled();
    const reps = [await buildUser(), await buildUser(), await buildUser()];
    const replies = await Promise.all(reps.map((rep) => api.as(rep).post(`/customers/${id}/claim`)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const late = replies.find(({ status }) => status === 409);
    expect(late?.body).toMatchObject({ code: "not_in_pool", detail: "这位客户已经被领走了，不在公海里。" });
    const winner = replies.findIndex(({ status }) => status === 200);
    expect(await Customer.findOne({ _id: id }).lean()).toMatchObject({ owner: reps[winner]?._id });
  });

  test("a colleague's customer that was never in the pool is not there", async () => {
    const { id } = await buildCustomer();
    const rep = api.as(await buildUser());
    expect(await rep.post(`/customers/${id}/claim`)).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await rep.post(`/customers/${id}/release`, { reason: "试试" })).toMatchObject({ status: 404 });
  });

  test("five a day, also when all are taken at once", async () => {
    const owner = await buildUser();
    const ids: string[] = [];
    for (let i = 0; i < 7; i++) {
      const { id } = await buildCustomer({ by: owner });
      await api.as(owner).post(`/customers/${id}/release`, { reason: "太多" });
      ids.push(id);
    }
    const rep = api.as(await buildUser());
    const replies = await Promise.all(ids.map((id) => rep.post(`/customers/${id}/claim`)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 422, 422]);
    const refused = replies.find(({ status }) => status === 422);
    expect(refused?.body).toMatchObject({ code: "claims_used_up", detail: expect.stringContaining("5 个") });
    expect((await rep.get("/pool/claims")).body).toEqual({ perDay: 5, leftToday: 0, most: 50, held: 5 });
    api.clock.advance(DAY_MS);
    expect((await rep.get("/pool/claims")).body.leftToday).toBe(5);
    const left = ids[replies.findIndex(({ status }) => status === 422)];
    expect((await rep.post(`/customers/${left}/claim`)).status).toBe(200);
  });

  test("fifty held, and not one more", async () => {
    const { id } = await pooled();
    const user = await buildUser();
    const held = (await buildCustomer({ by: user })).id;
    await Customer.updateOne({ _id: held }, { $set: { claimedAt: new Date() } });
    const row = await Customer.findOne({ _id: held }).lean();
    await Customer.insertMany(Array.from({ length: 49 }, () => ({ ...row, _id: newId() })));
    const reply = await api.as(user).post(`/customers/${id}/claim`);
    expect(reply).toMatchObject({
      status: 422,
      body: { code: "claims_full", detail: expect.stringContaining("50 个") },
    });
    expect(await Customer.findOne({ _id: id }).lean()).toMatchObject({ owner: null });
    expect((await api.as(user).get("/pool/claims")).body.leftToday).toBe(5);
  });

  test("whoever had it waits seven days", async () => {
    const { id, owner } = await pooled();
    const reply = await api.as(owner).post(`/customers/${id}/claim`);
    expect(reply).toMatchObject({ status: 422, body: { code: "claim_too_early" } });
    expect(reply.body.detail).toContain("03-18");
    api.clock.advance(7 * DAY_MS);
    expect((await api.as(owner).post(`/customers/${id}/claim`)).status).toBe(200);
  });

  test("a manager gives it to a rep, past the limits", async () => {
    const department = (await buildDepartment())._id;
    const owner = await buildUser({ departments: [department] });
    const { id } = await pooled(owner);
    const manager = api.as(await buildUser({ roles: ["sales_manager"], departments: [department] }));
    expect((await manager.get(`/customers/${id}`)).body).toMatchObject({ phones: [PHONE], poolReason: "暂时没需求" });
    const reply = await manager.post(`/customers/${id}/transfer`, { owner: owner._id });
    expect(reply).toMatchObject({ status: 200, body: { owner: owner._id, pooledAt: null, poolReason: null } });
  });
});

test("giving up needs a reason", async () => {
  const user = await buildUser();
  const { id } = await buildCustomer({ by: user });
  for (const body of [{}, { reason: "" }, { reason: " " }])
    expect((await api.as(user).post(`/customers/${id}/release`, body)).status).toBe(422);
});

describe("the rules of the pool", () => {
  const rules = (more: object = {}) => ({ ...DEFAULT_POOL_RULES, ...more });

  test("are read by everybody and set by admins, with the version they read", async () => {
    const admin = api.as(await buildUser({ roles: ["admin"] }));
    const rep = api.as(await buildUser());
    expect((await rep.get("/pool/rules")).body).toEqual({ version: 0, value: DEFAULT_POOL_RULES });
    const body = { version: 0, value: rules({ claimsPerDay: 1 }) };
    expect((await rep.patch("/pool/rules", body)).status).toBe(403);
    expect((await admin.patch("/pool/rules", body)).body).toMatchObject({ version: 1, value: { claimsPerDay: 1 } });
    expect((await admin.patch("/pool/rules", body)).status).toBe(409);
    for (const wrong of [{ warnDays: 0 }, { noDealDays: -1 }, { exemptLevels: ["Z"] }, { extra: 1 }])
      expect((await admin.patch("/pool/rules", { version: 1, value: rules(wrong) })).status).toBe(422);
    expect((await rep.get("/pool/claims")).body).toMatchObject({ perDay: 1, leftToday: 1 });
  });

  test("are rehearsed before they hold: a count for who sets them, names for who may see them", async () => {
    const department = (await buildDepartment())._id;
    const by = await buildUser({ departments: [department] });
    const now = new Date(NOW.getTime() - 20 * DAY_MS);
    await buildCustomer({ by, name: "宁波海川物流有限公司", now });
    const other = await buildUser();
    await buildCustomer({ by: other, now });
    const asked = async (user: UserRow, body: object = {}) =>
      (await api.as(user).post("/pool/rehearsal", body)).body as { total: number; items: { customerName: string }[] };
    const stricter = { rules: rules({ noFollowUpDays: 15 }) };
    expect(await asked(by)).toMatchObject({ tonight: 0, total: 0, items: [] });
    const [item] = (await asked(by, stricter)).items;
    expect(item).toMatchObject({ customerName: "宁波海川物流有限公司", reason: "15 天没跟进", isWarned: false });
    const boss = await buildUser({ roles: ["sales_manager"], departments: [department] });
    expect(await asked(boss, stricter)).toMatchObject({ total: 1, items: [{ owner: by._id }] });
    expect(await asked(await buildUser({ roles: ["admin"] }), stricter)).toMatchObject({ total: 2, items: [] });
    expect(await asked(await buildUser({ roles: ["marketing"] }), stricter)).toMatchObject({ total: 0, items: [] });
    expect(await Customer.countDocuments({ owner: null })).toBe(0);
  });
});

describe("a reported customer", () => {
  async function team() {
    const departments = [(await buildDepartment())._id];
    const rep = await buildUser({ departments });
    const boss = await buildUser({ roles: ["sales_manager"], departments });
    const { body } = await api.as(rep).post("/pool/reports", { name: "海川科技", protectedFor: "设备采购" });
    return { rep: api.as(rep), boss: api.as(boss), id: body.id as string, body };
  }

  test("is protected for thirty days, and nobody makes it again", async () => {
    const { body, boss } = await team();
    expect(body).toMatchObject({
      ...{ name: "海川科技", kind: "company", protectedFor: "设备采购" },
      protectedUntil: "2026-04-10T10:00:00.000+08:00",
    });
    const stranger = api.as(await buildUser());
    const reply = await stranger.post("/pool/reports", { name: "海川科技" });
    expect(reply).toMatchObject({ status: 409, body: { code: "known_to_colleague" } });
    expect((await boss.get("/customers?protectedUntil=2026-03-11..&sort=protectedUntil")).body.items).toHaveLength(1);
  });

  test("is protected once by oneself, longer by a manager", async () => {
    const { rep, boss, id } = await team();
    expect((await rep.post(`/customers/${id}/protect`)).body).toMatchObject({ code: "already_protected" });
    const asked = await rep.post(`/customers/${id}/extend`);
    expect(asked).toMatchObject({ status: 200, body: { protectedUntil: "2026-04-10T10:00:00.000+08:00" } });
    await rep.post(`/customers/${id}/extend`);
    const { items } = (await boss.get("/approvals?state=open")).body;
    expect(items).toMatchObject([{ reason: "protection", customer: id, opportunity: null, stageName: null }]);
    expect((await rep.post(`/approvals/${items[0].id}/approve`)).status).toBe(403);
    expect((await boss.post(`/approvals/${items[0].id}/approve`)).status).toBe(200);
    expect((await rep.get(`/customers/${id}`)).body.protectedUntil).toBe("2026-05-10T10:00:00.000+08:00");
    expect((await boss.post(`/customers/${id}/extend`)).body.protectedUntil).toBe("2026-06-09T10:00:00.000+08:00");
  });

  test("loses its protection with its owner, and an old request with it", async () => {
    const { rep, boss, id } = await team();
    await rep.post(`/customers/${id}/extend`);
    const { body } = await rep.post(`/customers/${id}/release`, { reason: "没需求" });
    expect(body).toMatchObject({ owner: null, protectedUntil: null });
    const { items } = (await boss.get("/approvals?state=open")).body;
    for (const { id: approval } of items) {
      expect((await boss.post(`/approvals/${approval}/approve`)).status).toBe(409);
    }
    expect((await boss.get(`/customers/${id}`)).body.protectedUntil).toBeNull();
  });

  test("is nobody's to protect but whose it is", async () => {
    const { id } = await team();
    const stranger = api.as(await buildUser());
    for (const verb of ["protect", "extend"])
      expect((await stranger.post(`/customers/${id}/${verb}`)).status).toBe(404);
    const { id: inPool } = await pooled();
    for (const verb of ["protect", "extend"])
      expect((await stranger.post(`/customers/${inPool}/${verb}`)).status).toBe(403);
  });
});
