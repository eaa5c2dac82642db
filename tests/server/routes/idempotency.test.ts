import { Customer, Opportunity } from "../../../models";
import { Idempotency } from "../../../models/system/session";
import { OutboxEvent } from "../../../models/system/outboxEvent";
import { buildOpportunity, buildUser } from "../../support/factories";
import { useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();
const key = (value: string) => ({ headers: { "idempotency-key": value } });

test("a repeat gets the first answer and does nothing", async () => {
  const rep = api.as(await buildUser());
  const first = await rep.post("/customers", { name: "云帆" }, key("k1"));
  const again = await rep.post("/customers", { name: "云帆" }, key("k1"));
  expect(again.status).toBe(201);
  expect(again.text).toBe(first.text);
  expect(await Customer.countDocuments()).toBe(1);
  expect(await OutboxEvent.countDocuments()).toBe(1);
});

test("many at once have one effect", async () => {
  const rep = api.as(await buildUser());
  await rep.get("/me");
  const replies = await Promise.all(
    Array.from({ length: 8 }, () => rep.post("/customers", { name: "云帆" }, key("k1"))),
  );
  expect(await Customer.countDocuments()).toBe(1);
  const statuses = new Set(replies.map((reply) => reply.status));
  statuses.delete(409);
  expect([...statuses]).toEqual([201]);
});

test("the same key with another body is refused", async () => {
  const rep = api.as(await buildUser());
  await rep.post("/customers", { name: "云帆" }, key("k1"));
  expect(await rep.post("/customers", { name: "海川" }, key("k1"))).toMatchObject({
    status: 422,
    body: { code: "idempotency_mismatch" },
  });
  expect(await Customer.countDocuments()).toBe(1);
});

test("keys belong to a person, a path and a day", async () => {
  const rep = api.as(await buildUser());
  await rep.post("/customers", { name: "云帆" }, key("k1"));
  expect((await api.as(await buildUser()).post("/customers", { name: "云帆" }, key("k1"))).status).toBe(201);
  api.clock.advance(25 * 3_600_000);
  expect((await rep.post("/customers", { name: "云帆" }, key("k1"))).status).toBe(201);
  expect(await Customer.countDocuments()).toBe(3);
});

test("what failed may be tried again under the same key", async () => {
  const rep = api.as(await buildUser());
  expect((await rep.post("/customers", {}, key("k1"))).status).toBe(422);
  const by = await buildUser();
  const { id } = await buildOpportunity({ by });
  await api.as(by).post(`/opportunities/${id}/lose`);
  expect((await api.as(by).post(`/opportunities/${id}/win`, {}, key("k1"))).status).toBe(403);
  expect((await rep.post("/customers", { name: "云帆" }, key("k1"))).status).toBe(201);
});

test("a repeated command answers what it answered, though it could not run twice", async () => {
  const by = await buildUser();
  const { id } = await buildOpportunity({ by, amount: 100 });
  const first = await api.as(by).post(`/opportunities/${id}/win`, { amount: 200 }, key("k1"));
  const again = await api.as(by).post(`/opportunities/${id}/win`, { amount: 200 }, key("k1"));
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(again.text).toBe(first.text);
  expect(await Opportunity.findById(id).lean()).toMatchObject({ stage: "won", amount: 200, version: 2 });
});

test("a claim whose process died answers 409 until its lease is over", async () => {
  const rep = api.as(await buildUser());
  await rep.post("/customers", { name: "云帆" }, key("k1"));
  await Customer.deleteMany({});
  const leaseUntil = new Date(api.clock.now().getTime() + 30_000);
  await Idempotency.updateMany({}, { $set: { state: "working", leaseUntil } });

  const early = await rep.post("/customers", { name: "云帆" }, key("k1"));
  expect(early).toMatchObject({ status: 409, body: { code: "idempotency_in_progress" } });
  expect(early.headers.get("retry-after")).toBe("1");
  api.clock.advance(31_000);
  expect((await rep.post("/customers", { name: "云帆" }, key("k1"))).status).toBe(201);
  expect(await Customer.countDocuments()).toBe(1);
});

test("what a person typed is not readable in the table of answers", async () => {
  const rep = api.as(await buildUser());
  await rep.post("/customers", { name: "云帆", phones: ["13800138000"] }, key("k1"));
  expect(JSON.stringify(await Idempotency.find().lean())).not.toMatch(/云帆|13800138000/);
});

test("an endless key is refused", async () => {
  expect((await api.as(await buildUser()).post("/customers", { name: "云帆" }, key("k".repeat(201)))).status).toBe(422);
});
