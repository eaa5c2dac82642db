import { buildOpportunity, buildReminder, buildUser } from "../../support/factories";
import { useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

async function ownReminder() {
  const by = await buildUser();
  const { id } = await buildReminder({ by, dueFrom: "2026-03-11", dueTo: "2026-03-11" });
  return { rep: api.as(by), path: `/reminders/${id}` };
}

async function ownOpportunity() {
  const by = await buildUser();
  const { id } = await buildOpportunity({ by, amount: 100 });
  return { rep: api.as(by), path: `/opportunities/${id}` };
}

test("a reminder is completed with a result, and only once", async () => {
  const { rep, path } = await ownReminder();
  const done = await rep.post(`${path}/complete`, { result: "已回电" });
  expect(done).toMatchObject({ status: 200, body: { state: "done", result: "已回电", version: 2 } });
  expect(done.body.abilities).toContain("reopen");
  expect((await rep.post(`${path}/complete`)).status).toBe(403);
  expect((await rep.post(`${path}/reopen`)).body).toMatchObject({ state: "open", result: null });
});

test("a reminder is put off to an instant or a preset", async () => {
  const { rep, path } = await ownReminder();
  const until = await rep.post(`${path}/postpone`, { until: "2026-03-13T15:30:00+08:00" });
  expect(until.body).toMatchObject({ remindAt: "2026-03-13T15:30:00.000+08:00", dueTo: "2026-03-13" });
  expect((await rep.post(`${path}/postpone`, { preset: "oneHour" })).body.remindAt).toBe(
    "2026-03-11T11:00:00.000+08:00",
  );
  expect((await rep.post(`${path}/postpone`, { preset: "tomorrowMorning" })).body.remindAt).toBe(
    "2026-03-12T09:00:00.000+08:00",
  );
});

test("a reminder is not put off into the past, or nowhere", async () => {
  const { rep, path } = await ownReminder();
  expect(await rep.post(`${path}/postpone`, { until: "2026-03-11T09:59:00+08:00" })).toMatchObject({
    status: 422,
    body: { code: "past_time" },
  });
  expect((await rep.post(`${path}/postpone`, {})).status).toBe(422);
  expect((await rep.post(`${path}/postpone`, { preset: "never" })).status).toBe(422);
});

test("a reminder is dropped", async () => {
  const { rep, path } = await ownReminder();
  expect((await rep.post(`${path}/drop`)).body.state).toBe("dropped");
});

test("an opportunity is won at the amount said", async () => {
  const { rep, path } = await ownOpportunity();
  expect((await rep.post(`${path}/win`, { amount: 250 })).body).toMatchObject({ stage: "won", amount: 250 });
  expect((await rep.post(`${path}/lose`)).status).toBe(403);
  const wrong = await rep.post(`${path}/win`, { amount: -1 });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: "amount", code: "too_small" }] } });
});

test("an opportunity is lost for a reason", async () => {
  const { rep, path } = await ownOpportunity();
  expect((await rep.post(`${path}/lose`, { lossReason: "价格" })).body).toMatchObject({
    stage: "lost",
    lossReason: "价格",
  });
});
