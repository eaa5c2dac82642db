import { startBot } from "../../bot/startBot";
import { Reminder } from "../../models";
import { Delivery } from "../../models/system/delivery";
import { InboxItem } from "../../models/system/inboxItem";
import { useDatabase } from "../support/db";
import type { Fault } from "../support/fakeWecom";
import { startWecomBot, TIMEOUT_MS, type WecomBot } from "../support/wecomBot";

useDatabase();
jest.setTimeout(60_000);

let wecom: WecomBot;
beforeEach(async () => {
  wecom = await startWecomBot();
  wecom.joins("lilei", "hanmei");
  // Known by now, with a token in hand: what fails below is what the test says.
  for (const member of ["lilei", "hanmei"]) await wecom.accepts(member, "/帮助");
  await wecom.settle();
  wecom.fake.shown.length = 0;
  wecom.fake.calls.length = 0;
});
afterEach(() => wecom.fake.stop());

const reminds = (member: string, what: string) => wecom.accepts(member, `/提醒 明天9点 ${what}`);
const titles = (member: string) =>
  wecom.shownTo(member).map((message) => JSON.stringify(message).match(/会提醒你 ✓ ([^"]*)/u)?.[1]);
const sends = () => wecom.fake.callsTo("message/send");
const repeat = (fault: Fault, times: number) => Array.from({ length: times }, () => fault);

const passing: [string, Fault, number][] = [
  ["500", { status: 500 }, 1000],
  ["502 with a page", { status: 502 }, 1000],
  ["429 that says when", { status: 429, headers: { "retry-after": "7" } }, 7000],
  ["no answer", { hang: true }, 1000],
  ["half an answer", { stall: '{"errcode":0,' }, 1000],
  ["an answer that comes too late", { delayMs: 2 * TIMEOUT_MS }, 1000],
  ["a page instead of JSON", { body: "<html>", contentType: "text/html" }, 1000],
  ["busy (-1)", { errcode: -1 }, 1000],
  ["too often (45009)", { errcode: 45009 }, 60_000],
  ["too many at once (45033)", { errcode: 45033 }, 5000],
  ["a code nobody knows", { errcode: 999_999 }, 1000],
];

describe("a card whose sending meets", () => {
  it.each(passing)("%s arrives once, and not sooner than it may", async (_name, fault, afterMs) => {
    wecom.fake.fail("message/send", fault);
    await reminds("lilei", "回电");
    await wecom.settle();
    expect(sends()).toHaveLength(1);

    await wecom.waits(afterMs - 1);
    expect(sends()).toHaveLength(1);
    await wecom.waits(1);
    expect(sends()).toHaveLength(2);
    expect(sends()[0]?.body).toEqual(sends()[1]?.body);
    await wecom.waits(120_000);
    expect(sends()).toHaveLength(2);
    expect(titles("lilei")).toEqual(["回电"]);
    expect(await Delivery.countDocuments({ state: { $ne: "done" } })).toBe(0);
    expect(await Reminder.countDocuments()).toBe(1);
  });

  it.each([40014, 42001] as const)("a token that is refused (%d) arrives at once", async (errcode) => {
    wecom.fake.revokeTokens(errcode);
    await reminds("lilei", "回电");
    await wecom.settle();
    expect(titles("lilei")).toEqual(["回电"]);
    expect(wecom.fake.callsTo("gettoken")).toHaveLength(1);
  });

  it("a token that is refused again and again waits, and asks for no more than one a try", async () => {
    wecom.fake.fail("message/send", ...repeat({ errcode: 42001 }, 4));
    await reminds("lilei", "回电");
    await wecom.settle();
    expect([sends().length, wecom.fake.callsTo("gettoken").length]).toEqual([2, 1]);
    await wecom.waits(1000);
    expect([sends().length, wecom.fake.callsTo("gettoken").length]).toEqual([4, 2]);
    await wecom.waits(4000);
    expect(titles("lilei")).toEqual(["回电"]);
  });
});

describe("a card the platform will never take", () => {
  const refusals: [string, Fault][] = [
    ["invaliduser in an ok", { answer: { invaliduser: "lilei", msgid: "1" } }],
    ["all receivers invalid (81013)", { errcode: 81013 }],
    ["a member out of range (60011)", { errcode: 60011 }],
    ["a card it finds wrong (42014)", { errcode: 42014 }],
  ];
  it.each(refusals)("%s is given up with a log, and the next one goes out", async (_name, fault) => {
    wecom.fake.fail("message/send", fault);
    await reminds("lilei", "第一件");
    await reminds("lilei", "第二件");
    await wecom.settle();
    await wecom.waits(10_000);
    expect(titles("lilei")).toEqual(["第二件"]);
    expect(sends()).toHaveLength(2);
    const dead = await Delivery.find({ state: "dead" }).lean();
    expect(dead).toMatchObject([{ userId: "lilei", lastError: expect.stringContaining("PlatformError") }]);
    expect(wecom.logged).toContainEqual(
      expect.objectContaining({ delivery: dead[0]?._id, msg: "a card was not delivered" }),
    );
    // The write behind it stands: the member sees it in the mini-app.
    expect(await Reminder.countDocuments()).toBe(2);
  });

  it("is given up after a day of trying", async () => {
    wecom.fake.fail("message/send", ...repeat({ status: 503 }, 4));
    await reminds("lilei", "回电");
    await wecom.settle();
    wecom.clock.advance(24 * 60 * 60_000 - 5000);
    await wecom.settle();
    expect(await Delivery.countDocuments({ state: "queued" })).toBe(1);
    await wecom.waits(60_000);
    expect(await Delivery.countDocuments({ state: "dead" })).toBe(1);
    expect(wecom.logged).toContainEqual(
      expect.objectContaining({ level: 50, msg: "a card could not be delivered in a day" }),
    );
  });
});

it("survives a storm of refused tokens with one renewal", async () => {
  const members = Array.from({ length: 20 }, (_, index) => `member${index}`);
  wecom.joins(...members);
  for (const member of members) await reminds(member, `事项${member}`);
  wecom.fake.revokeTokens(42001);
  await wecom.waits(30_000);
  for (const member of members) expect(titles(member)).toEqual([`事项${member}`]);
  expect(wecom.fake.callsTo("gettoken")).toHaveLength(1);
});

describe("a member whose cards get stuck", () => {
  it("does not hold the others", async () => {
    const worker = startBot({ ...wecom.bot, deps: { ...wecom.bot.deps, wake: () => worker.wake() } });
    wecom.fake.fail("message/send", { delayMs: 10_000 });
    try {
      await reminds("lilei", "卡住");
      worker.wake();
      await until(() => sends().length === 1);
      await reminds("hanmei", "照常");
      worker.wake();
      await until(() => titles("hanmei").length === 1);
      expect(titles("lilei")).toEqual([]);
    } finally {
      await worker.stop();
    }
  });

  it("waits 30 seconds for the first card, then sees the second one", async () => {
    wecom.fake.fail("message/send", ...repeat({ status: 500 }, 4));
    await reminds("lilei", "第一件");
    await wecom.settle();
    await reminds("lilei", "第二件");
    await wecom.waits(29_000);
    expect(sends()).toHaveLength(4);
    expect(titles("lilei")).toEqual([]);
    await wecom.waits(1000);
    expect(titles("lilei")).toEqual(["第二件"]);
    await wecom.waits(60_000);
    expect(titles("lilei")).toEqual(["第二件", "第一件"]);
  });
});

it("answers a new member once the directory answers, however long that takes", async () => {
  wecom.joins("newcomer");
  wecom.fake.fail("user/get", ...repeat({ status: 503 }, 4), ...repeat({ hang: true }, 4));
  const id = await reminds("newcomer", "回电");
  await wecom.settle();
  for (let tries = 0; tries < 10; tries++) {
    wecom.clock.advance(300_000);
    await wecom.settle();
  }
  expect(titles("newcomer")).toEqual(["回电"]);
  expect(await InboxItem.findOne({ _id: id }).lean()).toMatchObject({ state: "done", attempts: 9 });
});

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 5000; !isSo();) {
    if (Date.now() > end) throw new Error("it did not happen in time");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
