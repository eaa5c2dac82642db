import { Customer, Lead } from "../../../models";
import type { UserRow } from "../../../models/system/user";
import { DEFAULT_LEAD_RULES } from "../../../models/shared/contracts/leads";
import { changeSetting } from "../../../server/commands/setting/changeSetting";
import { loadActor } from "../../../server/loadActor";
import { leadRulesSetting } from "../../../server/queries/readSetting";
import { ctxFor, NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildDepartment, buildLead, buildUser } from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

const wang = {
  name: "王经理",
  phones: ["+86 138-0000-0000"],
  company: "海川科技",
  source: "展会",
  rawText: "想要报价，预算30万",
};

async function team() {
  const home = (await buildDepartment())._id;
  const manager = await buildUser({ roles: ["sales_manager"], departments: [home] });
  const reps = [await buildUser({ departments: [home] }), await buildUser({ departments: [home] })];
  return { manager, reps };
}

const rule = (people: UserRow[], more: object = {}) => ({
  ...{ name: "轮流", sources: [], regions: [], industries: [], by: "turn" as const, dailyCap: null },
  people: people.map(({ _id }) => _id),
  ...more,
});

async function setRules(by: UserRow, rules: ReturnType<typeof rule>[]) {
  const actor = await loadActor(by._id, NOW);
  if (!actor) throw new Error("nobody");
  await changeSetting(ctxFor(actor), leadRulesSetting, { version: 0, value: { ...DEFAULT_LEAD_RULES, rules } });
}

describe("a lead a rep writes down", () => {
  test("is theirs, cleaned, and scored with what counted", async () => {
    const rep = await buildUser();
    const made = await api.as(rep).post("/leads", wang);
    expect(made).toMatchObject({
      status: 201,
      body: { owner: rep._id, state: "working", phones: ["13800000000"], budget: 30_000_000, score: 65 },
    });
    expect(made.body.scoreReasons.map(({ text }: { text: string }) => text)).toEqual([
      "有手机号 +20",
      "说了公司 +15",
      "说了预算 +15",
      "问了价格或要演示 +15",
    ]);
    expect((await api.as(rep).get("/leads?q=0000")).body.items).toHaveLength(1);
    expect((await api.as(rep).get("/leads?q=海川")).body.items).toHaveLength(1);
  });

  test("the same number again is noted on the first", async () => {
    const rep = api.as(await buildUser());
    const first = (await rep.post("/leads", wang)).body;
    const again = await rep.post("/leads", { ...wang, name: "王总", phones: ["13800000000"], rawText: "明天能演示吗" });
    expect(again.body).toMatchObject({ id: first.id, name: "王经理", repeats: 1 });
    expect(again.body.rawText).toContain("想要报价，预算30万\n");
    expect(again.body.rawText).toContain("展会又来问：明天能演示吗");
    expect(again.body.scoreReasons).toContainEqual({ reason: "again", points: 10, text: "又来问过 +10" });
    expect(await Lead.countDocuments()).toBe(1);
  });

  test("of a colleague's company or number is refused without a word more", async () => {
    await buildCustomer({
      by: await buildUser(),
      name: "宁波海川科技有限公司",
      kind: "company",
      phones: ["13900000000"],
    });
    await buildLead({ by: await buildUser(), phones: ["13700000000"] });
    const rep = api.as(await buildUser());
    for (const taken of [
      { name: "李工", company: "宁波海川科技" },
      { name: "李工", phones: ["13900000000"] },
      { name: "李工", phones: ["13700000000"] },
    ]) {
      const reply = await rep.post("/leads", taken);
      expect(reply).toMatchObject({
        status: 409,
        body: { code: "known_to_colleague", detail: "已有同事在跟进这家公司。" },
      });
    }
    expect(await Lead.countDocuments()).toBe(1);
  });

  test("a change is scored anew, and an old one refused with what differs alone", async () => {
    const rep = api.as(await buildUser());
    const { id } = (await rep.post("/leads", { name: "王经理" })).body;
    expect((await rep.patch(`/leads/${id}`, { version: 1, company: "海川科技" })).body).toMatchObject({ score: 15 });
    const stale = await rep.patch(`/leads/${id}`, { version: 1, company: "海川物流" });
    expect(stale.status).toBe(409);
    expect(stale.body.conflicts).toEqual({ company: { base: null, yours: "海川物流", theirs: "海川科技" } });
    expect((await rep.patch(`/leads/${id}`, { version: 2, score: 100 })).status).toBe(422);
  });
});

describe("a lead a manager writes down", () => {
  test("stays with nobody where no rule is, and is given by hand", async () => {
    const { manager, reps } = await team();
    const boss = api.as(manager);
    const { id, ...made } = (await boss.post("/leads", wang)).body;
    expect(made).toMatchObject({ owner: null, state: "new" });
    const [rep] = reps as [UserRow, UserRow];
    expect((await api.as(rep).get(`/leads/${id}`)).status).toBe(404);
    const given = await boss.post(`/leads/${id}/assign`, { owner: rep._id });
    expect(given.body).toMatchObject({ owner: rep._id, state: "assigned" });
    expect(Date.parse(given.body.answerBy) - Date.parse(given.body.assignedAt)).toBe(24 * 3_600_000);
    expect((await api.as(rep).post(`/leads/${id}/take`)).body).toMatchObject({ state: "working" });
    expect((await api.as(rep).post(`/leads/${id}/take`)).status).toBe(403);
    const finance = await buildUser({ roles: ["finance"] });
    expect((await boss.post(`/leads/${id}/assign`, { owner: finance._id })).body.errors).toMatchObject([
      { path: "owner", code: "role_sees_none" },
    ]);
  });

  test("goes round, each in turn", async () => {
    const { manager, reps } = await team();
    await setRules(manager, [rule(reps)]);
    const owners: string[] = [];
    for (const phone of ["13800000001", "13800000002", "13800000003"]) {
      owners.push((await api.as(manager).post("/leads", { name: "客人", phones: [phone] })).body.owner);
    }
    expect(new Set(owners.slice(0, 2)).size).toBe(2);
    expect(owners[2]).toBe(owners[0]);
  });

  test("goes to whoever is least busy, by region, up to the day's limit", async () => {
    const { manager, reps } = await team();
    const [busy, free] = reps as [UserRow, UserRow];
    await buildLead({ by: busy, state: "working" });
    await setRules(manager, [
      rule([busy, free], { name: "浙江", regions: ["浙江"], by: "leastBusy", dailyCap: 1 }),
      rule([busy], { name: "其他", regions: ["北京"] }),
    ]);
    const make = async (phone: string, region: string) =>
      (await api.as(manager).post("/leads", { name: "客人", phones: [phone], region })).body.owner;
    expect(await make("13800000001", "浙江省杭州市")).toBe(free._id);
    expect(await make("13800000002", "北京")).toBe(busy._id);
    expect(await make("13800000003", "浙江")).toBe(null);
    expect(await make("13800000004", "上海")).toBe(null);
  });

  test("many at once are shared evenly", async () => {
    const { manager, reps } = await team();
    await setRules(manager, [rule(reps)]);
    const boss = api.as(manager);
    const phones = Array.from({ length: 8 }, (_, i) => `1380000001${i}`);
    const made = await Promise.all(phones.map((phone) => boss.post("/leads", { name: "客人", phones: [phone] })));
    const counts = reps.map(({ _id }) => made.filter(({ body }) => body.owner === _id).length);
    expect(counts).toEqual([4, 4]);
  });

  test("for a customer somebody has goes to who has it", async () => {
    const { manager, reps } = await team();
    const [rep] = reps as [UserRow, UserRow];
    const customer = await buildCustomer({ by: rep, name: "海川科技有限公司", kind: "company" });
    const made = (await api.as(manager).post("/leads", wang)).body;
    expect(made).toMatchObject({
      owner: rep._id,
      state: "assigned",
      customer: customer.id,
      customerName: customer.name,
    });
    expect(await Customer.countDocuments()).toBe(1);
  });
});

test("what came to nothing keeps its reason, and opens again when they come again", async () => {
  const { manager, reps } = await team();
  const [rep] = reps as [UserRow, UserRow];
  const { id } = await buildLead({ by: rep, phones: ["13800000000"] });
  expect((await api.as(rep).post(`/leads/${id}/invalidate`, {})).status).toBe(422);
  const closed = await api.as(rep).post(`/leads/${id}/invalidate`, { reason: "空号" });
  expect(closed.body).toMatchObject({ state: "invalid", invalidReason: "空号" });
  expect(closed.body.abilities).toContain("reopen");
  await api.as(manager).post("/leads", wang);
  expect((await api.as(rep).get(`/leads/${id}`)).body).toMatchObject({ state: "assigned", invalidReason: null });
});

test("marketing sees where leads come from and no way to reach anybody", async () => {
  const { manager } = await team();
  await api.as(manager).post("/leads", { ...wang, wechat: "wangjingli", email: "w@haichuan.cn" });
  const [seen] = (await api.as(await buildUser({ roles: ["marketing"] })).get("/leads")).body.items;
  expect(seen).toMatchObject({ source: "展会", state: "new", phones: [], wechat: null, email: null, rawText: null });
  expect(seen).toMatchObject({ budget: null, abilities: ["read"] });
  const asked = await api.as(await buildUser({ roles: ["marketing"] })).get("/leads?q=0000");
  expect(asked.body.items).toEqual([]);
});

describe("a lead that becomes a customer", () => {
  const whole = {
    ...wang,
    title: "采购经理",
    region: "宁波",
    industry: "物流",
    campaign: "秋季展",
    wechat: "wangjingli",
  };

  test("is shown first, and nothing of it is left out", async () => {
    const rep = api.as(await buildUser());
    const { id } = (await rep.post("/leads", whole)).body;
    const plan = (await rep.get(`/leads/${id}/conversion`)).body;
    expect(plan).toMatchObject({
      matches: [],
      customer: { name: "海川科技", kind: "company", region: "宁波", source: "展会", tags: ["物流"] },
      contact: { name: "王经理", title: "采购经理", phones: ["13800000000"], wechat: "wangjingli" },
      opportunity: { name: "海川科技的需求", amount: 30_000_000 },
    });
    expect(plan.content).toBe(
      "线索 · 来源 展会 · 活动 秋季展 · 地区 宁波 · 行业 物流 · 预算 ¥300,000\n想要报价，预算30万",
    );
    expect(await Customer.countDocuments()).toBe(0);

    const done = await rep.post(`/leads/${id}/convert`, {});
    expect(done.body).toMatchObject({ state: "converted", customerName: "海川科技", contactName: "王经理" });
    const { customer, contact, opportunity } = done.body;
    expect((await rep.get(`/contacts/${contact}`)).body).toMatchObject({ ...plan.contact, customer });
    expect((await rep.get(`/opportunities/${opportunity}`)).body).toMatchObject({ ...plan.opportunity, customer });
    expect((await rep.get(`/follow-ups?customer=${customer}`)).body.items).toMatchObject([
      { content: plan.content, contact, opportunity },
    ]);
    const told = (await rep.get(`/customers/${customer}/timeline`)).body.items.map(
      (one: { summary: string }) => one.summary,
    );
    expect(told).toEqual(expect.arrayContaining(["新线索：王经理", "线索转成客户：王经理"]));
    expect((await rep.get(`/leads/${id}/history`)).body.items).toHaveLength(2);
  });

  test("does so once", async () => {
    const rep = api.as(await buildUser());
    const { id } = (await rep.post("/leads", wang)).body;
    const both = await Promise.all([rep.post(`/leads/${id}/convert`, {}), rep.post(`/leads/${id}/convert`, {})]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const again = await rep.post(`/leads/${id}/convert`, {});
    expect(again).toMatchObject({ status: 409, body: { code: "already_settled" } });
    expect(await Customer.countDocuments()).toBe(1);
  });

  test("joins a customer that is there, once it is said which", async () => {
    const by = await buildUser();
    const rep = api.as(by);
    const { id } = (await rep.post("/leads", wang)).body;
    const there = await buildCustomer({ by, name: "海川科技有限公司", kind: "company" });
    const open = await rep.post(`/leads/${id}/convert`, {});
    expect(open).toMatchObject({ status: 422, body: { errors: [{ path: "customer", code: "choose_customer" }] } });
    expect((await rep.get(`/leads/${id}/conversion`)).body.matches).toMatchObject([{ id: there.id }]);
    const done = await rep.post(`/leads/${id}/convert`, { customer: there.id, withDeal: false });
    expect(done.body).toMatchObject({ customer: there.id, opportunity: null });
    expect(await Customer.countDocuments()).toBe(1);
    const hidden = await buildCustomer({ by: await buildUser() });
    const other = (await rep.post("/leads", { name: "李工" })).body.id;
    expect((await rep.post(`/leads/${other}/convert`, { customer: hidden.id })).status).toBe(404);
  });

  test("belongs to whose lead it was, whoever converts it", async () => {
    const { manager, reps } = await team();
    const [rep] = reps as [UserRow, UserRow];
    const { id } = await buildLead({ by: rep, company: "海川科技", phones: ["13800000000"] });
    const done = (await api.as(manager).post(`/leads/${id}/convert`, {})).body;
    expect((await api.as(rep).get(`/customers/${done.customer}`)).body.owner).toBe(rep._id);
  });

  test("a house of which nobody was named is reached itself", async () => {
    const rep = api.as(await buildUser());
    const house = { name: "海川科技", company: "海川科技", phones: ["057188880000"] };
    const { id } = (await rep.post("/leads", house)).body;
    const { customer, contact } = (await rep.post(`/leads/${id}/convert`, {})).body;
    expect(contact).toBeNull();
    expect((await rep.get(`/customers/${customer}`)).body).toMatchObject({ kind: "company", phones: ["057188880000"] });
  });

  test("a person without a company is the customer, reached as before", async () => {
    const rep = api.as(await buildUser());
    const { id } = (await rep.post("/leads", { name: "张女士", phones: ["13800000000"], wechat: "zhangnvshi" })).body;
    const { customer, contact, opportunity } = (await rep.post(`/leads/${id}/convert`, {})).body;
    expect([contact, opportunity]).toEqual([null, null]);
    const made = (await rep.get(`/customers/${customer}`)).body;
    expect(made).toMatchObject({ name: "张女士", kind: "person", phones: ["13800000000"], wechat: "zhangnvshi" });
  });
});

test("the rules are set by managers and admins, within reason", async () => {
  const { manager, reps } = await team();
  const value = { ...DEFAULT_LEAD_RULES, rules: [rule(reps)] };
  expect((await api.as(reps[0] as UserRow).patch("/lead-rules", { version: 0, value })).status).toBe(403);
  expect((await api.as(manager).patch("/lead-rules", { version: 0, value })).body).toMatchObject({ version: 1 });
  const wrong = { version: 1, value: { ...value, answerWithinHours: 0 } };
  expect((await api.as(manager).patch("/lead-rules", wrong)).body.errors).toMatchObject([
    { path: "value.answerWithinHours" },
  ]);
});

test("what came through which door is counted, of what one may see", async () => {
  const { manager, reps } = await team();
  const [rep] = reps as [UserRow, UserRow];
  await buildLead({ by: rep, source: "展会" });
  await buildLead({ by: rep, source: "展会", state: "converted" });
  await buildLead({ by: rep, state: "invalid" });
  await buildLead({ by: await buildUser(), source: "官网" });
  const marketing = await buildUser({ roles: ["marketing"] });
  const rows = async (user: UserRow) => (await api.as(user).get("/reports/leads")).body.rows;
  expect(await rows(manager)).toEqual([
    { source: "展会", total: 2, open: 1, converted: 1, invalid: 0 },
    { source: null, total: 1, open: 0, converted: 0, invalid: 1 },
  ]);
  expect(await rows(marketing)).toHaveLength(3);
  expect(await rows(await buildUser({ roles: ["finance"] }))).toEqual([]);
});
