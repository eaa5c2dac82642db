import { Reminder } from "../../models";
import { Delivery } from "../../models/system/delivery";
import { OutboxEvent } from "../../models/system/outboxEvent";
import { addDays, dayOf, instantOf } from "../../models/shared/values/day";
import { nameMembers } from "../support/crowd";
import type { Fault } from "../support/fakeWecom";
import { useTwoServers } from "../support/twoServers";

const MEMBERS = nameMembers(10);
const TAGS = MEMBERS.flatMap((member) => [1, 2, 3, 4, 5].map((number) => `${member}r${number}r`));

const two = useTwoServers();

const RANG = "到点了";
const rings = () => two.fake.callsTo("message/send").filter((call) => call.body.includes(RANG));
const rungCards = () => two.fake.shown.map((message) => JSON.stringify(message)).filter((card) => card.includes(RANG));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

const troubles: Fault[] = [
  { status: 503 },
  { errcode: -1 },
  // Shown to the member, but the answer is lost.
  { delayMs: 6000 },
  { status: 429, headers: { "retry-after": "3" } },
  { delayMs: 6000 },
  { hang: true },
  { errcode: 42001 },
];

it("shows each of 50 reminders once, from two processes that are killed while they ring", async () => {
  await two.start(MEMBERS.map((userid) => ({ userid, name: userid, department: [1] })));
  await Promise.all(
    TAGS.map(async (tag) => {
      const member = tag.slice(0, "Member000".length);
      await two.crowd.says(member, `/提醒 明天9点 事项${tag}`);
      await two.crowd.waitFor(member, (card) => card.includes(tag));
    }),
  );

  two.fake.fail("message/send", ...troubles);
  await two.moveClocks(instantOf(addDays(dayOf(new Date()), 2), "09:01"));
  await until(() => rings().length >= 3);
  await two.killAndRestart(0);
  await until(() => rings().length >= 20);
  await Promise.all([two.killAndRestart(0), two.killAndRestart(1)]);
  await until(() => TAGS.every((tag) => rungCards().some((card) => card.includes(tag))));
  // What is still to come would be one too many.
  await new Promise((resolve) => setTimeout(resolve, 8000));
  await two.stop();

  expect(TAGS.map((tag) => rungCards().filter((card) => card.includes(tag)).length)).toEqual(TAGS.map(() => 1));
  await two.inspect(async () => {
    expect(await Reminder.countDocuments({ remindedAt: { $ne: null } })).toBe(TAGS.length);
    expect(await OutboxEvent.countDocuments({ name: "reminder.rang" })).toBe(TAGS.length);
    expect(await Delivery.countDocuments({ reminder: { $ne: null } })).toBe(TAGS.length);
    expect(await Delivery.countDocuments({ reminder: { $ne: null }, state: { $ne: "done" } })).toBe(0);
  });
}, 420_000);
