import { models } from "../../../models";
import { DEFAULT_PIPELINE } from "../../../models/shared/values/pipeline";
import { findClosedGate } from "../../../server/queries/gates";
import { NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import {
  buildContact,
  buildCustomer,
  buildDepartment,
  buildFollowUp,
  buildGrant,
  buildUser,
  buildVisit,
} from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

/** 宁波, on Chinese maps. */
const DOOR = { latitude: 29.8683, longitude: 121.544 };
/** About so many metres to the north. */
const north = (metres: number) => ({ ...DOOR, latitude: DOOR.latitude + metres / 111_195 });
const client = (point: typeof DOOR, accuracy: number | null = 20) => ({
  ...{ ...point, accuracy, system: "gcj02", source: "client" },
});
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const photo = (raw: Buffer, key?: string) => ({
  raw,
  headers: { "content-type": "image/jpeg", ...(key ? { "idempotency-key": key } : {}) },
});

async function repAt(point: Partial<typeof DOOR> = DOOR, name = "宁波海川物流集团有限公司") {
  const user = await buildUser();
  const customer = await buildCustomer({ by: user, name, kind: "company", ...point });
  return { user, rep: api.as(user), customer };
}

describe("a plan", () => {
  test("is one visit with one reminder half an hour before", async () => {
    const { rep, customer, user } = await repAt();
    const plan = { customer: customer.id, plannedOn: "2026-03-12", time: "14:00" };
    const made = await rep.post("/visits", plan);
    expect(made).toMatchObject({
      status: 201,
      body: { state: "planned", text: "拜访宁波海川物流", visitor: user._id, visitorName: user.name, checkIn: null },
    });
    expect(await models.reminder.find().lean()).toMatchObject([
      { customer: customer.id, state: "open", remindAt: new Date("2026-03-12T13:30:00+08:00"), text: made.body.text },
    ]);
  });

  test("said twice for one day is one, at the time said last", async () => {
    const { rep, customer } = await repAt();
    const plan = { customer: customer.id, plannedOn: "2026-03-12" };
    const first = await rep.post("/visits", plan);
    const again = await rep.post("/visits", { ...plan, time: "16:00" });
    expect(again.body).toMatchObject({ id: first.body.id, time: "16:00" });
    expect(await models.reminder.find().lean()).toMatchObject([{ remindAt: new Date("2026-03-12T15:30:00+08:00") }]);
  });

  test("moves with its reminder, and its reminder with it", async () => {
    const { rep, customer } = await repAt();
    const { body } = await rep.post("/visits", { customer: customer.id, plannedOn: "2026-03-12", time: "14:00" });
    const moved = await rep.patch(`/visits/${body.id}`, { version: 1, plannedOn: "2026-03-13", time: "10:00" });
    expect(moved.body).toMatchObject({ plannedOn: "2026-03-13", state: "planned" });
    const [ring] = await models.reminder.find().lean();
    expect(ring).toMatchObject({ dueFrom: "2026-03-13", remindAt: new Date("2026-03-13T09:30:00+08:00") });
    await rep.post(`/reminders/${ring?._id}/postpone`, { until: "2026-03-16T15:00:00+08:00" });
    expect((await rep.get(`/visits/${body.id}`)).body).toMatchObject({ plannedOn: "2026-03-16", time: "15:00" });
  });

  test("is done when its reminder is ticked, off when that is dropped, and open again with it", async () => {
    const { rep, customer } = await repAt();
    const { body } = await rep.post("/visits", { customer: customer.id, plannedOn: "2026-03-12" });
    const [ring] = await models.reminder.find().lean();
    const stateAfter = async (verb: string) => {
      await rep.post(`/reminders/${ring?._id}/${verb}`);
      return (await rep.get(`/visits/${body.id}`)).body;
    };
    expect(await stateAfter("complete")).toMatchObject({ state: "done", visitedOn: "2026-03-11" });
    expect(await stateAfter("reopen")).toMatchObject({ state: "planned", visitedOn: null });
    expect(await stateAfter("drop")).toMatchObject({ state: "cancelled" });
  });

  test("that is called off rings no more", async () => {
    const { rep, customer } = await repAt();
    const { body } = await rep.post("/visits", { customer: customer.id, plannedOn: "2026-03-12" });
    expect((await rep.post(`/visits/${body.id}/cancel`)).body.state).toBe("cancelled");
    expect((await rep.post(`/visits/${body.id}/cancel`)).status).toBe(403);
    expect(await models.reminder.find().lean()).toMatchObject([{ state: "dropped" }]);
  });

  test("without a day, in the past or at nobody's is refused", async () => {
    const { rep, customer } = await repAt();
    const strange = await buildCustomer();
    const refusals = [
      [{ customer: customer.id }, 422, "invalid_input"],
      [{ customer: customer.id, plannedOn: "2026-03-10" }, 422, "past_time"],
      [{ customer: customer.id, plannedOn: "2026-03-11", time: "09:00" }, 422, "past_time"],
      [{ customer: strange.id, plannedOn: "2026-03-12" }, 422, "invalid_input"],
      [{ customer: customer.id, plannedOn: "2026-03-12", state: "done" }, 422, "invalid_input"],
    ] as const;
    for (const [plan, status, code] of refusals) {
      expect(await rep.post("/visits", plan)).toMatchObject({ status, body: { code } });
    }
    expect(await models.visit.countDocuments()).toBe(0);
    expect(await models.reminder.countDocuments()).toBe(0);
  });
});

describe("a check-in", () => {
  const checkIn = (customer: { id: string }, body: object) => [`/customers/${customer.id}/check-in`, body] as const;

  test("settles today's plan and says how far it was", async () => {
    const { rep, customer } = await repAt();
    const plan = await rep.post("/visits", { customer: customer.id, plannedOn: "2026-03-11", time: "15:00" });
    const made = await rep.post(...checkIn(customer, { position: client(north(80)) }));
    expect(made).toMatchObject({
      status: 200,
      body: { id: plan.body.id, state: "done", visitedOn: "2026-03-11", checkIn: "near", accuracy: 20 },
    });
    expect(made.body.distance).toBeGreaterThanOrEqual(79);
    expect(made.body.distance).toBeLessThanOrEqual(81);
    expect(await models.reminder.find().lean()).toMatchObject([{ state: "done" }]);
    expect(await rep.post(...checkIn(customer, { position: client(DOOR) }))).toMatchObject({
      status: 409,
      body: { code: "already_settled" },
    });
  });

  test("far away is kept and marked; what the phone is unsure of is not held against it", async () => {
    const { rep, customer } = await repAt();
    const far = await rep.post(...checkIn(customer, { position: client(north(3000)) }));
    expect(far.body).toMatchObject({ state: "done", checkIn: "far", plannedOn: null });
    const limits = { version: 0, value: { farMetres: 5000 } };
    expect((await rep.patch("/check-in-limits", limits)).status).toBe(403);
    const admin = api.as(await buildUser({ roles: ["admin"] }));
    expect((await admin.patch("/check-in-limits", { ...limits, value: { farMetres: 1 } })).status).toBe(422);
    expect((await admin.patch("/check-in-limits", limits)).body).toEqual({ ...limits, version: 1 });
    api.clock.advance(86_400_000);
    expect((await rep.post(...checkIn(customer, { position: client(north(3000)) }))).body.checkIn).toBe("near");
    expect((await rep.get("/check-in-limits")).body.value).toEqual({ farMetres: 5000 });
    api.clock.advance(86_400_000);
    const other = await repAt(DOOR, "别家");
    const unsure = await other.rep.post(...checkIn(other.customer, { position: client(north(900), 600) }));
    expect(unsure.body).toMatchObject({ checkIn: "near", accuracy: 600 });
  });

  test("says plainly what it could not know", async () => {
    const nowhere = await repAt({});
    const noPoint = await nowhere.rep.post(...checkIn(nowhere.customer, { position: client(DOOR) }));
    expect(noPoint.body).toMatchObject({ checkIn: "noPoint", distance: null, ...DOOR });
    const { rep, customer } = await repAt(DOOR, "别家");
    const denied = await rep.post(...checkIn(customer, { position: null }));
    expect(denied.body).toMatchObject({ checkIn: "noPosition", latitude: null, distance: null });
    const again = await rep.post(...checkIn(customer, { position: client(north(10)) }));
    expect(again.body).toMatchObject({ id: denied.body.id, checkIn: "near" });
  });

  test("by a browser is compared on Chinese maps", async () => {
    const { rep, customer } = await repAt();
    // The same door as satellites see it: some 480 m away from where Chinese maps draw it.
    const seen = { latitude: 29.87098, longitude: 121.53935 };
    const made = await rep.post(
      ...checkIn(customer, { position: { ...seen, accuracy: 10, system: "wgs84", source: "browser" } }),
    );
    expect(made.body.checkIn).toBe("near");
    expect(made.body.distance).toBeLessThan(50);
    expect(made.body.positionSource).toBe("browser");
  });

  test("made without a network keeps its own time and says that it came late", async () => {
    const { rep, customer } = await repAt();
    const at = "2026-03-10T16:20:00.000+08:00";
    const made = await rep.post(...checkIn(customer, { position: client(DOOR), at }));
    expect(made.body).toMatchObject({ checkedInAt: at, visitedOn: "2026-03-10", isSentLate: true });
    // The same by a phone whose clock is an hour ahead.
    const other = await repAt(DOOR, "别家");
    const call = checkIn(other.customer, { position: client(DOOR), at: "2026-03-11T11:00:00+08:00" });
    const ahead = await other.rep.post(...call, { headers: { "x-sent-at": "2026-03-11T11:00:01+08:00" } });
    expect(ahead.body).toMatchObject({ checkedInAt: "2026-03-11T09:59:59.000+08:00", isSentLate: false });
    for (const wrong of ["2026-03-11T10:30:00+08:00", "2026-02-01T10:00:00+08:00"]) {
      const refused = await rep.post(...checkIn(customer, { position: null, at: wrong }));
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: "at" }] } });
    }
  });

  test("sent again with its key is one", async () => {
    const { rep, customer } = await repAt();
    const call = [...checkIn(customer, { position: client(DOOR) }), { headers: { "idempotency-key": "k1" } }] as const;
    const first = await rep.post(...call);
    expect((await rep.post(...call)).body).toEqual(first.body);
    expect(await models.visit.countDocuments()).toBe(1);
  });

  test("carries photos, which whoever may read the visit may open", async () => {
    const { rep, customer } = await repAt();
    const kept = await rep.post("/files", undefined, photo(JPEG, "p1"));
    expect(kept.status).toBe(201);
    expect((await rep.post("/files", undefined, photo(JPEG, "p1"))).body).toEqual(kept.body);
    const made = await rep.post(...checkIn(customer, { position: client(DOOR), files: [kept.body.id] }));
    expect(made.body.files).toEqual([{ id: kept.body.id, kind: "image" }]);
    expect((await api.as(await buildUser()).get(`/files/${kept.body.id}`)).status).toBe(404);
    await rep.post(`/visits/${made.body.id}/record`, { content: "看了仓库" });
    const { body } = await rep.get(`/customers/${customer.id}/timeline`);
    expect(body.items[0].files).toEqual([{ id: kept.body.id, kind: "image" }]);
  });

  test("takes nothing for a photo that is none", async () => {
    const { rep } = await repAt();
    expect((await rep.post("/files", undefined, photo(Buffer.from("<svg>")))).body.errors).toMatchObject([
      { code: "not_an_image" },
    ]);
    expect((await rep.post("/files", { a: 1 })).status).toBe(415);
  });

  test("is nobody else's to make: not at a hidden customer, not for a colleague's plan", async () => {
    const { user, customer } = await repAt();
    const stranger = api.as(await buildUser());
    expect((await stranger.post(...checkIn(customer, { position: null }))).status).toBe(404);
    const reader = await buildUser();
    await buildGrant({ entity: "customer", recordId: customer.id, customer: customer.id, userId: reader._id });
    expect((await api.as(reader).post(...checkIn(customer, { position: null }))).status).toBe(403);
    const plan = await buildVisit({ by: user, customer: customer.id, plannedOn: "2026-03-11" });
    const fellow = await buildUser();
    const share = { entity: "customer", recordId: customer.id, customer: customer.id, right: "write" } as const;
    await buildGrant({ ...share, userId: fellow._id });
    const forMe = await api.as(fellow).post(...checkIn(customer, { position: null, visit: plan.id }));
    expect(forMe.status).toBe(403);
    const own = await api.as(fellow).post(...checkIn(customer, { position: null }));
    expect(own.body).toMatchObject({ visitor: fellow._id, owner: user._id });
    expect((await api.as(user).get(`/visits/${plan.id}`)).body.state).toBe("planned");
  });
});

describe("what came of it", () => {
  test("is a follow-up by visit, linked in one call", async () => {
    const { rep, customer, user } = await repAt();
    const contact = await buildContact({ by: user, customer: customer.id });
    const plan = await rep.post("/visits", { customer: customer.id, contact: contact.id, plannedOn: "2026-03-12" });
    const done = await rep.post(`/visits/${plan.body.id}/record`, { content: "王总同意试用" });
    expect(done.body).toMatchObject({ state: "done", visitedOn: "2026-03-11", followUpName: "王总同意试用" });
    const [note] = await models.followUp.find().lean();
    expect(note).toMatchObject({ _id: done.body.followUp, method: "visit", contact: contact.id, happenedAt: NOW });
    expect(await models.reminder.find().lean()).toMatchObject([{ state: "done" }]);
    expect((await rep.post(`/visits/${plan.body.id}/record`, { content: "再写" })).status).toBe(403);
    expect((await rep.get(`/customers/${customer.id}`)).body.lastContactAt).not.toBeNull();
  });

  test("told as a note settles the day's plan; without one the note is a visit", async () => {
    const { rep, customer } = await repAt();
    const plan = await rep.post("/visits", { customer: customer.id, plannedOn: "2026-03-11" });
    const note = { customer: customer.id, method: "visit", content: "聊了报价" };
    const first = await rep.post("/follow-ups", note);
    expect((await rep.get(`/visits/${plan.body.id}`)).body).toMatchObject({ state: "done", followUp: first.body.id });
    await rep.post("/follow-ups", { ...note, content: "又去了一次" });
    await rep.post("/follow-ups", { ...note, method: "phone" });
    const { body } = await rep.get("/visits?state=done");
    expect(body.items).toHaveLength(2);
  });

  test("corrected to a call is no visit; the plan stands", async () => {
    const { rep, customer } = await repAt();
    const told = await rep.post("/follow-ups", { customer: customer.id, method: "visit", content: "聊了报价" });
    expect((await rep.get("/visits")).body.items).toHaveLength(1);
    await rep.patch(`/follow-ups/${told.body.id}`, { version: 1, method: "phone" });
    expect((await rep.get("/visits")).body.items).toEqual([]);
    await rep.patch(`/follow-ups/${told.body.id}`, { version: 2, method: "visit" });
    const [visit] = (await rep.get("/visits")).body.items;
    await rep.patch(`/follow-ups/${told.body.id}`, { version: 3, happenedAt: "2026-03-09T15:00:00+08:00" });
    expect((await rep.get("/visits")).body.items).toMatchObject([{ visitedOn: "2026-03-09" }]);
    expect(visit.visitedOn).toBe("2026-03-11");
    await rep.delete(`/follow-ups/${told.body.id}`);
    expect((await rep.get("/visits")).body.items).toEqual([]);
  });

  test("opens the gate that wants three visits, each counted once", async () => {
    const { rep, customer, user } = await repAt();
    const pipeline = structuredClone(DEFAULT_PIPELINE);
    pipeline.stages[2]!.gate.visits = 3;
    const deal = {
      ...{ customer: customer.id, stage: "qualified", amount: null, discount: null, contact: null },
      ...{ expectedCloseOn: null, competitors: [] },
    };
    const missing = () => findClosedGate(pipeline, deal as never, "proposal");
    await rep.post(`/customers/${customer.id}/check-in`, { position: null });
    expect(await missing()).toMatchObject({ missing: [{ have: 1, needed: 3 }] });
    const [visit] = (await rep.get("/visits")).body.items;
    await rep.post(`/visits/${visit.id}/record`, { content: "第一次" });
    expect(await missing()).toMatchObject({ missing: [{ have: 1 }] });
    await buildVisit({ by: user, customer: customer.id });
    await buildFollowUp({ by: user, customer: customer.id, method: "visit", happenedAt: new Date("2026-03-09") });
    expect(await missing()).toMatchObject({ missing: [{ have: 2 }] });
    await buildFollowUp({ by: user, customer: customer.id, method: "visit", happenedAt: new Date("2026-03-08") });
    expect(await missing()).toBeNull();
  });
});

describe("customers near by", () => {
  test("come nearest first, out of one's own with a point", async () => {
    const { rep, user, customer } = await repAt();
    const next = await buildCustomer({ by: user, name: "隔壁", ...north(400) });
    const town = await buildCustomer({ by: user, name: "邻镇", ...north(9000) });
    await buildCustomer({ by: user, name: "没有位置" });
    await buildCustomer({ name: "同事的", ...north(5) });
    const at = `latitude=${DOOR.latitude}&longitude=${DOOR.longitude}`;
    const { body } = await rep.get(`/customers/nearby?${at}`);
    expect(body.items.map((one: { id: string }) => one.id)).toEqual([customer.id, next.id, town.id]);
    expect(body.items[0].distance).toBe(0);
    expect((await rep.get(`/customers/nearby?${at}&metres=1000`)).body.items).toHaveLength(2);
    expect((await rep.get(`/customers/nearby?latitude=91&longitude=0`)).status).toBe(422);
  });

  test("half a point is refused", async () => {
    const { rep, customer } = await repAt();
    expect((await rep.patch(`/customers/${customer.id}`, { version: 1, latitude: null })).body.errors).toMatchObject([
      { path: "latitude", code: "half_point" },
    ]);
    expect((await rep.post("/customers", { name: "x", longitude: 1 })).status).toBe(422);
  });
});

describe("statistics", () => {
  test("count what was planned, done, how far and without a check-in, by person for who leads", async () => {
    const home = (await buildDepartment())._id;
    const user = await buildUser({ departments: [home] });
    const lead = await buildUser({ roles: ["sales_manager", "sales"], departments: [home] });
    const rep = api.as(user);
    const customers = [];
    for (const name of ["甲", "乙", "丙"]) customers.push(await buildCustomer({ by: user, name, ...DOOR }));
    const [a, b, c] = customers.map(({ id }) => id);
    await rep.post("/visits", { customer: a, plannedOn: "2026-03-11" });
    await rep.post("/visits", { customer: b, plannedOn: "2026-03-12" });
    const off = await rep.post("/visits", { customer: c, plannedOn: "2026-03-12" });
    await rep.post(`/visits/${off.body.id}/cancel`);
    await rep.post(`/customers/${a}/check-in`, { position: client(north(100)) });
    await rep.post(`/customers/${c}/check-in`, { position: client(north(1300)) });
    await rep.post("/follow-ups", {
      customer: a,
      method: "visit",
      content: "前天去过",
      happenedAt: "2026-03-09T10:00:00+08:00",
    });
    const total = { planned: 2, done: 3, customers: 2, withoutCheckIn: 1, far: 1, averageDistance: 700 };
    const own = await rep.get("/reports/visits?from=2026-03-01&to=2026-03-31");
    expect(own.body).toMatchObject({ whose: { id: user._id }, total, members: [] });
    const team = await api.as(lead).get("/reports/visits?whose=team&to=2026-03-31");
    expect(team.body).toMatchObject({ hasTeam: true, total });
    expect(team.body.members).toContainEqual({ id: user._id, name: user.name, ...total });
    expect((await rep.get(`/reports/visits?whose=${lead._id}`)).status).toBe(404);
    expect((await rep.get("/reports/visits?from=2026-03-31&to=2026-03-01")).status).toBe(422);
    const week = await rep.get("/reports/weekly?day=2026-03-11");
    expect(week.body.figures).toContainEqual(expect.objectContaining({ key: "visited", count: 3, customers: 2 }));
  });
});
