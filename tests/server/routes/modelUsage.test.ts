import { ModelUsage } from "../../../models/system/modelUsage";
import { countModelCalls } from "../../../server/countModelCalls";
import { fakeDeps } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildUser } from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

const CALL = { model: "qwen-plus", tries: 1, promptTokens: 900, completionTokens: 100, dropped: 1 };

async function asked() {
  const count = countModelCalls(fakeDeps());
  count({ ...CALL, ms: 1200, outcome: "answer" });
  while (((await ModelUsage.findOne().lean())?.ms ?? 0) < 1200) await new Promise((done) => setTimeout(done, 10));
  count({ ...CALL, ms: 800, outcome: "failed", reason: "timeout" });
  while (((await ModelUsage.findOne().lean())?.ms ?? 0) < 2000) await new Promise((done) => setTimeout(done, 10));
  return api.as(await buildUser({ roles: ["admin"] }));
}

test("calls of the model are added up, with the cost once a price is set", async () => {
  const admin = await asked();
  const { body } = await admin.get("/usage/model");
  expect(body).toMatchObject({
    ...{ calls: 2, failed: 1, dropped: 2, promptTokens: 1800, completionTokens: 200, averageMs: 1000, cost: null },
  });
  expect((await admin.get("/usage")).body.items).toEqual([]);
  const value = { promptPer1k: 0.5, completionPer1k: 2 };
  expect((await admin.patch("/usage/model/prices", { version: 0, value })).body).toEqual({ version: 1, value });
  // 1.8 × 0.5 + 0.2 × 2 yuan
  expect((await admin.get("/usage/model")).body.cost).toBe(130);
  expect((await admin.patch("/usage/model/prices", { version: 0, value })).status).toBe(409);
});

test("only an admin sees them and sets the price, and no negative one", async () => {
  const negative = { version: 0, value: { promptPer1k: -1, completionPer1k: null } };
  expect((await api.as(await buildUser({ roles: ["admin"] })).patch("/usage/model/prices", negative)).status).toBe(422);
  const rep = api.as(await buildUser());
  expect((await rep.get("/usage/model")).status).toBe(403);
  const fine = { version: 0, value: { promptPer1k: 1, completionPer1k: null } };
  expect((await rep.patch("/usage/model/prices", fine)).status).toBe(403);
});

test("only an admin lets the model see pictures; until then it may not", async () => {
  const admin = api.as(await buildUser({ roles: ["admin"] }));
  expect((await admin.get("/usage/model")).body.photos).toEqual({ version: 0, value: { allowed: false } });
  const yes = { version: 0, value: { allowed: true } };
  expect((await api.as(await buildUser()).patch("/usage/model/photos", yes)).status).toBe(403);
  expect((await admin.patch("/usage/model/photos", yes)).body).toEqual({ version: 1, value: { allowed: true } });
  expect((await admin.get("/usage/model")).body.photos.value).toEqual({ allowed: true });
});
