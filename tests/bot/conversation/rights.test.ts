import { Customer } from "../../../models";
import { AccessGrant } from "../../../models/system/accessGrant";
import { User } from "../../../models/system/user";
import { archiveRecord } from "../../../server/commands/records";
import { loadActor } from "../../../server/loadActor";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { ctxFor } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer } from "../../support/factories";

useDatabase();

let chat: Chat;

beforeEach(() => {
  // A Wednesday.
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
});

async function colleagues() {
  const by = await chat.userBehind("lilei");
  chat.joins("wangwu", "王五");
  const other = await chat.userBehind("wangwu");
  const customer = await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company", now: chat.clock.now() });
  chat.as("lilei");
  return { by, other, customer };
}

const sees = async (words = "/客户 鼎盛") => (await chat.as("wangwu").says(words)).title.includes("鼎盛科技");

test.each(["让王五看鼎盛到周五", "/授权 王五 鼎盛 到周五"])(
  "%s: both are told, and it ends with Friday",
  async (words) => {
    await colleagues();
    const asked = await chat.says(words);
    expect(asked.title).toBe("确认授权？");
    expect(valueOf(asked, "给谁")).toBe("王五");
    expect(valueOf(asked, "到期")).toContain("23:59");
    expect(await sees()).toBe(false);

    const done = await chat.as("lilei").presses("确认");
    expect(done.title).toContain("已授权");
    await chat.waitsUntil(chat.clock.now());
    expect(chat.platform.shown.some(({ to, title }) => to === "wangwu" && title.includes("李雷让你看"))).toBe(true);

    chat.clock.set(new Date("2026-09-18T23:59:59+08:00"));
    expect(await sees()).toBe(true);
    chat.clock.set(new Date("2026-09-19T00:00:01+08:00"));
    expect(await sees()).toBe(false);
  },
);

test("a grant is taken back with its card", async () => {
  await colleagues();
  await chat.says("让王五看鼎盛到周五");
  await chat.presses("确认");
  await chat.presses("撤销");
  expect(await sees()).toBe(false);
});

test.each(["取消王五看鼎盛的权限", "不让王五看鼎盛了", "收回小王看鼎盛的授权"])(
  "%s: it ends at once, both know, and it can be taken back",
  async (words) => {
    await colleagues();
    await chat.says("让王五看鼎盛到周五");
    await chat.presses("确认");
    expect(await sees()).toBe(true);

    const asked = await chat.as("lilei").says(words);
    expect(asked.title).toBe("确认收回授权？");
    expect(valueOf(asked, "收回谁")).toBe("王五");
    expect(await sees()).toBe(true);
    expect((await chat.as("lilei").presses("确认")).title).toContain("已收回 ✓ 王五看");
    expect(await sees()).toBe(false);
    expect(chat.platform.shown.some(({ to, title }) => to === "wangwu" && title.includes("李雷收回了"))).toBe(true);
    expect(JSON.stringify(await chat.as("lilei").says("谁能看到鼎盛"))).not.toContain("王五");

    await chat.presses("撤销");
    expect(await sees()).toBe(true);
  },
);

test("who was let in by nobody is told as that", async () => {
  await colleagues();
  expect((await chat.says("不让王五看鼎盛了")).title).toContain("没有给王五的授权");
  expect((await chat.says("不让张总看方案了")).title).not.toContain("授权");
});

test("words that name no colleague stay words about a customer", async () => {
  await colleagues();
  const card = await chat.says("让张总看方案到周五");
  expect(card.title).not.toBe("确认授权？");
});

test("a customer changes hands after a yes, and the new owner is told", async () => {
  const { other, customer } = await colleagues();
  const asked = await chat.says("把鼎盛转给王五");
  expect(asked.title).toBe("确认换负责人？");
  await chat.presses("确认");
  expect((await Customer.findOne({ _id: customer.id }).lean())?.owner).toBe(other._id);
  await chat.waitsUntil(chat.clock.now());
  expect(chat.platform.shown.some(({ to, title }) => to === "wangwu" && title.includes("转给你"))).toBe(true);
});

test("a transfer is taken back with its card, and both learn of it", async () => {
  const { by, customer } = await colleagues();
  await chat.says("把鼎盛转给王五");
  await chat.presses("确认");
  expect(await sees()).toBe(true);
  const undone = await chat.as("lilei").presses("撤销");
  expect(undone.title).toContain("已撤销");
  expect((await Customer.findOne({ _id: customer.id }).lean())?.owner).toBe(by._id);
  expect(await sees()).toBe(false);
  await chat.waitsUntil(chat.clock.now());
  expect(chat.platform.shown.some(({ to, title }) => to === "wangwu" && title.includes("转走了"))).toBe(true);
});

test("what the new owner was granted before is over, and is back when the transfer is taken back", async () => {
  const { other } = await colleagues();
  const open = { userId: other._id, revokedAt: null };
  await chat.says("让王五看鼎盛到周五");
  await chat.presses("确认");
  chat.clock.advance(60_000);
  await chat.says("把鼎盛转给王五");
  const done = await chat.presses("确认");
  expect(valueOf(await chat.as("wangwu").says("谁能看到鼎盛"), "王五")).toBe("能看能改：是负责人");
  expect(await AccessGrant.countDocuments(open)).toBe(0);
  await chat.as("lilei").presses("撤销", done);
  expect(await AccessGrant.countDocuments(open)).toBe(1);
  expect(await sees()).toBe(true);
});

describe("who gave a customer away and names it once more", () => {
  const TAKEN = "已有同事在跟进这家公司";
  const given = async () => {
    const { by, customer } = await colleagues();
    await buildContact({ by, customer: customer.id, name: "张总" });
    await chat.says("把鼎盛转给王五");
    await chat.presses("确认");
  };

  test.each(["今天见了鼎盛张总，谈了报价", "/跟进 鼎盛 下周报价", "/跟进 鼎盛科技 下周报价", "/新客户 鼎盛"])(
    "%s: a colleague has it, one may ask to join",
    async (words) => {
      await given();
      const card = await chat.as("lilei").says(words);
      expect(card.title).toBe(TAKEN);
      expect(buttonTexts(card)).toEqual(["申请一起跟"]);
      expect(await Customer.countDocuments()).toBe(1);
      expect((await chat.presses("申请一起跟")).title).toBe("申请发出去了");
    },
  );

  test("by a person's name it is as if there were nobody, and a stranger learns nothing of the short name", async () => {
    await given();
    const person = await chat.as("lilei").says("/跟进 张总 下周报价");
    chat.joins("sunli", "孙丽");
    const stranger = await chat.as("sunli").says("/跟进 张总 下周报价");
    expect(person.title).toBe(stranger.title);
    expect((await chat.says("/跟进 鼎盛 下周报价")).title).toBe(stranger.title);
  });
});

test("a transfer stays once the receiver has worked with it", async () => {
  const { other, customer } = await colleagues();
  await chat.says("把鼎盛转给王五");
  const done = await chat.presses("确认");
  await chat.as("wangwu").says("和鼎盛聊了报价");
  const undone = await chat.as("lilei").presses("撤销", done);
  expect(JSON.stringify(undone)).toContain("保留");
  expect((await Customer.findOne({ _id: customer.id }).lean())?.owner).toBe(other._id);
});

test.each([
  ["确认", "已授权", true],
  ["取消", "没改动", false],
])("a typed %s answers the card, which is settled with it", async (words, title, doesSee) => {
  await colleagues();
  const asked = await chat.says("让王五看鼎盛到周五");
  expect((await chat.says(words)).title).toContain(title);
  expect(await sees()).toBe(doesSee);
  expect((await chat.as("lilei").presses("确认", asked)).title).toContain("处理过");
  expect((await chat.says("确认")).title).not.toContain("已授权");
});

test("a yes belongs to what was asked last", async () => {
  const { by, customer } = await colleagues();
  await chat.says("把鼎盛转给王五");
  chat.clock.advance(60_000);
  await chat.says("新客户 绿洲贸易 赵总 13900139000");
  await chat.says("确认");
  expect((await Customer.findOne({ _id: customer.id }).lean())?.owner).toBe(by._id);
});

test.each(["/授权", "客户怎么共享给同事"])("%s is told how to share", async (words) => {
  await colleagues();
  expect((await chat.says(words)).title).toBe("授权怎么说");
});

test("who sees a customer is told with why, and not to who only looks", async () => {
  const { other } = await colleagues();
  const told = await chat.says("谁能看到鼎盛，为什么");
  expect(valueOf(told, "李雷")).toContain("是负责人");
  await User.updateOne({ _id: other._id }, { $set: { roles: ["finance"] } });
  const refused = await chat.as("wangwu").says("谁能看到鼎盛");
  expect([refused.title, refused.text]).toEqual(["这次没办成", expect.stringContaining("没有权限")]);
});

test("an archived customer comes back by name", async () => {
  const { by, customer } = await colleagues();
  const actor = await loadActor(by._id, chat.clock.now());
  if (!actor) throw new Error("a rep must be able to act");
  await archiveRecord(ctxFor(actor, { now: chat.clock.now() }), "customer", customer.id);
  await chat.says("恢复 鼎盛");
  await chat.presses("确认");
  expect((await Customer.findOne({ _id: customer.id }).lean())?.archivedAt).toBeNull();
});

test.each(["把鼎盛给王五看一下", "让王五看看鼎盛", "给王五看一下鼎盛"])(
  "%s: until when is asked, and one tap shares it",
  async (words) => {
    await colleagues();
    const asked = await chat.says(words);
    expect(asked.title).toBe("让王五看到哪天？");
    expect(buttonTexts(asked)).toEqual(["3天", "一周", "一个月", "取消"]);
    expect(await sees()).toBe(false);
    expect((await chat.as("lilei").presses("3天")).title).toContain("已授权 ✓");
    chat.clock.set(new Date("2026-09-19T23:59:00+08:00"));
    expect(await sees()).toBe(true);
    chat.clock.set(new Date("2026-09-20T00:00:01+08:00"));
    expect(await sees()).toBe(false);
  },
);

test("how long is typed as well, and a bare yes chooses none of three", async () => {
  const { customer, other } = await colleagues();
  await chat.says("让王五也跟一下鼎盛");
  await chat.says("好的");
  expect(await AccessGrant.countDocuments()).toBe(0);
  const asked = await chat.says("一周");
  expect(asked.title).toBe("确认授权？");
  expect(valueOf(asked, "到期")).toContain("09-23");
  await chat.says("好的");
  const [grant] = await AccessGrant.find().lean();
  expect(grant).toMatchObject({ recordId: customer.id, userId: other._id, right: "write" });
});

test("让王五看鼎盛一周: nothing has to be asked", async () => {
  await colleagues();
  expect((await chat.says("让王五看鼎盛一周")).title).toBe("确认授权？");
});

test.each(["鼎盛以后王五跟", "鼎盛给王五吧", "把鼎盛交给王五", "鼎盛这个客户归王五了", "鼎盛后面由王五来负责"])(
  "%s: it changes hands after a yes",
  async (words) => {
    const { customer, other } = await colleagues();
    const asked = await chat.says(words);
    expect(asked.title).toBe("确认换负责人？");
    await chat.presses("确认");
    expect((await Customer.findById(customer.id).lean())?.owner).toBe(other._id);
  },
);

test.each([
  "把合同给王五看一下",
  "把鼎盛的报价给王五看一下",
  "让王五看看怎么弄",
  "样品交给王五了",
  "把鼎盛给赵六看一下",
])("%s is no order about a customer", async (words) => {
  await colleagues();
  expect(["确认授权？", "确认换负责人？", "让王五看到哪天？"]).not.toContain((await chat.says(words)).title);
});
