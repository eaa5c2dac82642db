import { setTimeout as delay } from "node:timers/promises";
import { Customer, Reminder } from "../../models";
import { RuleRun } from "../../models/system/rule";
import { nameMembers } from "../support/crowd";
import { useTwoServers } from "../support/twoServers";

const MEMBERS = nameMembers(20);
/** As long as the slowest worker may take to come back after a kill. */
const SETTLED_MS = 60_000;

const two = useTwoServers();

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
  await delay(SETTLED_MS);
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
