import type { Reply } from "../../support/http";
import { Opportunity } from "../../../models";
import type { UserRow } from "../../../models/system/user";
import { NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildDepartment, buildOpportunity, buildUser } from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

let department: string;
let by: UserRow;
let manager: UserRow;

beforeEach(async () => {
  department = (await buildDepartment({ name: "销售一部" }))._id;
  by = await buildUser({ departments: [department] });
  manager = await buildUser({ roles: ["sales_manager"], departments: [department] });
});

async function deals(...stages: string[]): Promise<string[]> {
  const customer = (await buildCustomer({ by })).id;
  const made: string[] = [];
  for (const stage of stages) made.push((await buildOpportunity({ by, customer, stage, amount: 1000 })).id);
  return made;
}

const counts = ({ body }: Reply) =>
  body.stages.map((one: Record<string, unknown>) => [one.stage, one.count, one.reached, one.goesOn]);

describe("the funnel", () => {
  test("counts where deals stand, how far they came, and what share went on", async () => {
    const [, , early, late] = await deals("contacted", "qualified", "qualified", "negotiation", "proposal");
    const rep = api.as(by);
    await rep.post(`/opportunities/${early}/lose`);
    await rep.post(`/opportunities/${late}/win`);
    const funnel = await rep.get("/reports/funnel");
    expect(counts(funnel)).toEqual([
      ["contacted", 1, 5, 0.8],
      ["qualified", 1, 4, 0.5],
      ["proposal", 1, 2, 0.5],
      ["negotiation", 0, 1, 1],
    ]);
    expect(funnel.body).toMatchObject({ won: { count: 1, amount: 1000 }, lost: { count: 1, amount: 1000 } });
  });

  test("is of those one may see, and of the days asked for", async () => {
    await deals("contacted");
    const seen = async (user: UserRow, query = "") =>
      (await api.as(user).get(`/reports/funnel${query}`)).body.stages[0].count;
    expect(await seen(by)).toBe(1);
    expect(await seen(manager)).toBe(1);
    expect(await seen(await buildUser())).toBe(0);
    expect(await seen(await buildUser(), `?owner=${by._id}`)).toBe(0);
    expect(await seen(by, "?to=2020-01-01")).toBe(0);
    expect((await api.as(by).get("/reports/funnel?from=soon")).status).toBe(422);
  });
});

describe("the forecast", () => {
  test("weighs a deal by its stage, or by what the rep says of it, and leaves out those put aside", async () => {
    const [first, second] = await deals("contacted", "negotiation", "proposal");
    const rep = api.as(by);
    await rep.patch(`/opportunities/${first}`, { version: 1, probability: 60, expectedCloseOn: "2026-12-10" });
    await rep.post(`/opportunities/${second}/hold`);
    const { body } = await rep.get("/reports/forecast");
    expect(body).toMatchObject({ count: 2, amount: 2000, weighted: 600 + 500 });
    expect(body.months).toEqual([
      { month: "2026-12", count: 1, amount: 1000, weighted: 600 },
      { month: null, count: 1, amount: 1000, weighted: 500 },
    ]);
  });

  test("goes by one's own past once there is enough of it", async () => {
    const admin = api.as(await buildUser({ roles: ["admin"] }));
    const { value } = (await admin.get("/pipeline")).body;
    await admin.patch("/pipeline", { version: 0, value: { ...value, historyFrom: 5 } });
    const made = await deals(...Array<string>(5).fill("negotiation"), "proposal");
    const rep = api.as(by);
    await rep.post(`/opportunities/${made[0]}/win`);
    for (const id of made.slice(1, 5)) await rep.post(`/opportunities/${id}/lose`);
    const { body } = await rep.get("/reports/forecast");
    expect(body.stages[2]).toMatchObject({ stage: "proposal", probability: 20, source: "history", weighted: 200 });
  });

  test("by the past of each stage: what got stuck early says nothing of what came far", async () => {
    const admin = api.as(await buildUser({ roles: ["admin"] }));
    const { value } = (await admin.get("/pipeline")).body;
    await admin.patch("/pipeline", { version: 0, value: { ...value, historyFrom: 5 } });
    const made = await deals(...Array<string>(5).fill("negotiation"), ...Array<string>(15).fill("contacted"));
    const rep = api.as(by);
    await rep.post(`/opportunities/${made[0]}/lose`);
    for (const id of made.slice(1, 5)) await rep.post(`/opportunities/${id}/win`);
    const chances = async () =>
      (await rep.get("/reports/forecast")).body.stages.map((one: Reply["body"]) => one.probability);
    expect(await chances()).toEqual([80, 80, 80, 80]);
    // Three of four first talks lead nowhere.
    api.clock.advance(20 * 86_400_000);
    expect(await chances()).toEqual([20, 80, 80, 80]);
  });
});

test("losses are told by reason and by rival", async () => {
  const [first, second] = await deals("proposal", "proposal");
  const rep = api.as(by);
  await rep.post(`/opportunities/${first}/lose`, { lossReason: "价格", competitors: ["用友", "金蝶"] });
  await rep.post(`/opportunities/${second}/lose`, { competitors: ["用友"] });
  const { body } = await rep.get("/reports/losses?from=2026-03-01&to=2026-03-31");
  expect(body.competitors).toEqual([
    { name: "用友", count: 2, amount: 2000 },
    { name: "金蝶", count: 1, amount: 1000 },
  ]);
  expect(body.reasons).toContainEqual({ reason: "价格", count: 1, amount: 1000 });
});

test("a number in the reason of a loss is kept apart from it, and in no sum", async () => {
  const [first] = await deals("proposal");
  const rep = api.as(by);
  const lossReason = "联系13800138000说选了别家";
  expect((await rep.post(`/opportunities/${first}/lose`, { lossReason })).body).toMatchObject({ lossReason });
  expect(JSON.stringify(await Opportunity.findOne({ _id: first }).lean())).not.toContain("13800138000");
  const { body } = await rep.get("/reports/losses?from=2026-03-01&to=2026-03-31");
  expect(body.reasons).toEqual([{ reason: "联系…说选了别家", count: 1, amount: 1000 }]);
});

describe("targets", () => {
  const target = (over: object = {}) => ({
    kind: "person",
    subject: by._id,
    period: "2026-03",
    amount: 4000,
    version: 0,
    ...over,
  });

  test("are set by who leads, and compared with what was won in the time", async () => {
    const [won] = await deals("negotiation");
    await api.as(by).post(`/opportunities/${won}/win`);
    const boss = api.as(manager);
    await boss.post("/targets", target());
    await boss.post("/targets", target({ kind: "department", subject: department, period: "2026-Q1", amount: 10_000 }));
    const mine = (await api.as(by).get("/reports/attainment?period=2026-03")).body;
    expect(mine.total).toBeNull();
    expect(mine.rows).toMatchObject([{ id: by._id, target: 4000, won: 1000, share: 0.25, canSet: false }]);
    const quarter = (await boss.get("/reports/attainment?period=2026-Q1")).body;
    expect(quarter).toMatchObject({ from: "2026-01-01", to: "2026-03-31" });
    expect(quarter.total).toEqual({ target: 10_000, won: 1000, share: 0.1 });
    expect((await boss.get("/reports/attainment?period=2026-03")).body.total).toMatchObject({
      target: 4000,
      won: 1000,
    });
    expect(quarter.rows[0]).toMatchObject({
      kind: "department",
      name: "销售一部",
      target: 10_000,
      won: 1000,
      share: 0.1,
    });
    expect(NOW.toISOString()).toContain("2026-03");
  });

  test("are nobody's own to set, nor a stranger's, nor set over each other", async () => {
    expect((await api.as(by).post("/targets", target())).status).toBe(404);
    expect((await api.as(manager).post("/targets", target({ subject: manager._id }))).status).toBe(404);
    expect((await api.as(manager).post("/targets", target({ subject: (await buildUser())._id }))).status).toBe(404);
    const boss = api.as(manager);
    expect((await boss.post("/targets", target())).status).toBe(200);
    expect((await boss.post("/targets", target())).status).toBe(409);
    expect((await boss.post("/targets", target({ version: 1, amount: 5000 }))).status).toBe(200);
    expect((await boss.post("/targets", target({ period: "2026-13" }))).status).toBe(422);
  });
});

test("the stages a deal stood in are told with how long and by whom", async () => {
  const [id] = await deals("contacted");
  api.clock.advance(3 * 86_400_000);
  await api.as(by).post(`/opportunities/${id}/move`, { stage: "qualified" });
  api.clock.advance(2 * 86_400_000);
  await api.as(manager).post(`/opportunities/${id}/win`);
  const { items } = (await api.as(by).get(`/opportunities/${id}/stages`)).body;
  expect(items).toMatchObject([
    { stage: "won", days: null, by: manager.name, until: null },
    { stage: "qualified", stageName: "需求确认", days: 2, by: by.name },
    { stage: "contacted", days: 3, by: by.name },
  ]);
  expect((await api.as(await buildUser()).get(`/opportunities/${id}/stages`)).status).toBe(404);
});

test("a target that is changed is kept with what it was", async () => {
  const target = { kind: "person", subject: by._id, period: "2026-03" };
  await api.as(manager).post("/targets", { ...target, amount: 4000, version: 0 });
  await api.as(manager).post("/targets", { ...target, amount: 6000, version: 1 });
  const [entry] = (await api.as(await buildUser({ roles: ["admin"] })).get("/audit-entries")).body.items;
  expect(entry).toMatchObject({
    by: { name: manager.name },
    summary: `定了目标：${by.name} 2026-03`,
    changes: [{ label: "目标", oldValue: "¥40", newValue: "¥60" }],
  });
});
