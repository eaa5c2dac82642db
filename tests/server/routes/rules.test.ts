import { Customer, Opportunity, Reminder } from "../../../models";
import { claim } from "../../../models/queue";
import { OutboxEvent } from "../../../models/system/outboxEvent";
import { Rule, RuleRun, type RuleRunRow } from "../../../models/system/rule";
import type { UserRow } from "../../../models/system/user";
import { runDailyRules } from "../../../server/commands/rule/runDailyRules";
import { runEventRules } from "../../../server/commands/rule/runEventRules";
import { runRule } from "../../../server/commands/rule/runRule";
import { SYSTEM_ACTOR } from "../../../server/context";
import { createCtx } from "../../../server/createCtx";
import { fakeClock, fakeDeps, NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildDepartment, buildFollowUp, buildOpportunity, buildUser } from "../../support/factories";
import { useApi, type Caller } from "../../support/http";

useDatabase();
const api = useApi();
const DAY = 86_400_000;
const ago = (days: number) => new Date(NOW.getTime() - days * DAY);
const deps = () => fakeDeps(fakeClock(api.clock.now()));

let boss: Caller;
beforeEach(async () => {
  boss = api.as(await buildUser({ roles: ["admin"], name: "管理员" }));
});

const asleep = (days = 10) => ({
  name: "沉睡客户",
  on: "customer.daily",
  when: [{ field: "silentDays", op: "atLeast", value: days }],
  then: [{ do: "addTag", tag: "沉睡" }],
});
const inquiry = {
  name: "问价",
  on: "followUp.created",
  when: [{ field: "content", op: "mentions", values: ["问价"] }],
  then: [
    { do: "addTag", tag: "问价" },
    { do: "remind", text: "回价格", inDays: 3 },
    { do: "setLevel", level: "B" },
  ],
};

async function work() {
  while (await runEventRules(deps()));
  for (const run of await claim(RuleRun, api.clock.now(), { limit: 100 })) await runRule(deps(), run as RuleRunRow);
}
async function daily() {
  const source = { kind: "job", messageId: null } as const;
  await runDailyRules(createCtx(deps(), { actor: SYSTEM_ACTOR, source }));
  await work();
}
async function talkedTo(by: UserRow, days: number, content = "聊了") {
  const customer = await buildCustomer({ by, now: ago(60) });
  await buildFollowUp({ by, customer: customer.id, content, happenedAt: ago(days), now: ago(days) });
  return customer;
}
const tagsOf = async (id: string) => (await Customer.findOne({ _id: id }).lean())?.tags;

describe("rules as data", () => {
  test("are made, read as a sentence, changed and taken out of use by admins; each change is kept", async () => {
    const made = await boss.post("/rules", { ...inquiry, active: true });
    expect(made).toMatchObject({ status: 201, body: { version: 1, active: true, runs: 0, failures: 0 } });
    expect(made.body.sentence).toBe(
      "写了跟进，如果跟进内容提到“问价”，就打上标签“问价”，3 天后提醒负责人“回价格”，级别改成 B。",
    );
    const { id } = made.body;
    const rep = api.as(await buildUser());
    expect((await rep.get("/rules")).body.items).toHaveLength(1);
    expect((await rep.patch(`/rules/${id}`, { version: 1, active: false })).status).toBe(403);
    expect((await rep.post("/rules", inquiry)).status).toBe(403);
    expect((await boss.patch(`/rules/${id}`, { version: 1, active: false })).body).toMatchObject({
      active: false,
      version: 2,
    });
    expect((await boss.patch(`/rules/${id}`, { version: 1, active: true })).status).toBe(409);
    expect((await boss.delete(`/rules/${id}`)).status).toBe(204);
    expect((await boss.get(`/rules/${id}`)).status).toBe(404);
    const events = await OutboxEvent.find({ entity: "rule" }).sort({ _id: 1 }).lean();
    expect(events.map(({ name }) => name)).toEqual(["rule.created", "rule.updated", "rule.archived"]);
    expect((await boss.get("/audit-entries")).body.items[0].summary).toContain("规则");
  });

  test.each([
    ["an unknown trigger", { on: "customer.exploded" }, "on"],
    ["a field of another trigger", { when: [{ field: "stageDays", op: "atLeast", value: 3 }] }, "when.0.field"],
    ["words asked like a number", { when: [{ field: "content", op: "atLeast", value: 3 }] }, "when.0.op"],
    ["a choice that does not exist", { when: [{ field: "level", op: "is", values: ["E"] }] }, "when.0.values"],
    ["nothing to do", { then: [] }, "then"],
    ["an unknown action", { then: [{ do: "deleteEverything" }] }, "then.0.do"],
    ["a daily rule for everybody", { on: "customer.daily", when: [] }, "when"],
  ])("are refused with %s", async (_, wrong, path) => {
    const reply = await boss.post("/rules", { ...inquiry, ...wrong });
    expect(reply).toMatchObject({
      status: 422,
      body: { errors: expect.arrayContaining([expect.objectContaining({ path })]) },
    });
  });

  test("a change must fit the rest of the rule", async () => {
    const { body } = await boss.post("/rules", inquiry);
    const reply = await boss.patch(`/rules/${body.id}`, { version: 1, on: "customer.daily" });
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ path: "when.0.field" }] } });
  });
});

describe("what a rule does", () => {
  test("happens once, however often the event is looked at, and is told as the rule's", async () => {
    const by = await buildUser();
    await boss.post("/rules", { ...inquiry, active: true });
    const { id } = await talkedTo(by, 0, "客户问价了");
    await work();
    await OutboxEvent.updateMany({ name: "followUp.created" }, { $set: { awaitsRules: true } });
    await Promise.all([work(), work()]);
    expect(await Customer.findOne({ _id: id }).lean()).toMatchObject({ tags: ["问价"], level: "B" });
    expect(await Reminder.find({ customer: id }).lean()).toMatchObject([
      { text: "回价格", owner: by._id, dueFrom: "2026-03-14" },
    ]);
    const { items } = (await api.as(by).get(`/customers/${id}/timeline`)).body;
    const told = items.filter((item: { by: { name: string } | null }) => item.by?.name === "规则“问价”");
    expect(told.map((item: { type: string }) => item.type).sort()).toEqual([
      "customer.updated",
      "customer.updated",
      "reminder.created",
    ]);
    expect(told[0].ruleRunId).toBe((await RuleRun.findOne().lean())?._id);
  });

  test("is taken back by whoever may change the customer; what was changed since stays", async () => {
    const by = await buildUser();
    await boss.post("/rules", { ...inquiry, active: true });
    const { id } = await talkedTo(by, 0, "客户问价了");
    await work();
    const { version } = (await api.as(by).get(`/customers/${id}`)).body;
    await api.as(by).patch(`/customers/${id}`, { version, level: "A" });
    const run = encodeURIComponent(String((await RuleRun.findOne().lean())?._id));
    expect((await api.as(await buildUser()).post(`/rule-runs/${run}/undo`)).status).toBe(404);
    const undone = await api.as(by).post(`/rule-runs/${run}/undo`);
    expect(undone).toMatchObject({ status: 200, body: { removed: 1, restored: 1, kept: 1 } });
    expect(await Customer.findOne({ _id: id }).lean()).toMatchObject({ tags: [], level: "A" });
    expect(await Reminder.countDocuments()).toBe(0);
    expect((await api.as(by).post(`/rule-runs/${run}/undo`)).status).toBe(409);
  });

  test("starts no other rule", async () => {
    const by = await buildUser();
    await boss.post("/rules", { ...asleep(), active: true, backlog: true });
    const moved = { name: "连环", on: "customer.created", when: [], then: [{ do: "addTag", tag: "新" }], active: true };
    await boss.post("/rules", moved);
    const { id } = await talkedTo(by, 12);
    await daily();
    await daily();
    expect(await OutboxEvent.countDocuments({ source: "rule", awaitsRules: true })).toBe(0);
    expect((await tagsOf(id)) as string[]).toEqual(expect.arrayContaining(["新", "沉睡"]));
    expect(await RuleRun.countDocuments()).toBe(2);
  });

  test("one that fails is shown, and keeps no other from acting", async () => {
    const by = await buildUser();
    const { id } = (await boss.post("/rules", { ...inquiry, active: true })).body;
    await boss.post("/rules", { ...inquiry, name: "另一条", then: [{ do: "addTag", tag: "好" }], active: true });
    await Rule.updateOne({ _id: id }, { $set: { then: [{ do: "nonsense" }] } });
    const customer = await talkedTo(by, 0, "问价");
    for (let tries = 0; tries < 6; tries++) {
      await work();
      api.clock.advance(400_000);
    }
    expect(await tagsOf(customer.id)).toEqual(["好"]);
    const rules = (await boss.get("/rules")).body.items;
    expect(rules).toMatchObject([
      { id, failures: 1, runs: 0 },
      { name: "另一条", failures: 0, runs: 1 },
    ]);
    const runs = (await api.as(by).get(`/rules/${id}/runs`)).body.items;
    expect(runs).toMatchObject([{ customer: customer.id, state: "failed", error: "没做成，重试过了", canUndo: false }]);
  });

  test("acts on what fits already only when asked to", async () => {
    const by = await buildUser();
    const { id } = await talkedTo(by, 12);
    const { body } = await boss.post("/rules", { ...asleep(), active: true });
    await daily();
    expect(await tagsOf(id)).toEqual([]);
    await boss.patch(`/rules/${body.id}`, { version: 1, backlog: true });
    await daily();
    expect(await tagsOf(id)).toEqual(["沉睡"]);
  });

  test("of a customer the reader may not see nothing is told", async () => {
    const by = await buildUser();
    const { body } = await boss.post("/rules", { ...asleep(), active: true, backlog: true });
    await talkedTo(by, 12);
    await daily();
    expect((await api.as(by).get(`/rules/${body.id}/runs`)).body.items).toHaveLength(1);
    const outsider = api.as(await buildUser());
    expect((await outsider.get(`/rules/${body.id}/runs`)).body).toMatchObject({ items: [], approximateTotal: 0 });
    expect((await boss.get(`/rules/${body.id}/runs`)).body.items).toEqual([]);
  });
});

describe("a rehearsal", () => {
  test("counts what a daily rule would have done, day by day, with talks as they were then", async () => {
    const department = await buildDepartment();
    const by = await buildUser({ name: "李雷", departments: [department._id] });
    const chief = await buildUser({ roles: ["admin", "sales_manager"], departments: [department._id] });
    const twice = await talkedTo(by, 40);
    await buildFollowUp({ by, customer: twice.id, happenedAt: ago(20), now: ago(20) });
    await talkedTo(by, 15);
    await talkedTo(by, 5);
    const rehearsed = (await api.as(chief).post("/rules/rehearsal", asleep())).body;
    // Silent since the 40th day: fitted before the window opened. Again since the 20th: from the 10th on. And the one of the 15th.
    expect(rehearsed).toMatchObject({
      days: 30,
      count: 2,
      customers: 2,
      fitNow: 2,
      owners: [{ name: "李雷", count: 2 }],
    });
    expect(rehearsed.sentence).toBe("如果过去 30 天就有这条规则：会触发 2 次，涉及 2 家客户。");
    expect(rehearsed.samples.map(({ on }: { on: string }) => on)).toEqual(["2026-03-06", "2026-03-01"]);
    expect(await RuleRun.countDocuments()).toBe(0);
    expect((await boss.post("/rules/rehearsal", asleep())).body).toMatchObject({ count: 2, samples: [] });
    expect((await api.as(by).post("/rules/rehearsal", asleep())).status).toBe(403);
  });

  test("equals what the rule does when the days are lived through", async () => {
    const by = await buildUser();
    await boss.post("/rules", { ...asleep(5), active: true });
    for (const days of [1, 3, 4, 9]) await talkedTo(by, days);
    for (let day = 0; day < 8; day++) {
      api.clock.advance(DAY);
      await daily();
    }
    const lived = await RuleRun.countDocuments({ state: "done" });
    const { count } = (await boss.post("/rules/rehearsal", { ...asleep(5), days: 8 })).body;
    expect([lived, count]).toEqual([3, 3]);
  });

  test("asks of each event, and of deals as they stood", async () => {
    const by = await buildUser();
    const { id: customer } = await talkedTo(by, 3, "问价");
    await talkedTo(by, 2, "问价");
    await talkedTo(by, 1, "没问");
    await talkedTo(by, 35, "问价");
    expect((await boss.post("/rules/rehearsal", inquiry)).body).toMatchObject({ count: 2, customers: 2, fitNow: 0 });
    const deal = await buildOpportunity({ by, customer, stage: "contacted", now: ago(20) });
    await Opportunity.updateOne({ _id: deal.id }, { $set: { stageChangedAt: ago(20) } });
    api.clock.set(ago(8));
    await api.as(by).post(`/opportunities/${deal.id}/move`, { stage: "qualified" });
    api.clock.set(NOW);
    const stuck = {
      name: "停住",
      on: "opportunity.daily",
      when: [{ field: "stageDays", op: "atLeast", value: 7 }],
      then: [{ do: "notify", whom: "owner" }],
    };
    const rehearsed = (await boss.post("/rules/rehearsal", stuck)).body;
    expect(rehearsed).toMatchObject({ count: 2, customers: 1, fitNow: 1 });
  });
});
