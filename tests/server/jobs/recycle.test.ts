import fc from "fast-check";
import { Customer, models } from "../../../models";
import { dayOf, timeOf } from "../../../models/shared/values/day";
import { DEFAULT_POOL_RULES, type PoolRules } from "../../../models/shared/values/pool";
import { OutboxEvent } from "../../../models/system/outboxEvent";
import { RecycleWarning } from "../../../models/system/recycleWarning";
import { Setting } from "../../../models/system/setting";
import type { UserRow } from "../../../models/system/user";
import { claimCustomer } from "../../../server/commands/customer/claimCustomer";
import { createRecord } from "../../../server/commands/records";
import { SYSTEM_ACTOR } from "../../../server/context";
import { AppError } from "../../../server/errors";
import { runIfDue } from "../../../server/jobs/runJobs";
import { recycle, warnBeforeRecycling } from "../../../server/jobs/recycle";
import { recycleCustomers } from "../../../server/commands/pool/recycleCustomers";
import { loadActor } from "../../../server/loadActor";
import { isDue, nextRecycling, planRecycling } from "../../../server/queries/planRecycling";
import { ctxFor, fakeClock, fakeDeps, NOW, type FakeClock } from "../../support/ctx";
import { emptyDatabase, useDatabase } from "../../support/db";
import { buildCustomer, buildFollowUp, buildOpportunity, buildReminder, buildUser } from "../../support/factories";

useDatabase();
jest.setTimeout(120_000);

const DAY_MS = 86_400_000;
let clock: FakeClock;
beforeEach(() => {
  clock = fakeClock(NOW);
});

const at = (days: number, time = "10:00") =>
  new Date(`${dayOf(new Date(NOW.getTime() + days * DAY_MS))}T${time}:00+08:00`);

/** Both jobs at every morning and evening until a day, as two processes would run them. */
async function live(days: number, from = 0): Promise<void> {
  const deps = [fakeDeps(clock), fakeDeps(clock)];
  for (let day = from; day <= days; day++) {
    for (const time of ["10:30", "20:00"]) {
      if (at(day, time) < clock.now()) continue;
      clock.set(at(day, time));
      await Promise.all(deps.flatMap((one) => [runIfDue(warnBeforeRecycling, one), runIfDue(recycle, one)]));
    }
  }
}

const ownerOf = async (id: string) => (await Customer.findOne({ _id: id }).lean())?.owner ?? null;
const set = (rules: Partial<PoolRules>) =>
  Setting.insertMany([{ _id: "pool", version: 1, value: { ...DEFAULT_POOL_RULES, ...rules }, updatedAt: NOW }]);
const told = (name: string) => OutboxEvent.countDocuments({ name });
const as = async (user: UserRow, now: Date) => {
  const actor = await loadActor(user._id, now);
  if (!actor) throw new Error("nobody acts");
  return ctxFor(actor, { now });
};

describe("a customer nobody follows up", () => {
  test("goes after thirty days, three days after its owner was told, once with two processes", async () => {
    const by = await buildUser();
    const { id } = await buildCustomer({ by });
    const step = await buildReminder({ by, customer: id });
    await live(26, 24);
    expect(await told("user.recycleWarned")).toBe(0);
    await live(27, 27);
    expect(await told("user.recycleWarned")).toBe(1);
    expect(await RecycleWarning.findOne({ _id: id }).lean()).toMatchObject({
      owner: by._id,
      warnedAt: at(27, "10:30"),
    });
    await live(29, 28);
    expect(await ownerOf(id)).toBe(by._id);
    await live(33, 30);
    expect(await Customer.findOne({ _id: id }).lean()).toMatchObject({
      ...{ owner: null, pooledFrom: by._id, poolReason: "30 天没跟进", pooledAt: at(30, "20:00"), version: 2 },
    });
    expect(await models.reminder.findOne({ _id: step.id }).lean()).toMatchObject({ owner: null });
    expect([await told("customer.recycled"), await told("user.recycled")]).toEqual([1, 1]);
    expect(await RecycleWarning.countDocuments()).toBe(0);
  });

  test("stays after a follow-up on the last day, and is told again next time", async () => {
    const by = await buildUser();
    const { id } = await buildCustomer({ by });
    await live(29, 26);
    await buildFollowUp({ by, customer: id, now: at(30, "19:59"), happenedAt: at(30, "19:59") });
    await live(31, 30);
    await live(56, 55);
    expect(await ownerOf(id)).toBe(by._id);
    expect(await told("user.recycleWarned")).toBe(1);
    await live(60, 57);
    expect(await told("user.recycleWarned")).toBe(2);
    expect(await ownerOf(id)).toBe(null);
  });

  test("is never taken from somebody who was not told, also when everything is due at once", async () => {
    const by = await buildUser();
    for (let i = 0; i < 3; i++) await buildCustomer({ by, now: at(-400) });
    await recycleCustomers(ctxFor(SYSTEM_ACTOR, { now: at(0, "20:00") }));
    expect(await Customer.countDocuments({ owner: null })).toBe(0);
    await live(1);
    expect([await told("user.recycleWarned"), await told("user.recycled")]).toEqual([1, 0]);
    await live(4, 2);
    expect([await told("customer.recycled"), await told("user.recycled")]).toEqual([3, 1]);
  });

  test("counts from when its owner got it", async () => {
    const by = await buildUser();
    const { id } = await buildCustomer({ by, now: at(-100) });
    await Customer.updateOne({ _id: id }, { $set: { owner: null, pooledAt: at(-40) } });
    await claimCustomer(await as(by, NOW), { id });
    await live(2);
    await live(29, 26);
    expect(await ownerOf(id)).toBe(by._id);
    await live(30, 30);
    expect(await ownerOf(id)).toBe(null);
  });
});

describe("a customer followed up and never sold to", () => {
  async function busy(more: object = {}) {
    const by = await buildUser();
    const { id } = await buildCustomer({ by, ...more });
    return { by, id };
  }
  const keepBusy = async ({ by, id }: { by: UserRow; id: string }, until: number) => {
    for (let day = 0; day <= until; day += 20) {
      await live(day, day);
      await buildFollowUp({ by, customer: id, now: at(day, "21:00"), happenedAt: at(day, "21:00") });
    }
  };

  test("goes after ninety days", async () => {
    const one = await busy();
    await keepBusy(one, 80);
    await live(89, 86);
    expect(await ownerOf(one.id)).toBe(one.by._id);
    await live(90, 90);
    expect(await Customer.findOne({ _id: one.id }).lean()).toMatchObject({ owner: null, poolReason: "90 天没成交" });
  });

  test.each([
    [
      "won",
      async ({ by, id }: { by: UserRow; id: string }) => {
        const deal = await buildOpportunity({ by, customer: id });
        await models.opportunity.updateOne({ _id: deal.id }, { $set: { stage: "won" } });
      },
    ],
    ["of level A", ({ id }: { id: string }) => Customer.updateOne({ _id: id }, { $set: { level: "A" } })],
    ["tagged", ({ id }: { id: string }) => Customer.updateOne({ _id: id }, { $set: { tags: ["战略", "华东"] } })],
    ["protected", ({ id }: { id: string }) => Customer.updateOne({ _id: id }, { $set: { protectedUntil: at(500) } })],
  ] as const)("stays when it is %s, however long nobody calls", async (_, exempt) => {
    await set({ exemptTags: ["战略"] });
    const one = await busy();
    await exempt(one);
    await live(205, 200);
    expect(await ownerOf(one.id)).toBe(one.by._id);
    expect(await told("user.recycleWarned")).toBe(0);
  });

  test("a protection ends by itself at its second", async () => {
    const { id } = await busy({ now: at(-60) });
    await Customer.updateOne({ _id: id }, { $set: { protectedUntil: at(5, "20:01") } });
    await live(5);
    expect(await ownerOf(id)).not.toBe(null);
    await live(6, 6);
    expect(await ownerOf(id)).toBe(null);
  });
});

test("days of null switch a condition off, and a third asks for a deal at all", async () => {
  await set({ noFollowUpDays: null, noDealDays: null, noOpportunityDays: 10 });
  const by = await buildUser();
  const idle = await buildCustomer({ by });
  const dealt = await buildCustomer({ by });
  await buildOpportunity({ by, customer: dealt.id });
  await live(12, 6);
  await live(40, 38);
  expect([await ownerOf(idle.id), await ownerOf(dealt.id)]).toEqual([null, by._id]);
  expect(await Customer.findOne({ _id: idle.id }).lean()).toMatchObject({ poolReason: "10 天没商机" });
});

test("a follow-up at the very moment of the run either saves the customer or finds it in the pool", async () => {
  const by = await buildUser();
  const { id } = await buildCustomer({ by });
  await live(29, 27);
  clock.set(at(30, "20:00"));
  const noted = as(by, clock.now()).then((ctx) => createRecord(ctx, "followUp", { customer: id, content: "刚聊完" }));
  const refused = noted.then(
    () => null,
    (error: unknown) => error,
  );
  await Promise.all([runIfDue(recycle, fakeDeps(clock)), noted.catch(() => null)]);
  const error = await refused;
  if (error === null)
    return expect(await models.followUp.findOne({ customer: id }).lean()).toMatchObject({ owner: await ownerOf(id) });
  expect(error).toBeInstanceOf(AppError);
  expect(await ownerOf(id)).toBe(null);
});

test("a claim and the run meet without losing anything", async () => {
  const by = await buildUser();
  const { id } = await buildCustomer({ by });
  await live(30, 27);
  expect(await ownerOf(id)).toBe(null);
  const other = await buildUser();
  await Promise.all([
    claimCustomer(await as(other, clock.now()), { id }),
    recycleCustomers(ctxFor(SYSTEM_ACTOR, { now: clock.now() })),
  ]);
  expect(await ownerOf(id)).toBe(other._id);
});

test("the rehearsal names exactly whom the run takes", async () => {
  const cases = fc.array(
    fc.record({
      made: fc.integer({ min: 0, max: 120 }),
      talked: fc.option(fc.integer({ min: 0, max: 60 })),
      isWon: fc.boolean(),
      level: fc.constantFrom("A" as const, "B" as const, null),
      protectedFor: fc.option(fc.integer({ min: -5, max: 5 })),
      warned: fc.option(fc.integer({ min: 0, max: 10 })),
    }),
    { minLength: 1, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(cases, async (drawn) => {
      await emptyDatabase();
      const by = await buildUser();
      for (const one of drawn) {
        const { id } = await buildCustomer({ by, now: at(-one.made) });
        const changes = {
          level: one.level,
          lastContactAt: one.talked === null ? null : at(-one.talked),
          protectedUntil: one.protectedFor === null ? null : at(one.protectedFor),
        };
        await Customer.updateOne({ _id: id }, { $set: changes });
        if (one.warned !== null)
          await RecycleWarning.insertMany([{ _id: id, owner: by._id, warnedAt: at(-one.warned, "09:00") }]);
        if (!one.isWon) continue;
        const deal = await buildOpportunity({ by, customer: id });
        await models.opportunity.updateOne({ _id: deal.id }, { $set: { stage: "won" } });
      }
      const runsAt = nextRecycling(NOW);
      expect(timeOf(runsAt)).toBe("20:00");
      const rehearsed = (await planRecycling(NOW, DEFAULT_POOL_RULES)).filter((one) => isDue(one, runsAt));
      await recycleCustomers(ctxFor(SYSTEM_ACTOR, { now: runsAt }));
      const gone = await Customer.find({ owner: null }).lean();
      expect(gone.map(({ _id }) => _id).toSorted()).toEqual(rehearsed.map(({ customer }) => customer.id).toSorted());
    }),
    { numRuns: 20, endOnFailure: true },
  );
});
