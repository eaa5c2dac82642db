import { User, type UserRow } from "../../models/system/user";
import { createAccessGrant } from "../../server/commands/accessGrant/createAccessGrant";
import { loadActor } from "../../server/loadActor";
import { actorOf, ctxFor, NOW } from "../support/ctx";
import { useDatabase } from "../support/db";
import { buildCustomer, buildUser } from "../support/factories";

useDatabase();

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

async function share(by: UserRow, to: UserRow, days: number): Promise<string> {
  const { id } = await buildCustomer({ by });
  const grant = { entity: "customer" as const, recordId: id, userId: to._id, right: "read" as const };
  await createAccessGrant(ctxFor(actorOf(by)), { ...grant, endsAt: inDays(days) });
  return id;
}

const sharedWith = async (user: UserRow, at: Date) =>
  (await loadActor(user._id, at))?.grants.map(({ recordId }) => recordId);

test("each thing that is shared counts until its own end, whichever was shared last", async () => {
  const [by, to] = [await buildUser(), await buildUser()];
  const forWeek = await share(by, to, 7);
  const forDay = await share(by, to, 1);
  expect(await sharedWith(to, NOW)).toEqual(expect.arrayContaining([forWeek, forDay]));
  expect(await sharedWith(to, inDays(2))).toEqual([forWeek]);
  expect(await sharedWith(to, inDays(7))).toEqual([]);
});

test("who is in the store from before is asked after, however short the latest share", async () => {
  const [by, to] = [await buildUser(), await buildUser()];
  const forWeek = await share(by, to, 7);
  await User.updateOne({ _id: to._id }, { $unset: { sharedUntil: 1 } });
  await share(by, to, 1);
  expect(await sharedWith(to, inDays(2))).toEqual([forWeek]);
});
