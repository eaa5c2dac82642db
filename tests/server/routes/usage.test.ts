import { createMeter } from "../../../bot/meter";
import { Usage } from "../../../models/system/usage";
import { fakeDeps } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildUser } from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

test("an admin sees what was used this month, and nobody else does", async () => {
  const meter = createMeter(fakeDeps());
  for (const what of ["calls", "messages", "messages"] as const) {
    meter.count({ platform: "dingtalk", what, allowed: 4 });
  }
  // The rows are what counts: of two counts at once, a server may tell both of them 1.
  const counted = async () => (await Usage.find().lean()).reduce((sum, { count }) => sum + count, 0);
  while ((await counted()) < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  const { body } = await api.as(await buildUser({ roles: ["admin"] })).get("/usage");
  expect(body).toMatchObject({
    items: [
      { platform: "dingtalk", what: "calls", count: 1, allowed: 4 },
      { platform: "dingtalk", what: "messages", count: 2, allowed: 4 },
    ],
  });
  expect((await api.as(await buildUser()).get("/usage")).status).toBe(403);
});

const PROFESSIONAL = { calls: 200_000, messages: 50_000 };

test("what the company bought counts from the moment an admin sets it", async () => {
  const meter = createMeter(fakeDeps());
  const count = async (times: number) => {
    meter.count({ platform: "dingtalk", what: "calls", allowed: 5000 });
    while (((await Usage.findOne().lean())?.count ?? 0) < times) await new Promise((done) => setTimeout(done, 10));
  };
  await count(1);
  const admin = api.as(await buildUser({ roles: ["admin"] }));
  expect((await admin.get("/usage")).body.allowances).toEqual({ version: 0, value: {} });
  const change = { version: 0, value: { dingtalk: PROFESSIONAL } };
  expect((await admin.patch("/usage/allowances", change)).body).toEqual({ ...change, version: 1 });
  expect((await admin.get("/usage")).body.items).toMatchObject([{ count: 1, allowed: 200_000 }]);
  expect((await admin.patch("/usage/allowances", change)).status).toBe(409);

  // Another server, or this one a minute later.
  const later = createMeter(fakeDeps());
  later.count({ platform: "dingtalk", what: "calls", allowed: 5000 });
  while (later.share("dingtalk", "calls") === 0) await new Promise((done) => setTimeout(done, 10));
  expect(later.share("dingtalk", "calls")).toBe(2 / 200_000);
});

test("only an admin sets it, and only to numbers there can be", async () => {
  const admin = api.as(await buildUser({ roles: ["admin"] }));
  const set = (calls: number) => ({ version: 0, value: { dingtalk: { calls, messages: 3000 } } });
  for (const calls of [0, -1, 0.5, 1e10]) expect((await admin.patch("/usage/allowances", set(calls))).status).toBe(422);
  expect((await api.as(await buildUser()).patch("/usage/allowances", set(1))).status).toBe(403);
});
