import { Customer } from "../../../models";
import { archiveRecord, updateRecord } from "../../../server/commands/records";
import { restoreRecord } from "../../../server/commands/records/restoreRecord";
import { transferCustomer } from "../../../server/commands/customer/transferCustomer";
import { ownNames } from "../../../server/queries/ownNames";
import type { UserRow } from "../../../models/system/user";
import { actorOf, ctxFor, NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildUser } from "../../support/factories";

useDatabase();

const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const namesAt = async (by: UserRow, now: Date) =>
  (await ownNames(ctxFor(actorOf(by), { now }))).map(({ name }) => name);

test("what is new or renamed is known at once", async () => {
  const by = await buildUser();
  const { id } = await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company" });
  expect(await namesAt(by, NOW)).toContain("鼎盛科技");

  await buildContact({ by, customer: id, name: "王芳" });
  await buildCustomer({ by, name: "宁波蓝天餐饮有限公司", kind: "company" });
  await updateRecord(ctxFor(actorOf(by), { now: later(1) }), "customer", {
    id,
    changes: { name: "杭州恒信科技有限公司" },
  });
  const names = await namesAt(by, later(1));
  expect(names).toEqual(expect.arrayContaining(["恒信科技", "蓝天餐饮", "王芳"]));
  expect(names).not.toContain("鼎盛科技");
});

test("what was given away is the other's at once, and a minute later nobody else's", async () => {
  const [by, other] = [await buildUser(), await buildUser({ name: "王五" })];
  const { id } = await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company" });
  expect(await namesAt(by, NOW)).toContain("鼎盛科技");
  expect(await namesAt(other, NOW)).toEqual([]);

  await transferCustomer(ctxFor(actorOf(by), { now: later(1) }), { id, owner: other._id });
  expect(await namesAt(other, later(1))).toContain("鼎盛科技");
  expect(await namesAt(by, later(61))).toEqual([]);
});

test("nobody knows the names of somebody else's", async () => {
  const [by, other] = [await buildUser(), await buildUser()];
  await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company" });
  await namesAt(by, NOW);
  expect(await namesAt(other, NOW)).toEqual([]);
});

test("what another server changed is known twenty seconds later", async () => {
  const by = await buildUser();
  const { id } = await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company" });
  expect(await namesAt(by, NOW)).toContain("鼎盛科技");

  await Customer.updateOne({ _id: id }, { $set: { name: "杭州恒信科技有限公司", updatedAt: later(1) } });
  expect(await namesAt(by, later(10))).toContain("鼎盛科技");
  expect(await namesAt(by, later(20))).toContain("恒信科技");
});

test("a customer of before is known by name again once they come back from the bin", async () => {
  const by = await buildUser();
  const { id } = await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company" });
  await archiveRecord(ctxFor(actorOf(by)), "customer", id);
  expect(await namesAt(by, later(1))).not.toContain("鼎盛科技");
  await restoreRecord(ctxFor(actorOf(by), { now: later(2) }), "customer", id);
  expect(await namesAt(by, later(2))).toContain("鼎盛科技");
});
