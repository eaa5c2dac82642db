import { Customer } from "../../../models";
import { LEASE_MS, releaseStale } from "../../../models/queue";
import { HandOver } from "../../../models/system/handOver";
import { OutboxEvent } from "../../../models/system/outboxEvent";
import { User } from "../../../models/system/user";
import { toNewRow } from "../../../server/events/saveWithEvent";
import { Chat, valueOf } from "../../support/chat";
import { NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { joinTeam } from "../../support/team";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

const idOf = async (userId: string) => (await chat.userBehind(userId))._id;
const countOf = async (userId: string) => Customer.countDocuments({ owner: await idOf(userId) });
const shownTo = (userId: string, words: string) =>
  chat.platform.shown.filter(({ to, title }) => to === userId && title.includes(words));

/** 赵敏 leads 李雷, who has very many customers, and 王五. */
beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  await joinTeam(chat, { sellers: { wangwu: "王五" }, leader: { zhao: "赵敏" } });
});

async function has(count: number): Promise<void> {
  const owner = await idOf("lilei");
  const many = Array.from({ length: count }, (_, i) => toNewRow("customer", { name: `客户${i}`, owner }, NOW));
  await Customer.insertMany(many, { lean: true });
}

afterEach(() => jest.restoreAllMocks());

/** As kill -9 in the middle of a batch: what is open is rolled back, and nobody puts the row back. */
function killAtBatch(count: number): void {
  const insert = OutboxEvent.insertMany.bind(OutboxEvent) as (...given: unknown[]) => Promise<never>;
  let seen = 0;
  jest.spyOn(OutboxEvent, "insertMany").mockImplementation((async (...given: unknown[]) => {
    seen += 1;
    if (seen === count) throw new Error("killed");
    return insert(...given);
  }) as never);
  jest.spyOn(HandOver, "updateOne").mockImplementationOnce((() => Promise.reject(new Error("killed"))) as never);
}

/** Another worker takes up what the dead one held. */
async function restarts(): Promise<void> {
  jest.restoreAllMocks();
  chat.clock.advance(LEASE_MS + 1);
  await releaseStale(HandOver, chat.clock.now());
  await chat.settle();
}

test("450 customers go with one confirmation, each once through a crash", async () => {
  await has(450);
  const asked = await chat.as("zhao").says("把李雷的客户都转给王五");
  expect(valueOf(asked, "客户")).toBe("450 个");
  expect(asked.text).toContain("几分钟内转完");
  killAtBatch(3);
  await expect(chat.presses("确认")).rejects.toThrow("killed");
  const taker = await User.findOne({ name: "王五" }).lean();
  expect(await Customer.countDocuments({ owner: taker?._id ?? "" })).toBe(100);

  await restarts();
  expect(shownTo("zhao", "正在移交 450 个客户")).toHaveLength(1);
  expect(shownTo("zhao", "已移交 ✓ 450 个客户")).toHaveLength(1);
  expect(shownTo("wangwu", "赵敏把李雷的 450 个客户转给你")).toHaveLength(1);
  expect(shownTo("lilei", "赵敏把你的 450 个客户转给王五")).toHaveLength(1);
  expect(await countOf("wangwu")).toBe(450);
  expect(await OutboxEvent.countDocuments({ name: "customer.handedOn" })).toBe(450);
  expect(await OutboxEvent.distinct("recordId", { name: "customer.handedOn" })).toHaveLength(450);
});

test("they come back with one tap, but for those that were worked on", async () => {
  await has(105);
  await chat.as("zhao").says("把李雷的客户都转给王五");
  await chat.presses("确认");
  await chat.as("wangwu").says("/跟进 客户7 聊了报价");
  await chat.as("zhao").presses("撤销", shownTo("zhao", "已移交 ✓ 105 个客户").at(-1));
  expect(shownTo("zhao", "已撤销 ✓ 104 个客户已还回去")[0]?.rows.at(-1)?.value).toContain("1 个");
  expect(await countOf("lilei")).toBe(104);
  expect(shownTo("wangwu", "客户回到李雷名下")).toHaveLength(1);
});

test("taken back while they go, they all end where they were", async () => {
  await has(105);
  await chat.as("zhao").says("把李雷的客户都转给王五");
  killAtBatch(2);
  await expect(chat.presses("确认")).rejects.toThrow("killed");
  jest.restoreAllMocks();
  await chat.settle();
  await chat.presses("撤销", shownTo("zhao", "正在移交").at(-1));
  await restarts();
  expect(await countOf("lilei")).toBe(105);
  expect(shownTo("zhao", "已移交")).toHaveLength(0);
});
