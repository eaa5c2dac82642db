import { warnOfUsage } from "../../bot/jobs/warnOfUsage";
import { Usage } from "../../models/system/usage";
import { User } from "../../models/system/user";
import { SYSTEM_ACTOR } from "../../server/context";
import { Chat, valueOf } from "../support/chat";
import { ctxFor } from "../support/ctx";
import { useDatabase } from "../support/db";

useDatabase();

let chat: Chat;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const boss = await chat.userBehind("lilei");
  await User.updateOne({ _id: boss._id }, { $set: { roles: ["admin"] } });
});

const used = (count: number, month = "2026-09", allowed = 5000) =>
  Usage.updateOne(
    { _id: `dingtalk:${month}:calls` },
    { $set: { platform: "dingtalk", month, what: "calls", count, allowed } },
    { upsert: true },
  );

async function anHourPasses(): Promise<void> {
  await warnOfUsage(chat.bot).run(ctxFor(SYSTEM_ACTOR, { deps: chat.bot.deps, now: chat.clock.now() }));
  await chat.settle();
}

const warnings = () => chat.cards().filter(({ title }) => title.includes("额度"));

test("administrators are told once a month, at four fifths of what the platform allows", async () => {
  await used(3999);
  await anHourPasses();
  expect(warnings()).toEqual([]);
  await used(4000);
  await anHourPasses();
  await anHourPasses();
  expect(warnings().map(({ title }) => title)).toEqual(["钉钉本月额度用了 80%"]);
  expect(valueOf(chat.lastCard(), "接口")).toBe("4,000 / 5,000");
  expect(chat.lastCard().buttons).toMatchObject([{ path: "/usage" }]);

  chat.clock.set(new Date("2026-10-20T10:30:00+08:00"));
  await anHourPasses();
  expect(warnings()).toHaveLength(1);
  await used(4500, "2026-10");
  await anHourPasses();
  expect(warnings()).toHaveLength(2);
});

test("more was bought: they are told again at four fifths of that", async () => {
  await used(4000);
  await anHourPasses();
  await used(4100, "2026-09", 200_000);
  await anHourPasses();
  expect(warnings()).toHaveLength(1);
  await used(160_000, "2026-09", 200_000);
  await anHourPasses();
  await anHourPasses();
  expect(warnings()).toHaveLength(2);
  expect(valueOf(chat.lastCard(), "接口")).toBe("160,000 / 200,000");
});

test("nobody else is told", async () => {
  chat.joins("hanmei", "韩梅");
  await chat.userBehind("hanmei");
  await used(5000);
  await anHourPasses();
  expect(
    chat
      .as("hanmei")
      .cards()
      .some(({ title }) => title.includes("额度")),
  ).toBe(false);
});
