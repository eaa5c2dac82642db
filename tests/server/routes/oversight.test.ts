import { AuditEntry } from "../../../models/system/auditEntry";
import { Customer, FollowUp, Reminder } from "../../../models";
import { PlatformIdentity, User, type UserRow } from "../../../models/system/user";
import { purgeArchived } from "../../../server/commands/records/purgeArchived";
import { handOverAll } from "../../../server/commands/user/handOver";
import { disableMember } from "../../../server/commands/user/disableMember";
import { SYSTEM_ACTOR } from "../../../server/context";
import { ctxFor, NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import {
  buildContact,
  buildCustomer,
  buildDepartment,
  buildFollowUp,
  buildGrant,
  buildOpportunity,
  buildReminder,
  buildUser,
} from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

const DAY_MS = 86_400_000;

/** A manager with two reps below, and an admin beside them. */
async function team() {
  const department = (await buildDepartment())._id;
  const rep = await buildUser({ name: "李雷", departments: [department] });
  const mate = await buildUser({ name: "王五", departments: [department] });
  const manager = await buildUser({ name: "陈经理", roles: ["sales_manager"], departments: [department] });
  const admin = await buildUser({ name: "管理员", roles: ["admin"] });
  return { rep, mate, manager, admin };
}

describe("a customer handed to a colleague", () => {
  test("goes with all its owner has there, in one event, and nobody else's things", async () => {
    const { rep, mate, manager } = await team();
    const customer = await buildCustomer({ by: rep, name: "鼎盛科技" });
    const contact = await buildContact({ by: rep, customer: customer.id });
    const promise = await buildReminder({ by: rep, customer: customer.id });
    const deal = await buildOpportunity({ by: rep, customer: customer.id });
    const managers = await buildReminder({ by: manager, customer: customer.id });

    const reply = await api.as(rep).post(`/customers/${customer.id}/transfer`, { owner: mate._id });
    expect(reply).toMatchObject({ status: 200, body: { owner: mate._id, ownerName: "王五" } });
    for (const path of [`customers/${customer.id}`, `contacts/${contact.id}`, `opportunities/${deal.id}`]) {
      expect((await api.as(rep).get(`/${path}`)).status).toBe(404);
      expect((await api.as(mate).get(`/${path}`)).status).toBe(200);
    }
    expect((await api.as(mate).get("/today")).body.dueToday).toMatchObject([{ id: promise.id }]);
    expect((await Reminder.findOne({ _id: managers.id }).lean())?.owner).toBe(manager._id);

    const { items } = (await api.as(mate).get(`/customers/${customer.id}/timeline`)).body;
    const told = items.filter(({ type }: { type: string }) => type === "customer.transferred");
    expect(told).toMatchObject([
      { summary: "换了负责人：鼎盛科技", changes: [{ label: "负责人", oldValue: "李雷", newValue: "王五" }] },
    ]);
  });

  test("only by who answers for it, and only to who can take it", async () => {
    const { rep, mate, admin } = await team();
    const { id } = await buildCustomer({ by: rep });
    await buildGrant({ entity: "customer", recordId: id, userId: mate._id, right: "write" });
    const path = `/customers/${id}/transfer`;
    expect((await api.as(mate).post(path, { owner: mate._id })).status).toBe(403);
    expect((await api.as(rep).post(path, { owner: admin._id })).status).toBe(422);
    expect((await api.as(rep).post(path, { owner: "f".repeat(24) })).status).toBe(422);
  });
});

describe("somebody leaves", () => {
  async function leaver() {
    const people = await team();
    const customer = await buildCustomer({ by: people.rep, name: "鼎盛科技" });
    await buildFollowUp({ by: people.rep, customer: customer.id });
    await buildReminder({ by: people.rep, customer: customer.id });
    return { ...people, customer };
  }
  const ownersOf = async (id: string) => [
    (await Customer.findOne({ _id: id }).lean())?.owner,
    (await FollowUp.findOne({ customer: id }).lean())?.owner,
    (await Reminder.findOne({ customer: id }).lean())?.owner,
  ];

  test("their session ends at once and what they had is their manager's", async () => {
    const { rep, manager, admin, customer } = await leaver();
    expect((await api.as(rep).get("/me")).status).toBe(200);
    expect((await api.as(admin).patch(`/users/${rep._id}`, { disabled: true })).status).toBe(200);
    expect((await api.as(rep).get(`/customers/${customer.id}`)).status).toBe(401);
    expect(await ownersOf(customer.id)).toEqual([manager._id, manager._id, manager._id]);
  });

  test("let in again, what went stays where it is", async () => {
    const { rep, manager, admin, customer } = await leaver();
    await api.as(admin).patch(`/users/${rep._id}`, { disabled: true });
    expect((await api.as(manager).patch(`/users/${rep._id}`, { disabled: false })).status).toBe(403);
    expect((await api.as(admin).patch(`/users/${rep._id}`, { disabled: false })).body.disabled).toBe(false);
    await handOverAll(ctxFor(SYSTEM_ACTOR));
    expect(await ownersOf(customer.id)).toEqual([manager._id, manager._id, manager._id]);
    expect((await api.as(rep).get("/me")).status).toBe(200);
  });

  test("an admin names who takes over, or gives it to the pool", async () => {
    const { rep, mate, manager, admin, customer } = await leaver();
    expect((await api.as(admin).patch(`/users/${rep._id}`, { disabled: true, handOverTo: rep._id })).status).toBe(422);
    await api.as(admin).patch(`/users/${rep._id}`, { disabled: true, handOverTo: mate._id });
    expect(await ownersOf(customer.id)).toEqual([mate._id, mate._id, mate._id]);

    await api.as(admin).patch(`/users/${mate._id}`, { disabled: true, handOverTo: null });
    expect(await ownersOf(customer.id)).toEqual([null, null, null]);
    expect((await api.as(manager).get(`/customers/${customer.id}`)).status).toBe(200);
  });

  test("whom a directory shuts out is handed over with the next round, once", async () => {
    const { rep, manager, customer } = await leaver();
    const { userId } = (await PlatformIdentity.findOne({ user: rep._id }).lean()) ?? { userId: "" };
    const ctx = ctxFor(SYSTEM_ACTOR);
    await disableMember(ctx, { platform: "wecom", userId });
    await handOverAll(ctx);
    expect(await ownersOf(customer.id)).toEqual([manager._id, manager._id, manager._id]);
    await User.updateOne({ _id: manager._id }, { $set: { roles: ["sales"] } });
    await handOverAll(ctx);
    expect((await ownersOf(customer.id))[0]).toBe(manager._id);
  });
});

describe("who sees a customer", () => {
  test("is told with the rule that lets each, and agrees with what each one gets", async () => {
    const { rep, mate, manager, admin } = await team();
    const director = await buildUser({ name: "赵总监", roles: ["director"] });
    const finance = await buildUser({ name: "钱会计", roles: ["finance"] });
    const stranger = await buildUser();
    const customer = await buildCustomer({ by: rep, level: "A" });
    await api.as(rep).post("/access-grants", {
      ...{ entity: "customer", recordId: customer.id, userId: mate._id, right: "read" },
      endsAt: "2026-03-14T00:00:00+08:00",
    });

    const { status, body } = await api.as(rep).get(`/customers/${customer.id}/access`);
    expect(status).toBe(200);
    const told = Object.fromEntries(
      body.people.map(({ name, sees, reasons }: { name: string; sees: string; reasons: string[] }) => [
        name,
        [sees, ...reasons],
      ]),
    );
    expect(told).toEqual({
      李雷: ["write", "是负责人"],
      陈经理: ["write", "是负责人的主管"],
      赵总监: ["write", "重点客户，总监都能看"],
      王五: ["all", "李雷授权，到 03-13 周五 23:59"],
      钱会计: ["name", "岗位需要，只看得到名称"],
    });
    for (const person of [rep, mate, manager, director, finance, stranger, admin] as UserRow[]) {
      const sees = (await api.as(person).get(`/customers/${customer.id}`)).status === 200;
      expect([person.name, sees]).toEqual([person.name, person.name in told]);
    }
    const access = (who: UserRow) => api.as(who).get(`/customers/${customer.id}/access`);
    expect((await access(manager)).status).toBe(200);
    expect((await access(admin)).status).toBe(200);
    expect((await access(mate)).status).toBe(403);
    expect((await access(finance)).status).toBe(403);
    expect((await access(stranger)).status).toBe(404);
  });
});

describe("the recycle bin", () => {
  test("calls a note by its words, with the number that is kept apart from them", async () => {
    const { rep } = await team();
    const customer = await buildCustomer({ by: rep });
    const note = await buildFollowUp({ by: rep, customer: customer.id, content: "回电13800138000" });
    await api.as(rep).delete(`/follow-ups/${note.id}`);
    expect((await api.as(rep).get("/recycle-bin")).body.items).toMatchObject([{ title: "回电13800138000" }]);
  });

  test("keeps what was archived for thirty days, and gives it back with its promises", async () => {
    const { rep, mate, manager } = await team();
    const customer = await buildCustomer({ by: rep, name: "鼎盛科技" });
    await buildReminder({ by: rep, customer: customer.id });
    await api.as(rep).delete(`/customers/${customer.id}`);
    expect((await api.as(rep).get("/recycle-bin")).body).toMatchObject({
      items: [{ entity: "customer", id: customer.id, title: "鼎盛科技", archivedByName: "李雷" }],
      approximateTotal: 1,
    });
    expect((await api.as(mate).get("/recycle-bin")).body.items).toEqual([]);
    expect((await api.as(manager).get("/recycle-bin")).body.items).toHaveLength(1);

    const path = `/customers/${customer.id}/restore`;
    expect((await api.as(mate).post(path)).status).toBe(404);
    expect(await api.as(rep).post(path)).toMatchObject({ status: 200, body: { name: "鼎盛科技" } });
    expect((await api.as(rep).get(`/reminders?customer=${customer.id}`)).body.items).toHaveLength(1);
    expect((await api.as(rep).post(path)).status).toBe(404);
  });

  test("what hangs on an archived customer waits for it", async () => {
    const { rep } = await team();
    const contact = await buildContact({ by: rep });
    await api.as(rep).delete(`/contacts/${contact.id}`);
    await api.as(rep).delete(`/customers/${contact.customer}`);
    expect(await api.as(rep).post(`/contacts/${contact.id}/restore`)).toMatchObject({
      status: 422,
      body: { errors: [{ code: "customer_archived" }] },
    });
    await api.as(rep).post(`/customers/${contact.customer}/restore`);
    expect((await api.as(rep).post(`/contacts/${contact.id}/restore`)).status).toBe(200);
  });

  test("after thirty days it is gone for good, with all that hung on it", async () => {
    const { rep } = await team();
    const kept = await buildCustomer({ by: rep });
    const { customer } = await buildFollowUp({ by: rep });
    await api.as(rep).delete(`/customers/${customer}`);
    const later = new Date(NOW.getTime() + 30 * DAY_MS);
    await purgeArchived(ctxFor(SYSTEM_ACTOR, { now: new Date(later.getTime() - 1) }));
    expect(await FollowUp.countDocuments()).toBe(1);
    await api.as(rep).get("/me");
    api.clock.set(new Date(later.getTime() - DAY_MS));
    await api.as(rep).get("/me");
    api.clock.set(later);
    expect((await api.as(rep).post(`/customers/${customer}/restore`)).status).toBe(404);
    await purgeArchived(ctxFor(SYSTEM_ACTOR, { now: later }));
    expect(await FollowUp.countDocuments()).toBe(0);
    expect(await Customer.distinct("_id")).toEqual([kept.id]);
  });
});

describe("the audit", () => {
  test("tells an admin every change, by whom, from what to what", async () => {
    const { rep, admin } = await team();
    const both = await buildUser({ roles: ["admin", "sales_manager"], departments: rep.departments });
    const customer = await buildCustomer({ by: rep, name: "鼎盛科技", region: "杭州" });
    await api.as(rep).patch(`/customers/${customer.id}`, { version: 1, region: "上海" });

    const path = `/audit-entries?recordId=${customer.id}`;
    const { items } = (await api.as(both).get(path)).body;
    expect(items[0]).toMatchObject({
      by: { name: "李雷" },
      name: "customer.updated",
      summary: "改了客户：鼎盛科技",
      changes: [{ label: "地区", oldValue: "杭州", newValue: "上海" }],
    });
    const [hidden] = (await api.as(admin).get(path)).body.items;
    expect(hidden).toMatchObject({ name: "customer.updated", by: { name: "李雷" }, changes: [] });
    expect(JSON.stringify(hidden)).not.toContain("鼎盛");
    expect((await api.as(rep).get("/audit-entries")).status).toBe(403);
  });

  test("is asked for one day, and for what one of us did on it", async () => {
    const { rep, admin } = await team();
    const other = await buildUser({ name: "王五" });
    await buildCustomer({ by: rep, now: new Date("2026-11-20T23:59:00+08:00") });
    const late = await buildCustomer({ by: rep, now: new Date("2026-11-21T00:00:00+08:00") });
    await buildCustomer({ by: other, now: new Date("2026-11-21T09:00:00+08:00") });
    const on = async (query: string) => {
      const { items, approximateTotal } = (await api.as(admin).get(`/audit-entries?${query}`)).body;
      expect(approximateTotal).toBe(items.length);
      return items;
    };
    expect(await on("on=2026-11-21")).toHaveLength(2);
    expect(await on(`on=2026-11-21&actor=${rep._id}`)).toMatchObject([{ recordIds: [late.id] }]);
    expect(await on("on=2026-11-22")).toEqual([]);
    expect((await api.as(admin).get("/audit-entries?on=昨天")).status).toBe(422);
  });

  test("tells of members and grants in words, not in ids", async () => {
    const { rep, admin } = await team();
    const department = await buildDepartment({ name: "华东二组" });
    await api.as(admin).patch(`/users/${rep._id}`, { roles: ["finance"], departments: [department._id] });
    const [change] = (await api.as(admin).get(`/audit-entries?recordId=${rep._id}`)).body.items;
    expect(change).toMatchObject({
      summary: "改了成员：李雷",
      changes: [
        { label: "岗位", oldValue: "销售", newValue: "财务" },
        { label: "部门", newValue: "华东二组" },
      ],
    });

    const by = await buildUser({ name: "韩梅" });
    const other = await buildUser({ name: "王五" });
    const customer = await buildCustomer({ by });
    const terms = { userId: other._id, right: "read", endsAt: new Date(NOW.getTime() + DAY_MS).toISOString() };
    await api.as(by).post("/access-grants", { entity: "customer", recordId: customer.id, ...terms });
    const [given] = (await api.as(admin).get(`/audit-entries?actor=${by._id}`)).body.items;
    expect(given.summary).toBe("新授权：王五");
    expect(given.changes).toMatchObject([{ newValue: "王五" }, { newValue: "只读" }, { label: "到期" }]);
    expect(JSON.stringify(given.changes)).not.toContain(other._id);
  });

  test("notes each look of an admin at personal data, and no look at anything else", async () => {
    const { rep } = await team();
    const both = await buildUser({ roles: ["admin", "sales_manager"], departments: rep.departments, name: "老板" });
    const customer = await buildCustomer({ by: rep, phones: ["13800138000"] });
    const plain = await buildCustomer({ by: rep });
    await api.as(rep).get(`/customers/${customer.id}`);
    await api.as(both).get(`/customers/${plain.id}`);
    expect(await AuditEntry.countDocuments()).toBe(0);

    await api.as(both).get(`/customers/${customer.id}`);
    await api.as(both).get("/customers");
    const { items } = (await api.as(both).get(`/audit-entries?kind=reads&recordId=${customer.id}`)).body;
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ by: { name: "老板" }, summary: "看了 1 条客户的联系方式" });
  });
});
