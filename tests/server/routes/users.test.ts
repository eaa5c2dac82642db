import { Customer } from "../../../models";
import { newId } from "../../../models/newId";
import { claim } from "../../../models/queue";
import { HandOver, type HandOverRow } from "../../../models/system/handOver";
import { PlatformIdentity, User } from "../../../models/system/user";
import { workHandOver } from "../../../server/commands/customer/workHandOver";
import { ensureMember } from "../../../server/commands/user/ensureMember";
import { SYSTEM_ACTOR } from "../../../server/context";
import { toNewRow } from "../../../server/events/saveWithEvent";
import { ctxFor, fakeDeps, NOW } from "../../support/ctx";
import { buildCustomer, buildDepartment, buildUser } from "../../support/factories";
import { useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

test("an admin lists colleagues with who they are on the platforms", async () => {
  const admin = await buildUser({ roles: ["admin"], name: "管理员" });
  const rep = await buildUser({ name: "李雷", disabled: true });
  const first = await api.as(admin).get("/users?limit=1");
  expect(first.body).toMatchObject({
    items: [{ id: admin._id, name: "管理员", roles: ["admin"] }],
    approximateTotal: 2,
  });
  const second = await api.as(admin).get(`/users?limit=1&cursor=${first.body.nextCursor}`);
  expect(second.body).toMatchObject({
    items: [
      { id: rep._id, departments: [], disabled: true, identities: [{ platform: "wecom", userId: expect.any(String) }] },
    ],
    nextCursor: null,
  });
});

test.each(["sales", "sales_manager", "director", "finance"] as const)("a %s may not", async (role) => {
  const caller = api.as(await buildUser({ roles: [role] }));
  const other = await buildUser();
  expect((await caller.get("/users")).status).toBe(403);
  expect((await caller.patch(`/users/${other._id}`, { roles: ["admin"] })).status).toBe(403);
  expect((await caller.patch(`/users/${newId()}`, { roles: ["admin"] })).status).toBe(403);
});

test("everybody finds a colleague by name, told apart by department, and never one who is out", async () => {
  const department = await buildDepartment({ name: "华东二组" });
  const caller = await buildUser({ name: "李雷" });
  const other = await buildUser({ name: "王五", departments: [department._id] });
  await buildUser({ name: "王五", disabled: true });
  const reply = await api.as(caller).get(`/colleagues?q=${encodeURIComponent("王")}`);
  expect(reply.body).toEqual({ items: [{ id: other._id, name: "王五", department: "华东二组" }] });
  await buildUser({ name: "王财务", roles: ["finance"] });
  for (const entity of ["lead", "customer"]) {
    expect((await api.as(caller).get(`/colleagues?q=${encodeURIComponent("王")}&mayOwn=${entity}`)).body).toEqual(
      reply.body,
    );
  }
});

test("an admin gives roles and departments", async () => {
  const admin = api.as(await buildUser({ roles: ["admin"] }));
  const rep = await buildUser();
  const department = (await buildDepartment())._id;
  const reply = await admin.patch(`/users/${rep._id}`, {
    roles: ["sales", "sales_manager"],
    departments: [department],
  });
  expect(reply.body).toMatchObject({ id: rep._id, roles: ["sales", "sales_manager"], departments: [department] });
  expect((await api.as(rep).get("/me")).body.user.roles).toEqual(["sales", "sales_manager"]);
});

test("who is shut out is out with the next request, and gets back in", async () => {
  const admin = api.as(await buildUser({ roles: ["admin"] }));
  const rep = await buildUser();
  expect((await api.as(rep).get("/me")).status).toBe(200);
  expect((await admin.patch(`/users/${rep._id}`, { disabled: true })).body.disabled).toBe(true);
  expect((await api.as(rep).get("/me")).status).toBe(401);
  await admin.patch(`/users/${rep._id}`, { disabled: false });
  expect((await api.post("/auth/wecom", { code: rep._id })).status).toBe(200);
});

test("the directory does not let in again whom an admin shut out", async () => {
  const admin = api.as(await buildUser({ roles: ["admin"] }));
  const rep = await buildUser();
  await admin.patch(`/users/${rep._id}`, { disabled: true });
  const identity = await PlatformIdentity.findOne({ user: rep._id }).lean();
  const member = { platform: "wecom", userId: identity?.userId ?? "", name: rep.name, departmentIds: [] };
  await ensureMember(ctxFor(SYSTEM_ACTOR), { ...member, isLeader: false, active: true }, false);
  expect(await User.findOne({ _id: rep._id }).lean()).toMatchObject({ disabled: true });
});

test("the last admin stays", async () => {
  const user = await buildUser({ roles: ["admin"] });
  expect((await api.as(user).patch(`/users/${user._id}`, { roles: ["sales"] })).status).toBe(403);
  expect((await api.as(user).patch(`/users/${user._id}`, { disabled: true })).status).toBe(403);
});

test("unknown roles, departments and people are refused", async () => {
  const admin = api.as(await buildUser({ roles: ["admin"] }));
  const rep = await buildUser();
  expect((await admin.patch(`/users/${rep._id}`, { roles: ["boss"] })).status).toBe(422);
  expect(await admin.patch(`/users/${rep._id}`, { departments: [newId()] })).toMatchObject({
    status: 422,
    body: { errors: [{ path: "departments", code: "unknown_reference" }] },
  });
  expect((await admin.patch(`/users/${newId()}`, { disabled: true })).status).toBe(404);
  expect((await admin.patch(`/users/${rep._id}`, { name: "x" })).status).toBe(422);
});

test("all customers of a colleague are handed on by who leads them, and by nobody else", async () => {
  const departments = [(await buildDepartment())._id];
  const [rep, mate] = [await buildUser({ departments }), await buildUser({ departments })];
  const manager = api.as(await buildUser({ roles: ["sales_manager"], departments }));
  const { id } = await buildCustomer({ by: rep });
  const path = `/colleagues/${rep._id}/hand-over`;
  for (const caller of [mate, await buildUser({ roles: ["sales_manager"] }), await buildUser({ roles: ["finance"] })]) {
    expect((await api.as(caller).get(path)).status).toBe(403);
    expect((await api.as(caller).post(path, { to: mate._id })).status).toBe(403);
  }
  expect((await manager.post(path, { to: rep._id })).status).toBe(422);
  expect((await manager.post(path, { to: (await buildUser({ roles: ["finance"] }))._id })).status).toBe(422);
  expect((await manager.get(path)).body).toMatchObject({ customers: 1, deals: 0 });
  expect((await manager.post(path, { to: mate._id })).body).toEqual({ moved: 1, left: 0 });
  expect((await api.as(mate).get(`/customers/${id}`)).body).toMatchObject({ owner: mate._id });
});

test("more than go at once are on their way when the answer comes, and the page may ask how many are left", async () => {
  const departments = [(await buildDepartment())._id];
  const [rep, mate] = [await buildUser({ departments }), await buildUser({ departments })];
  const manager = api.as(await buildUser({ roles: ["sales_manager"], departments }));
  const many = Array.from({ length: 101 }, (_, i) => toNewRow("customer", { name: `客户${i}`, owner: rep._id }, NOW));
  await Customer.insertMany(many, { lean: true });
  const path = `/colleagues/${rep._id}/hand-over`;
  expect((await manager.post(path, { to: mate._id })).body).toEqual({ moved: 0, left: 101 });
  const [row] = await claim(HandOver, NOW, { limit: 1 });
  await workHandOver(fakeDeps(), row as HandOverRow);
  expect((await manager.get(path)).body).toMatchObject({ customers: 0 });
  expect(await Customer.countDocuments({ owner: mate._id })).toBe(101);
});
