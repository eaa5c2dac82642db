import { setTimeout as delay } from "node:timers/promises";
import { Customer, Reminder } from "../../models";
import { RuleRun } from "../../models/system/rule";
import { nameMembers } from "../support/crowd";
import { useTwoServers } from "../support/twoServers";

const MEMBERS = nameMembers(20);
/** Longer than a lease: what the killed were working at is free by then. */
const LEASE_OVER_MS = 30_000;

const two = useTwoServers();

const isDone = () => two.inspect(async () => (await RuleRun.countDocuments({ state: "done" })) === MEMBERS.length);

it("acts once on each of 20 inquiries, from two processes that are killed while the rules act", async () => {
  await two.start(MEMBERS.map((userid) => ({ userid, name: userid, department: [1] })));
  const { crowd } = two;
  const asks = Promise.all(
    MEMBERS.map(async (member) => {
      await crowd.says(member, `/跟进 ${member}总 咨询产品${member}`);
      const card = await crowd.waitFor(member, (shown) => shown.includes("确认"));
      await crowd.presses(member, "确认", card);
    }),
  );
  await delay(1500);
  await two.killAndRestart(0);
  await delay(1000);
  await two.killAndRestart(1);
  await asks;
  await two.killAndRestart(0);
  await two.moveClocks(new Date(Date.now() + LEASE_OVER_MS));
  while (!(await isDone())) await delay(500);
  // What is still to come would be one too many.
  await delay(3000);
  await two.stop();

  await two.inspect(async () => {
    const customers = await Customer.find({}).lean<{ _id: string; tags: string[] }[]>();
    expect(customers).toHaveLength(MEMBERS.length);
    expect(customers.map(({ tags }) => tags)).toEqual(MEMBERS.map(() => ["产品咨询"]));
    for (const { _id } of customers) {
      expect(await Reminder.countDocuments({ customer: _id, text: "跟进产品咨询" })).toBe(1);
    }
    expect(await RuleRun.countDocuments({ state: "done" })).toBe(MEMBERS.length);
    expect(await RuleRun.countDocuments({ state: { $ne: "done" } })).toBe(0);
  });
}, 420_000);
