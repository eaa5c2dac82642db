import type { UserRow } from "../../../models/system/user";
import {
  buildContact,
  buildCustomer,
  buildDepartment,
  buildFollowUp,
  buildOpportunity,
  buildReminder,
  buildUser,
} from "../../support/factories";
import { useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

/** Friday midnight, a week of work after the tests' Wednesday began. */
const ENDS_AT = "2026-03-14T00:00:00+08:00";

async function shared(right: "read" | "write" = "read") {
  const owner = await buildUser({ name: "李雷" });
  const colleague = await buildUser({ name: "王五" });
  const customer = await buildCustomer({ by: owner, name: "鼎盛科技", phones: ["13800138000"] });
  const grant = { entity: "customer", recordId: customer.id, userId: colleague._id, right, endsAt: ENDS_AT };
  return { owner, colleague, customer, grant, path: `/customers/${customer.id}` };
}

const post = (by: UserRow, grant: object) => api.as(by).post("/access-grants", grant);

test("a grant opens the customer with all that hangs on it, and ends at its second without anybody's doing", async () => {
  const { owner, colleague, customer, grant, path } = await shared();
  const contact = await buildContact({ by: owner, customer: customer.id });
  await buildFollowUp({ by: owner, customer: customer.id, content: "报价可接受" });
  await buildOpportunity({ by: owner, customer: customer.id });
  const caller = api.as(colleague);
  expect((await caller.get(path)).status).toBe(404);

  const reply = await post(owner, grant);
  expect(reply).toMatchObject({
    status: 201,
    body: { userName: "王五", grantedByName: "李雷", recordName: "鼎盛科技", right: "read", isOpen: true },
  });
  api.clock.set(new Date("2026-03-13T23:59:59+08:00"));
  expect((await caller.get(path)).body).toMatchObject({
    name: "鼎盛科技",
    phones: ["13800138000"],
    abilities: ["read", "readTimeline"],
  });
  expect((await caller.get("/customers?q=鼎盛")).body.items).toHaveLength(1);
  expect((await caller.get(`/contacts/${contact.id}`)).status).toBe(200);
  for (const list of ["contacts", "follow-ups", "opportunities"])
    expect((await caller.get(`/${list}?customer=${customer.id}`)).body.items).toHaveLength(1);
  expect((await caller.get(`${path}/timeline`)).body.items).not.toHaveLength(0);
  expect((await caller.patch(path, { version: 1, region: "杭州" })).status).toBe(403);

  api.clock.set(new Date("2026-03-14T00:00:01+08:00"));
  expect((await caller.get(path)).status).toBe(404);
  expect((await caller.get(`/contacts/${contact.id}`)).status).toBe(404);
  expect((await caller.get("/customers?q=鼎盛")).body).toMatchObject({ items: [], approximateTotal: 0 });
});

test("a co-worker changes and adds, but neither archives nor hands on", async () => {
  const { owner, colleague, customer, grant, path } = await shared("write");
  await post(owner, grant);
  const caller = api.as(colleague);
  expect((await caller.patch(path, { version: 1, region: "杭州" })).status).toBe(200);
  const note = await caller.post("/follow-ups", { customer: customer.id, content: "帮着打了个电话" });
  expect(note).toMatchObject({ status: 201, body: { owner: owner._id } });
  expect((await caller.delete(path)).status).toBe(403);
  expect((await post(colleague, { ...grant, userId: (await buildUser())._id })).status).toBe(403);
});

test("a co-worker cannot move what hangs on a shared customer to one of their own", async () => {
  const { owner, colleague, customer, grant } = await shared("write");
  const at = { by: owner, customer: customer.id };
  const note = await buildFollowUp({ ...at, content: "报价可接受" });
  const reminder = await buildReminder({ ...at, text: "回电" });
  const found = [
    ["/follow-ups", note],
    ["/reminders", reminder],
    ["/contacts", await buildContact(at)],
    ["/opportunities", await buildOpportunity(at)],
  ] as const;
  await post(owner, grant);
  const own = await buildCustomer({ by: colleague, name: "华信电子" });
  const caller = api.as(colleague);

  for (const [list, { id, version }] of found) {
    expect((await caller.patch(`${list}/${id}`, { version, customer: own.id })).status).toBe(403);
    expect((await api.as(owner).get(`${list}/${id}`)).body).toMatchObject({ customer: customer.id, owner: owner._id });
  }
  const away = { version: reminder.version, customer: null };
  expect((await caller.patch(`/reminders/${reminder.id}`, away)).status).toBe(403);

  const second = await buildCustomer({ by: owner, name: "宏图贸易" });
  const change = { version: note.version, customer: second.id };
  expect((await api.as(owner).patch(`/follow-ups/${note.id}`, change)).body).toMatchObject({ customer: second.id });
});

test("who may only read adds nothing", async () => {
  const { owner, colleague, customer, grant } = await shared("read");
  await post(owner, grant);
  const note = await api.as(colleague).post("/follow-ups", { customer: customer.id, content: "随手一记" });
  expect(note.status).toBe(403);
});

test("a later word replaces an earlier one, and either side may end it", async () => {
  const { owner, colleague, grant, path } = await shared();
  await post(owner, grant);
  const second = await post(owner, { ...grant, right: "write" });
  const received = (await api.as(colleague).get("/access-grants?side=received&open=true")).body;
  expect(received.items.map((item: { id: string }) => item.id)).toEqual([second.body.id]);
  expect((await api.as(owner).get("/access-grants")).body.items).toHaveLength(2);

  expect((await api.as(await buildUser()).delete(`/access-grants/${second.body.id}`)).status).toBe(404);
  expect((await api.as(colleague).delete(`/access-grants/${second.body.id}`)).status).toBe(204);
  expect((await api.as(colleague).get(path)).status).toBe(404);
  expect((await api.as(owner).delete(`/access-grants/${second.body.id}`)).status).toBe(204);
});

test("only who answers for a record shares it, and only to a sensible end with somebody who can use it", async () => {
  const { owner, colleague, grant } = await shared();
  expect((await post(colleague, grant)).status).toBe(404);
  const department = (await buildDepartment())._id;
  const manager = await buildUser({ roles: ["sales_manager"], departments: [department] });
  expect((await post(manager, grant)).status).toBe(404);

  expect(await post(owner, { ...grant, endsAt: "2026-03-11T09:59:59+08:00" })).toMatchObject({
    status: 422,
    body: { code: "past_time" },
  });
  const refusals = [
    [{ userId: owner._id }, "oneself"],
    [{ userId: (await buildUser({ disabled: true }))._id }, "unknown_reference"],
    [{ userId: (await buildUser({ roles: ["marketing"] }))._id }, "role_sees_none"],
  ] as const;
  for (const [change, code] of refusals) {
    const { status, body } = await post(owner, { ...grant, ...change });
    expect({ status, code: body.errors[0].code }).toEqual({ status: 422, code });
  }
  expect((await post(owner, { ...grant, entity: "reminder" })).status).toBe(422);
});

test("an admin sees every grant, not whose customers they are about", async () => {
  const { owner, grant } = await shared();
  await post(owner, grant);
  const admin = api.as(await buildUser({ roles: ["admin"] }));
  expect((await admin.get("/access-grants?side=all")).body.items).toMatchObject([
    { recordName: null, userName: "王五" },
  ]);
  expect((await api.as(owner).get("/access-grants?side=all")).status).toBe(403);
});
