import { Opportunity } from "../../../models";
import { DEFAULT_PIPELINE, OPEN_GATE, type Pipeline } from "../../../models/shared/values/pipeline";
import { OutboxEvent } from "../../../models/system/outboxEvent";
import { buildApproval, buildDepartment, buildOpportunity, buildUser } from "../../support/factories";
import { useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

const review = { key: "review", name: "样品测试", probability: 60, gate: OPEN_GATE };
const withReview: Pipeline = { ...DEFAULT_PIPELINE, stages: [...DEFAULT_PIPELINE.stages, review] };
const admin = async () => api.as(await buildUser({ roles: ["admin"] }));

describe("the pipeline", () => {
  test("is read by everybody and set by admins, the change kept with who made it", async () => {
    const boss = await admin();
    expect((await boss.get("/pipeline")).body).toEqual({ version: 0, value: DEFAULT_PIPELINE });
    const set = await boss.patch("/pipeline", { version: 0, value: withReview });
    expect(set).toMatchObject({ status: 200, body: { version: 1, value: { stages: { length: 5 } } } });
    const rep = api.as(await buildUser());
    expect((await rep.get("/pipeline")).body.value.stages).toHaveLength(5);
    expect((await rep.patch("/pipeline", { version: 1, value: DEFAULT_PIPELINE })).status).toBe(403);
    expect(await OutboxEvent.countDocuments({ name: "setting.changed" })).toBe(1);
  });

  test("is not set over somebody else's change", async () => {
    const boss = await admin();
    await boss.patch("/pipeline", { version: 0, value: withReview });
    expect((await boss.patch("/pipeline", { version: 0, value: DEFAULT_PIPELINE })).status).toBe(409);
  });

  test.each([
    ["a stage that words are heard to mean is gone", { stages: [review] }, "stages"],
    ["two stages have one key", { stages: [...withReview.stages, review] }, "stages"],
    ["a key is taken by winning", { stages: [...DEFAULT_PIPELINE.stages, { ...review, key: "won" }] }, "stages"],
    ["red comes before yellow", { slowAfterDays: 9, stuckAfterDays: 8 }, "stuckAfterDays"],
    ["a chance is beyond certain", { stages: [{ ...review, probability: 120 }] }, "value.stages.0.probability"],
  ])("is refused where %s", async (_, wrong, path) => {
    const reply = await (await admin()).patch("/pipeline", { version: 0, value: { ...DEFAULT_PIPELINE, ...wrong } });
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  test("keeps a stage that deals stand in", async () => {
    const boss = await admin();
    await boss.patch("/pipeline", { version: 0, value: withReview });
    await buildOpportunity({ stage: "review" });
    const reply = await boss.patch("/pipeline", { version: 1, value: DEFAULT_PIPELINE });
    expect(reply.body.errors).toEqual([
      { path: "stages", code: "stage_in_use", message: "还有商机停在这个阶段，先挪走再删" },
    ]);
  });
});

describe("moving a deal", () => {
  async function ownDeal(stage = "qualified") {
    const by = await buildUser();
    const { id } = await buildOpportunity({ by, stage, amount: 100 });
    return { rep: api.as(by), path: `/opportunities/${id}` };
  }

  test("goes to any stage there is, and to no other", async () => {
    const { rep, path } = await ownDeal();
    const moved = await rep.post(`${path}/move`, { stage: "proposal" });
    expect(moved.body).toMatchObject({ stage: "proposal", stageName: "方案报价", waitingFor: null });
    expect((await rep.post(`${path}/move`, { stage: "nowhere" })).status).toBe(422);
    expect(
      (await rep.post("/opportunities", { customer: moved.body.customer, name: "x", stage: "nowhere" })).status,
    ).toBe(422);
  });

  test("is refused with a sentence by a gate, by whatever way it comes", async () => {
    const value = structuredClone(DEFAULT_PIPELINE);
    value.stages[2] = { ...DEFAULT_PIPELINE.stages[2]!, gate: { ...OPEN_GATE, visits: 3, fields: ["contact"] } };
    await (await admin()).patch("/pipeline", { version: 0, value });
    const { rep, path } = await ownDeal();
    const refused = {
      status: 422,
      body: { code: "gate_closed", detail: "还不能到方案报价：拜访了 0 次，要满 3 次，联系人还没填。" },
    };
    expect(await rep.post(`${path}/move`, { stage: "proposal" })).toMatchObject(refused);
    expect(await rep.patch(path, { version: 1, stage: "negotiation" })).toMatchObject(refused);
    expect(await rep.post(`${path}/win`)).toMatchObject(refused);
    const { customer } = (await rep.get(path)).body;
    expect(await rep.post("/opportunities", { customer, name: "x", stage: "proposal" })).toMatchObject(refused);
    expect(await Opportunity.countDocuments()).toBe(1);
    expect((await rep.post(`${path}/lose`)).status).toBe(200);
  });

  test("won and lost are not said by a change, and are taken back by a command", async () => {
    const { rep, path } = await ownDeal("negotiation");
    expect((await rep.patch(path, { version: 1, stage: "won" })).body.errors).toMatchObject([{ code: "closed_stage" }]);
    await rep.post(`${path}/lose`, { lossReason: "价格", competitors: ["用友"] });
    expect((await rep.patch(path, { version: 2, stage: "proposal" })).status).toBe(422);
    expect((await rep.post(`${path}/reopen`)).body).toMatchObject({ stage: "negotiation", closedFrom: null });
  });

  test("rests until a day that is ahead, and goes on", async () => {
    const { rep, path } = await ownDeal();
    expect((await rep.post(`${path}/hold`, { until: "2020-01-01" })).body.code).toBe("past_time");
    expect((await rep.post(`${path}/hold`, { until: "2026-12-31" })).body).toMatchObject({ onHoldUntil: "2026-12-31" });
    expect((await rep.post(`${path}/resume`)).body).toMatchObject({ onHoldSince: null, onHoldUntil: null });
    expect((await rep.post(`${path}/resume`)).status).toBe(403);
  });
});

describe("a request for a yes", () => {
  test("is answered by who leads the rep, once, and never by the rep", async () => {
    const department = (await buildDepartment())._id;
    const by = await buildUser({ departments: [department] });
    const manager = api.as(await buildUser({ roles: ["sales_manager"], departments: [department] }));
    const { id, opportunity } = await buildApproval({ by });
    const rep = api.as(by);
    expect((await rep.get(`/opportunities/${opportunity}`)).body.waitingFor).toMatchObject({ stageName: "方案报价" });
    expect((await rep.post(`/approvals/${id}/approve`)).status).toBe(403);
    expect((await rep.post("/approvals", {})).status).toBe(422);
    expect((await manager.get("/approvals?state=open")).body.items).toMatchObject([{ id, stageName: "方案报价" }]);
    expect((await manager.post(`/approvals/${id}/approve`)).body).toMatchObject({ state: "approved" });
    expect((await manager.post(`/approvals/${id}/refuse`, { note: "晚了" })).status).toBe(403);
    expect((await rep.get(`/opportunities/${opportunity}`)).body).toMatchObject({
      stage: "proposal",
      waitingFor: null,
    });
  });

  async function gated() {
    const department = (await buildDepartment())._id;
    const by = await buildUser({ departments: [department] });
    const manager = api.as(await buildUser({ roles: ["sales_manager"], departments: [department] }));
    const wonGate = { ...OPEN_GATE, approveAmountFrom: 10_000 };
    await (await admin()).patch("/pipeline", { version: 0, value: { ...DEFAULT_PIPELINE, wonGate } });
    const { id } = await buildOpportunity({ by, stage: "negotiation", amount: 20_000 });
    const waiting = async () => (await manager.get("/approvals?state=open")).body.items;
    return { rep: api.as(by), manager, path: `/opportunities/${id}`, waiting };
  }

  test("is made anew when the figures change: nobody agrees to what they were not shown", async () => {
    const { rep, manager, path, waiting } = await gated();
    await rep.post(`${path}/win`);
    const [first] = await waiting();
    expect(first).toMatchObject({ amount: 20_000 });
    const { version } = (await rep.get(path)).body;
    await rep.patch(path, { version, amount: 990_000 });

    expect((await manager.post(`/approvals/${first.id}/approve`)).status).toBe(403);
    expect((await rep.get(path)).body).toMatchObject({ stage: "negotiation", amount: 990_000 });
    const [second, ...others] = await waiting();
    expect(second).toMatchObject({ amount: 990_000 });
    expect(others).toEqual([]);
    await manager.post(`/approvals/${second.id}/approve`);
    expect((await rep.get(path)).body).toMatchObject({ stage: "won", amount: 990_000 });
  });

  test("is taken back when the figures need none any more", async () => {
    const { rep, path, waiting } = await gated();
    await rep.post(`${path}/win`);
    await rep.patch(path, { version: (await rep.get(path)).body.version, amount: 9_000 });
    expect(await waiting()).toEqual([]);
    expect((await rep.post(`${path}/win`)).body).toMatchObject({ stage: "won" });
  });

  test("is not walked around from behind: a gate that let less pass is asked again", async () => {
    const { rep, manager, waiting } = await gated();
    const { version, value } = (await (await admin()).get("/pipeline")).body;
    const gate = { ...OPEN_GATE, approveAmountFrom: 10_000 };
    value.stages[2] = { ...value.stages[2], gate };
    await (await admin()).patch("/pipeline", { version, value: { ...value, wonGate: OPEN_GATE } });
    const { customer } = (await rep.get("/opportunities")).body.items[0];
    const { body: deal } = await rep.post("/opportunities", { customer, name: "小单", amount: 1, stage: "proposal" });
    expect(deal).toMatchObject({ stage: "proposal", waitingFor: null });
    const path = `/opportunities/${deal.id}`;

    expect(await rep.patch(path, { version: deal.version, amount: 990_000 })).toMatchObject({
      status: 422,
      body: { code: "figures_need_approval", detail: expect.stringContaining("要主管同意") },
    });
    expect((await rep.get(path)).body).toMatchObject({ amount: 1, version: deal.version });
    expect((await rep.patch(path, { version: deal.version, amount: 9_000 })).status).toBe(200);
    expect((await rep.post(`${path}/win`, { amount: 990_000 })).body).toMatchObject({ stage: "proposal" });
    expect(await waiting()).toMatchObject([{ amount: 990_000 }]);
    const { version: latest } = (await rep.get(path)).body;
    expect((await manager.patch(path, { version: latest, amount: 990_000 })).status).toBe(200);
  });

  test("wins at the amount that was agreed to", async () => {
    const { rep, manager, path, waiting } = await gated();
    await rep.post(`${path}/win`, { amount: 30_000 });
    const [asked] = await waiting();
    await manager.post(`/approvals/${asked.id}/approve`);
    expect((await rep.get(path)).body).toMatchObject({ stage: "won", amount: 30_000 });
  });
});
