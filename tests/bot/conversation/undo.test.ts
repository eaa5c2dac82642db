import fc from "fast-check";
import type { Model } from "mongoose";
import { Customer, FollowUp, models, Opportunity, Reminder } from "../../../models";
import type { StoredRow } from "../../../models/storedRecord";
import { Chat, valueOf } from "../../support/chat";
import { emptyDatabase, useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildFollowUp, buildOpportunity, buildUser } from "../../support/factories";

useDatabase();

let chat: Chat;

beforeEach(() => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
});

async function dingsheng() {
  const by = await chat.userBehind("lilei");
  const customer = await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company", aliases: ["鼎盛"] });
  await buildContact({ by, customer: customer.id, name: "张伟", title: null });
  return { by, customer };
}

/** Everything the records say, without what goes on whatever happens. */
async function allRows(): Promise<string> {
  const rows: Record<string, StoredRow[]> = {};
  for (const [name, model] of Object.entries<Model<StoredRow>>(models)) {
    const found = await model.find().sort({ _id: 1 }).lean<StoredRow[]>();
    rows[name] = found.map(({ version, updatedAt, createdAt, ...row }) =>
      withoutSeals({ ...row, kept: typeof version + typeof updatedAt + typeof createdAt }),
    );
  }
  return JSON.stringify(rows);
}

/** Sealing twice gives two texts: compare what they stand for. */
const withoutSeals = (row: object) =>
  JSON.parse(JSON.stringify(row, (key, value) => (key === "sealed" ? "…" : (value as unknown)))) as never;

describe("撤销", () => {
  test("removes what a confirmed message made", async () => {
    await chat.says("/跟进 张总 下周报价");
    await chat.presses("确认");
    const card = await chat.presses("撤销");
    expect(card.title).toBe("已撤销，3 处已收回");
    expect(await Customer.countDocuments()).toBe(0);
    expect(await FollowUp.countDocuments()).toBe(0);
    expect(await Reminder.countDocuments()).toBe(0);
  });

  test("/撤销 列表 says of a press what it changed", async () => {
    await dingsheng();
    chat.joins("wangwu", "王五");
    await chat.userBehind("wangwu");
    chat.as("lilei");
    await chat.says("/提醒 2分钟后 给王经理回电");
    await chat.says("让王五看鼎盛到周五");
    await chat.presses("确认");
    await chat.says("把鼎盛转给王五");
    await chat.presses("确认");
    const labels = (await chat.says("/撤销 列表")).buttons.map((button) => button.text);
    expect(labels).toEqual(["客户", "授权", "/提醒 2分钟后…"]);
  });

  test("/撤销 takes back the last chat write, and then the one before", async () => {
    await dingsheng();
    const before = await allRows();
    await chat.says("/跟进 鼎盛张总 寄了样品");
    const between = await allRows();
    chat.clock.advance(60_000);
    await chat.says("/跟进 鼎盛张总 样品没问题 下周二再约");
    chat.clock.advance(60_000);
    await chat.says("/撤销");
    expect(await allRows()).toBe(between);
    await chat.says("/cx");
    expect(await allRows()).toBe(before);
    expect((await chat.says("/撤销")).title).toBe("没有可以撤销的");
  });

  test("a customer that somebody added to since stays, and the card says so", async () => {
    await chat.says("/跟进 张总 下周报价");
    await chat.presses("确认");
    const customer = await Customer.findOne().lean();
    const manager = await buildUser({ roles: ["director"] });
    await Customer.updateOne({ _id: customer?._id }, { owner: manager._id });
    await buildFollowUp({ by: manager, customer: customer?._id ?? "", content: "我也聊过" });
    await Customer.updateOne({ _id: customer?._id }, { owner: customer?.owner });
    const card = await chat.presses("撤销");
    expect(valueOf(card, "注意")).toContain("保留");
    expect(await Customer.countDocuments()).toBe(1);
    expect(await FollowUp.find().lean()).toMatchObject([{ content: "我也聊过" }]);
  });

  test("a field somebody changed since stays", async () => {
    const { by, customer } = await dingsheng();
    const deal = await buildOpportunity({ by, customer: customer.id, amount: 100, stage: "contacted" });
    await chat.says("/商机 鼎盛 谈判 40万");
    await chat.presses("确认");
    await Opportunity.updateOne({ _id: deal.id }, { $set: { amount: 777 }, $inc: { version: 1 } });
    await chat.presses("撤销");
    expect(await Opportunity.findOne().lean()).toMatchObject({ amount: 777, stage: "contacted" });
  });

  test("the button lasts ten minutes, the command a day", async () => {
    await dingsheng();
    const saved = await chat.says("/跟进 鼎盛张总 寄了样品");
    chat.clock.advance(11 * 60_000);
    expect((await chat.presses("撤销", saved)).title).toBe("这张卡过期了");
    expect(await FollowUp.countDocuments()).toBe(1);
    await chat.says("/撤销");
    expect(await FollowUp.countDocuments()).toBe(0);
  });

  test("a colleague cannot press my buttons", async () => {
    await dingsheng();
    const saved = await chat.says("/跟进 鼎盛张总 寄了样品");
    chat.joins("wangwu", "王五");
    await chat.as("wangwu").presses("撤销", saved);
    expect(await FollowUp.countDocuments()).toBe(1);
    expect(chat.platform.shown.find(({ id }) => id === saved.id)?.closedAs).toBeNull();
  });
});

describe("改", () => {
  test("不对，是5万 changes the amount that waits for a yes", async () => {
    await dingsheng();
    await chat.says("鼎盛张总 报价三十万");
    const preview = await chat.says("不对，是5万");
    expect(valueOf(preview, "金额")).toContain("¥50,000");
    await chat.presses("确认");
    expect(await Opportunity.find().lean()).toMatchObject([{ amount: 5_000_000 }]);
  });

  test("changes the last record, and 撤销 brings back the record before the change", async () => {
    await dingsheng();
    await chat.says("/跟进 鼎盛张总 明天下午三点过去聊方案");
    const before = await allRows();
    const saved = await chat.says("/改 时间 后天上午十点");
    expect(saved.title).toContain("已改好 ✓");
    expect(await Reminder.find().lean()).toMatchObject([{ dueFrom: "2026-09-18", time: "10:00" }]);
    expect(await FollowUp.countDocuments()).toBe(1);
    await chat.presses("撤销", saved);
    expect(await allRows()).toBe(before);
    await chat.says("/撤销");
    expect(await FollowUp.countDocuments()).toBe(0);
  });

  test("several times: 撤销 tells each record once, back as it was", async () => {
    await dingsheng();
    await chat.says("/跟进 鼎盛张总 下周三发合同");
    for (const words of ["不对，是下周四", "不对，是下周五"]) await chat.says(words);
    const before = await allRows();
    await chat.says("不对，是下周一");
    const undone = await chat.says("撤销");
    expect(undone.title).toBe("已撤销，2 处改回原样");
    expect(undone.rows.map(({ label, value }) => [label, value])).toEqual([
      ["跟进", "“鼎盛张总 下周三发合同”改回"],
      ["提醒", "“发合同”改回"],
    ]);
    expect(await allRows()).toBe(before);
  });

  test("the word on the button, typed alone, asks what as the button does", async () => {
    await chat.says("/跟进 张总 下周报价");
    expect((await chat.says("改")).text).toBe((await chat.presses("改")).text);
    expect(await FollowUp.countDocuments()).toBe(0);
  });

  test("the button asks what, the next sentence answers", async () => {
    await dingsheng();
    await chat.says("/跟进 鼎盛张总 明天下午三点过去聊方案");
    expect((await chat.presses("改")).title).toBe("要改哪里？");
    await chat.says("时间后天上午十点");
    expect(await Reminder.find().lean()).toMatchObject([{ dueFrom: "2026-09-18", time: "10:00" }]);
  });

  test("after ten minutes nothing is changed", async () => {
    await dingsheng();
    await chat.says("/跟进 鼎盛张总 明天下午三点过去聊方案");
    chat.clock.advance(11 * 60_000);
    expect((await chat.says("/改 时间 后天上午十点")).title).toBe("没有可以改的");
  });
});

test("undoing everything, last first, always leads back to where it began", async () => {
  const sentences = [
    "/跟进 鼎盛张总 寄了样品",
    "/跟进 鼎盛张总 明天下午三点过去聊方案",
    "/商机 鼎盛 谈判 40万",
    "/商机 鼎盛 赢单",
    "/跟进 钱总 下周报价",
    "/新客户 周敏 13800138000",
    "/提醒 明天9点 给王经理回电",
    "/改 时间 下周五",
    "不对，是5万",
    "确认",
    "取消",
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...sentences), { maxLength: 5 }), async (said) => {
      await emptyDatabase();
      chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
      await dingsheng();
      const before = await allRows();
      for (const sentence of said) {
        chat.clock.advance(20_000);
        const card = await chat.says(sentence);
        if (card.buttons.some((button) => button.text === "确认")) await chat.presses("确认", card);
      }
      for (let step = 0; step < said.length * 2; step += 1) {
        chat.clock.advance(1000);
        await chat.says("/撤销");
      }
      expect(await allRows()).toBe(before);
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 12) },
  );
}, 180_000);
