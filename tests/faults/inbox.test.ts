import { handleInbound } from "../../bot/handleInbound";
import { messageOf } from "../../bot/inbox";
import { workInboxItem } from "../../bot/workInbox";
import { Reminder } from "../../models";
import { claim, LEASE_MS, LostLeaseError, releaseStale } from "../../models/queue";
import { t } from "../../models/shared/text/zhCN/chat";
import { Delivery } from "../../models/system/delivery";
import { InboxItem, type InboxRow } from "../../models/system/inboxItem";
import { useDatabase } from "../support/db";
import { startWecomBot, type WecomBot } from "../support/wecomBot";

useDatabase();
jest.setTimeout(60_000);

let wecom: WecomBot;
beforeEach(async () => {
  wecom = await startWecomBot();
  wecom.joins("lilei");
});
afterEach(() => wecom.fake.stop());

const cards = () => wecom.shownTo("lilei").map((message) => JSON.stringify(message));
const apologies = () => cards().filter((card) => card.includes(t.other.failed.note.title));

async function claimOne(): Promise<InboxRow> {
  const [item] = await claim(InboxItem, wecom.clock.now(), { limit: 1 });
  if (!item) throw new Error("nothing to claim");
  return item;
}

async function lapse(): Promise<void> {
  wecom.clock.advance(LEASE_MS);
  await releaseStale(InboxItem, wecom.clock.now());
}

describe("a message nothing can be made of", () => {
  beforeEach(() => {
    wecom.bot.deps.extractor.extract = () => Promise.reject(new TypeError("a defect of ours"));
  });

  it("is tried five times, then its sender is told and it is kept", async () => {
    const id = await wecom.accepts("lilei", "今天跟张总聊了报价");
    await wecom.waits(1000 + 4000 + 16_000);
    expect(apologies()).toHaveLength(0);
    await wecom.waits(64_000);

    const dead = await InboxItem.findOne({ _id: id }).lean<InboxRow>();
    expect(dead).toMatchObject({ state: "dead", attempts: 5, lastError: "TypeError: a defect of ours" });
    expect(messageOf(dead!).content).toMatchObject({ text: "今天跟张总聊了报价" });
    expect(apologies()).toHaveLength(1);
    expect(wecom.logged).toContainEqual(expect.objectContaining({ level: 50, inboxItem: id }));

    await wecom.waits(3_600_000);
    expect(apologies()).toHaveLength(1);
  });

  it("lets the next one pass after 30 seconds", async () => {
    await wecom.accepts("lilei", "今天跟张总聊了报价");
    await wecom.settle();
    await wecom.accepts("lilei", "/提醒 明天9点 后一件");
    await wecom.waits(29_000);
    expect(cards()).toEqual([]);
    await wecom.waits(1000);
    expect(cards()).toEqual([expect.stringContaining("后一件")]);
  });
});

it("says of a question that it could not be answered, not that nothing was noted", async () => {
  const broken = jest.spyOn(Reminder, "find").mockImplementation(() => {
    throw new TypeError("a defect of ours");
  });
  await wecom.accepts("lilei", "/待办 本周");
  await wecom.waits(1000 + 4000 + 16_000 + 64_000);
  broken.mockRestore();
  expect(cards()).toEqual([expect.stringContaining(t.other.failed.answer.title)]);
});

it("gives up a message that takes its worker down again and again", async () => {
  const id = await wecom.accepts("lilei", "/提醒 明天9点 回电");
  for (let lapses = 0; lapses < 10; lapses++) {
    await claimOne();
    await lapse();
  }
  await wecom.settle();
  expect(await InboxItem.findOne({ _id: id }).lean()).toMatchObject({ state: "dead", lapses: 10 });
  expect(apologies()).toHaveLength(1);
  expect(await Reminder.countDocuments()).toBe(0);
});

it("tries a message five times, however often its worker was killed before", async () => {
  await wecom.accepts("lilei", "/提醒 明天9点 回电");
  for (let lapses = 0; lapses < 9; lapses++) {
    await claimOne();
    await lapse();
  }
  wecom.fake.fail("user/get", { body: "<html>", contentType: "text/html" });
  await wecom.waits(10_000);
  expect(cards()).toEqual([expect.stringContaining("回电")]);
});

it("writes once when a worker slower than its lease meets the one that took over", async () => {
  await wecom.accepts("lilei", "/提醒 明天9点 回电");
  const slow = await claimOne();
  await lapse();
  const next = await claimOne();
  const outcomes = await Promise.allSettled([handleInbound(slow, wecom.bot), handleInbound(next, wecom.bot)]);
  await wecom.waits(60_000);
  expect(outcomes[0]).toMatchObject({ status: "rejected", reason: expect.any(LostLeaseError) });
  expect(await Reminder.countDocuments()).toBe(1);
  expect(cards()).toHaveLength(1);
});

it("apologizes once, also when the worker that gives up has lost the message", async () => {
  wecom.bot.deps.extractor.extract = () => Promise.reject(new TypeError("a defect of ours"));
  await wecom.accepts("lilei", "今天跟张总聊了报价");
  const slow = await claimOne();
  await lapse();
  await claimOne();
  await expect(workInboxItem({ ...slow, attempts: 5 }, wecom.bot)).rejects.toThrow(LostLeaseError);
  expect(await Delivery.countDocuments()).toBe(0);
});
