import { Delivery } from "../../models/system/delivery";
import { Chat, valueOf } from "../support/chat";
import { useDatabase } from "../support/db";
import { buildReminder } from "../support/factories";

useDatabase();

const NINE = new Date("2026-09-17T09:00:00+08:00");

async function ringing(count: number): Promise<Chat> {
  const chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  for (let at = 0; at < count; at += 1) await buildReminder({ by, text: `给客户${at}回电`, remindAt: NINE });
  await chat.waitsUntil(NINE);
  return chat;
}

test("reminders beyond what the platform shows in a minute become one card, and none is lost", async () => {
  const chat = await ringing(40);
  const { perMinute } = chat.platform.limits;
  expect(chat.cards().filter(({ title }) => title.includes("回电"))).toHaveLength(perMinute);
  await chat.waitsUntil(new Date(NINE.getTime() + 61_000));
  const digest = chat.lastCard();
  expect(digest.title).toBe(`${40 - perMinute} 件事到点了`);
  expect(digest.rows).toHaveLength(6);
  expect(valueOf(digest, "更多")).toContain(String(40 - perMinute - 5));
  expect(digest.buttons).toMatchObject([{ path: "/reminders" }]);
  expect(await Delivery.countDocuments({ state: { $ne: "done" } })).toBe(0);
});

test("a single one that comes too soon waits for its turn as it is", async () => {
  const chat = await ringing(31);
  await chat.waitsUntil(new Date(NINE.getTime() + 61_000));
  expect(chat.cards().filter(({ title }) => title.includes("回电"))).toHaveLength(31);
});
