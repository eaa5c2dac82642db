import { AccessGrant } from "../../../models/system/accessGrant";
import { User } from "../../../models/system/user";
import { NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildDepartment, buildGrant, buildUser } from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

async function company() {
  const department = (await buildDepartment({ name: "华东" }))._id;
  const rep = await buildUser({ name: "李雷", departments: [department] });
  const chief = await buildUser({ name: "赵总", roles: ["sales_manager"], departments: [department] });
  const stranger = await buildUser({ name: "王五" });
  const customer = await buildCustomer({ by: rep, name: "鼎盛科技" });
  const grant = { entity: "customer", recordId: customer.id, customer: customer.id, userId: stranger._id };
  const shared = await buildGrant(grant);
  await buildGrant({ ...grant, endsAt: new Date(NOW.getTime() - 1) });
  const admin = await buildUser({ name: "管理员", roles: ["admin"] });
  return { rep, chief, stranger, admin, shared, department };
}

const wordsOf = ({ body }: { body: { items: { userName: string; words: string }[] } }) =>
  body.items.map(({ userName, words }) => `${userName} ${words}`);

test("a manager looks at what is shared of the team's, an admin at everything beyond the usual", async () => {
  const { rep, chief, admin, department } = await company();
  await User.updateOne({ _id: rep._id }, { $set: { departmentsSet: true } });
  expect(wordsOf(await api.as(chief).get("/rights-review"))).toEqual([
    expect.stringMatching(/^王五 鼎盛科技 · 只读 · 到 03-11/),
  ]);
  expect(wordsOf(await api.as(admin).get("/rights-review"))).toEqual([
    expect.stringContaining("王五 （你看不到的记录）"),
    "李雷 管理员定的部门：华东",
    "管理员 岗位：管理员",
  ]);
  expect((await api.as(rep).get("/rights-review")).body.items).toEqual([]);
  expect(department).toBeTruthy();
});

test("what is let stand is asked again next month; what is taken back is gone at once", async () => {
  const { chief, shared, rep } = await company();
  const path = `/rights-review/${encodeURIComponent(`grant:${shared._id}`)}`;
  expect((await api.as(rep).post(`${path}/keep`)).status).toBe(404);
  expect((await api.as(chief).post(`${path}/keep`)).body).toMatchObject({ isKept: true });
  await AccessGrant.updateOne({ _id: shared._id }, { $set: { endsAt: new Date("2026-06-01") } });
  api.clock.set(new Date("2026-04-01T10:00:00+08:00"));
  expect((await api.as(chief).get("/rights-review")).body.items).toMatchObject([{ isKept: false }]);
  expect((await api.as(chief).post(`${path}/revoke`)).status).toBe(200);
  expect((await api.as(chief).get("/rights-review")).body.items).toEqual([]);
  expect((await api.as(chief).post(`${path}/revoke`)).status).toBe(404);
  api.clock.set(NOW);
});

test("an admin takes a role back, but never the last admin's", async () => {
  const { admin } = await company();
  const director = await buildUser({ roles: ["director"] });
  const boss = api.as(admin);
  expect((await boss.post(`/rights-review/${encodeURIComponent(`roles:${director._id}`)}/revoke`)).status).toBe(200);
  expect(await User.findOne({ _id: director._id }).lean()).toMatchObject({ roles: ["sales"] });
  expect((await boss.post(`/rights-review/${encodeURIComponent(`roles:${admin._id}`)}/revoke`)).status).toBe(403);
});
