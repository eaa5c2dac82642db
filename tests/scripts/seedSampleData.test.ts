import { models } from "../../models";
import { entities, type EntityName } from "../../models/shared/entities";
import { toInput } from "../../models/shared/defineEntity";
import { dayOf, instantOf } from "../../models/shared/values/day";
import { toRecord, type StoredRow } from "../../models/storedRecord";
import { OutboxEvent } from "../../models/system/outboxEvent";
import { Department, PlatformIdentity, ROLES, User } from "../../models/system/user";
import { isStoreEmpty, seedSampleData, StoreNotEmptyError } from "../../scripts/sample/seedSampleData";
import { useDatabase } from "../support/db";

const NOW = instantOf("2026-09-16", "10:30");

useDatabase({ keepRows: true });

async function ownerOf(userId: string): Promise<string> {
  const identity = await PlatformIdentity.findOne({ platform: "wecom", key: userId }).lean();
  return identity?.user ?? "nobody";
}

async function recordsOf<N extends EntityName>(entity: N, filter: object = {}) {
  const rows = await models[entity].find(filter).lean<StoredRow[]>();
  return rows.map((row) => toRecord(entities[entity], row));
}

describe("the sample company", () => {
  beforeAll(() => seedSampleData({ now: NOW }), 30_000);

  it("has 8 users of all 7 roles, each known on WeCom", async () => {
    const users = await User.find().lean();
    expect(users).toHaveLength(8);
    expect(new Set(users.flatMap((user) => user.roles))).toEqual(new Set(ROLES));
    expect(await PlatformIdentity.countDocuments({ platform: "wecom" })).toBe(8);
  });

  it("has 200 customers of different names and about a thousand follow-ups", async () => {
    const customers = await recordsOf("customer");
    expect(customers).toHaveLength(200);
    const names = customers.filter((each) => each.kind === "company").map((each) => each.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(170);
    const followUps = await models.followUp.countDocuments();
    expect(followUps).toBeGreaterThan(800);
    expect(followUps).toBeLessThan(1300);
  });

  it("has deals in every stage", async () => {
    const stages = new Set((await recordsOf("opportunity")).map((each) => each.stage));
    expect(stages).toEqual(new Set(["contacted", "qualified", "proposal", "negotiation", "won", "lost"]));
  });

  it("has leads, some with nobody yet, each scored by what was said", async () => {
    const leads = await recordsOf("lead");
    expect(leads.map(({ owner }) => owner).filter((owner) => owner === null)).toHaveLength(2);
    expect(leads.every(({ score }) => Number(score) > 0)).toBe(true);
  });

  it("leaves the first rep without a 张总 and gives the second three, at different companies", async () => {
    const first = await ownerOf("lilei");
    const second = await ownerOf("wangwu");
    for (const entity of ["customer", "contact", "followUp", "reminder"] as const) {
      const told = (await recordsOf(entity, { owner: first })).map((each) => JSON.stringify(each));
      expect(told.filter((each) => each.includes("张"))).toEqual([]);
    }
    const zhangs = await recordsOf("contact", { owner: second, name: "张总" });
    expect(new Set(zhangs.map((each) => each.customer)).size).toBe(3);
    expect(await recordsOf("contact", { name: /^张/, owner: { $ne: second } })).toEqual([]);
  });

  it("shows each rep something late, something due today and something to come", async () => {
    const reminders = await recordsOf("reminder", { owner: await ownerOf("lilei"), state: "open" });
    const today = dayOf(NOW);
    const dueOn = reminders.map((each) => String(each.dueTo));
    expect(dueOn.filter((day) => day < today)).toHaveLength(2);
    expect(dueOn.filter((day) => day === today)).toHaveLength(3);
    expect(dueOn.filter((day) => day > today)).toHaveLength(12);
  });

  it("has told everything that is already past, so that no old card goes out", async () => {
    expect(await models.reminder.countDocuments({ remindAt: { $lte: NOW }, remindedAt: null })).toBe(0);
    expect(await OutboxEvent.countDocuments({ state: { $ne: "done" } })).toBe(0);
  });

  it("happened before now", async () => {
    for (const entity of Object.keys(entities) as EntityName[])
      expect(await models[entity].countDocuments({ createdAt: { $gt: NOW } })).toBe(0);
    expect(await models.followUp.countDocuments({ happenedAt: { $gt: NOW } })).toBe(0);
  });

  it("notes an event for every record", async () => {
    for (const entity of Object.keys(entities) as EntityName[]) {
      // A visit is told by its note.
      const name = entity === "visit" ? "visit.noted" : `${entity}.created`;
      const events = await OutboxEvent.countDocuments({ entity, name });
      expect(events).toBe(await models[entity].countDocuments());
    }
  });

  it("would pass for input", async () => {
    for (const entity of Object.keys(entities) as EntityName[]) {
      const input = toInput(entities[entity]);
      for (const record of await recordsOf(entity)) {
        const said = Object.entries(record).filter(([name, value]) => name in input.shape && value !== null);
        input.parse(JSON.parse(JSON.stringify(Object.fromEntries(said))));
      }
    }
  });

  it("is refused by a store that is not empty", async () => {
    await expect(seedSampleData({ now: NOW })).rejects.toThrow(StoreNotEmptyError);
  });
});

it("tells the same story on the same day", async () => {
  const tell = async () =>
    (await recordsOf("customer")).map((each) => [each.name, each.level, each.lastContactAt]).sort();
  const first = await tell();
  for (const model of [...Object.values(models), User, PlatformIdentity, Department])
    await model.collection.deleteMany({});
  expect(await isStoreEmpty()).toBe(true);
  await seedSampleData({ now: NOW });
  expect(await tell()).toEqual(first);
}, 30_000);
