import { Approval, FollowUp, Opportunity } from "../../../models";
import { DEFAULT_PIPELINE, OPEN_GATE, type Gate, type Pipeline } from "../../../models/shared/values/pipeline";
import { Department, User, type UserRow } from "../../../models/system/user";
import { changePipeline } from "../../../server/commands/setting/changePipeline";
import { buttonTexts, Chat, valueOf } from "../../support/chat";
import { ctxFor } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import {
  buildCustomer,
  buildDepartment,
  buildFollowUp,
  buildHouse,
  buildOpportunity,
  buildUser,
} from "../../support/factories";
import { loadActor } from "../../../server/loadActor";

useDatabase();

let chat: Chat;
let by: UserRow;
let customer: string;

beforeEach(async () => {
  chat = new Chat(new Date("2026-11-25T10:30:00+08:00"));
  by = await chat.userBehind("lilei");
  customer = (await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company" })).id;
});

const deal = () => Opportunity.findOne({ customer }).lean<Record<string, unknown>>();
const opens = (more: Partial<Parameters<typeof buildOpportunity>[0]> = {}) =>
  buildOpportunity({ by, customer, name: "鼎盛商机", amount: 20_000_000, ...more });

async function sells(change: (pipeline: Pipeline) => Pipeline): Promise<void> {
  const admin = await loadActor((await buildUser({ roles: ["admin"] }))._id, chat.clock.now());
  if (!admin) throw new Error("no admin");
  await changePipeline(ctxFor(admin), { version: 0, value: change(structuredClone(DEFAULT_PIPELINE)) });
}

const guarded = (key: string, gate: Partial<Gate>) => (pipeline: Pipeline) => ({
  ...pipeline,
  stages: pipeline.stages.map((stage) => (stage.key === key ? { ...stage, gate: { ...OPEN_GATE, ...gate } } : stage)),
});

/** A manager above the rep, who is on the chat platform too. */
async function joinsManager(): Promise<UserRow> {
  const department = (await buildDepartment())._id;
  chat.joins("zhao", "赵敏", { isLeader: true });
  const manager = await chat.userBehind("zhao");
  await User.updateMany({ _id: { $in: [manager._id, by._id] } }, { $set: { departments: [department] } });
  chat.as("lilei");
  return manager;
}

describe("winning, losing, putting aside", () => {
  test("an amount that a manager has to agree to is not slipped in behind a gate; the rest of the sentence stands", async () => {
    await sells(guarded("proposal", { approveAmountFrom: 30_000_000 }));
    await joinsManager();
    await opens({ stage: "negotiation" });
    await chat.says("/跟进 鼎盛 方案认可，预算涨到 90万");
    const saved = await chat.presses("确认");
    expect(valueOf(saved, "金额没改")).toContain("要主管同意");
    expect(await deal()).toMatchObject({ stage: "negotiation", amount: 20_000_000 });
    expect(await FollowUp.countDocuments({ customer })).toBe(1);
  });

  test("a signed deal is confirmed, won at the amount said, and can be taken back", async () => {
    await opens({ stage: "negotiation" });
    const preview = await chat.says("鼎盛签了 30万");
    expect(preview.title).toBe("这样记对吗？");
    expect(preview.rows.find((row) => row.label === "阶段")).toMatchObject({ value: "赢单", oldValue: "商务谈判" });
    await chat.presses("确认");
    expect(await deal()).toMatchObject({ stage: "won", amount: 30_000_000, closedFrom: "negotiation" });
    await chat.presses("撤销");
    expect(await deal()).toMatchObject({ stage: "negotiation", amount: 20_000_000, closedFrom: null });
  });

  test("a lost deal keeps who was chosen instead", async () => {
    await opens({ stage: "proposal" });
    expect(valueOf(await chat.says("鼎盛丢了，选了用友"), "对手")).toBe("用友");
    const saved = await chat.presses("确认");
    expect(valueOf(saved, "对手")).toBe("用友");
    expect(await deal()).toMatchObject({ stage: "lost", competitors: ["用友"], closedFrom: "proposal" });
  });

  test("a deal is put aside until the day that was said", async () => {
    await opens({ stage: "proposal" });
    const preview = await chat.says("鼎盛先放一放，年后再说");
    expect(preview.subtitle).toBe("要搁置商机，先看一眼");
    expect(valueOf(preview, "搁置")).toBe("到 02-09 周二");
    await chat.presses("确认");
    expect(await deal()).toMatchObject({ stage: "proposal", onHoldUntil: "2027-02-09", onHoldSince: expect.any(Date) });
    await chat.presses("撤销");
    expect(await deal()).toMatchObject({ onHoldUntil: null, onHoldSince: null });
  });

  test("without a deal the same words are a note, and nothing is asked", async () => {
    const saved = await chat.says("鼎盛先放一放，年后再说");
    expect(saved.title).toContain("已记跟进 ✓");
    expect(valueOf(saved, "没记")).toBe("没有在谈的商机，先记成跟进");
    expect(await FollowUp.countDocuments()).toBe(1);
  });

  test("nor is a loss without one", async () => {
    const saved = await chat.says("鼎盛丢了，选了用友");
    expect(saved.title).toContain("已记跟进 ✓");
    expect(valueOf(saved, "没记")).toBe("没有在谈的商机，先记成跟进");
    expect(await deal()).toBeNull();
  });

  test("a deal that moves on is no longer aside", async () => {
    await opens({ stage: "proposal" });
    await chat.says("/商机 鼎盛 搁置到12月31日");
    await chat.presses("确认");
    await chat.says("/商机 鼎盛 谈判");
    expect(await deal()).toMatchObject({ stage: "negotiation", onHoldSince: null });
  });
});

describe("several deals of one customer", () => {
  const stages = async () => Object.fromEntries((await Opportunity.find().lean()).map((one) => [one.name, one.stage]));

  beforeEach(async () => {
    await opens({ name: "设备采购", stage: "contacted" });
    await opens({ name: "年度维保", stage: "contacted" });
  });

  test("it is asked which, and only that one moves", async () => {
    const asked = await chat.says("/商机 鼎盛 谈判");
    expect(asked.title).toBe("说的是哪个商机？");
    expect(asked.rows.map((row) => row.value)).toContain("设备采购 · 初步接触 · ¥200,000");
    await chat.presses("年度维保");
    expect(await stages()).toEqual({ 设备采购: "contacted", 年度维保: "negotiation" });
    await chat.says("/撤销");
    expect(await stages()).toEqual({ 设备采购: "contacted", 年度维保: "contacted" });
  });

  test("a signed one is asked for, then confirmed", async () => {
    await chat.says("鼎盛签了 30万");
    const preview = await chat.presses("设备采购");
    expect(preview.title).toBe("这样记对吗？");
    await chat.presses("确认");
    expect(await stages()).toEqual({ 设备采购: "won", 年度维保: "contacted" });
  });

  test("none of them keeps the note", async () => {
    await chat.says("今天给鼎盛报价了");
    const saved = await chat.presses("都不改");
    expect(valueOf(saved, "没记")).toBe("有 2 个商机，都没改");
    expect(await FollowUp.countDocuments()).toBe(1);
    expect(await stages()).toEqual({ 设备采购: "contacted", 年度维保: "contacted" });
  });

  test("the question waits while something else is said", async () => {
    const asked = await chat.says("/商机 鼎盛 谈判");
    await chat.says("/跟进 鼎盛 样品收到了");
    await chat.says("/待办");
    expect(await stages()).toEqual({ 设备采购: "contacted", 年度维保: "contacted" });
    await chat.presses("设备采购", asked);
    expect(await stages()).toEqual({ 设备采购: "negotiation", 年度维保: "contacted" });
  });
});

describe("stages of the company's own", () => {
  const withReview = (pipeline: Pipeline): Pipeline => ({
    ...pipeline,
    stages: [
      ...pipeline.stages.slice(0, 3),
      { key: "review", name: "样品测试", probability: 60, gate: OPEN_GATE },
      { key: "negotiation", name: "价格谈判", probability: 80, gate: OPEN_GATE },
    ],
  });

  test("are heard by their names, and shown by them", async () => {
    await sells(withReview);
    await opens({ stage: "proposal" });
    const saved = await chat.says("/商机 鼎盛 样品测试");
    expect(saved.rows.find((row) => row.label === "阶段")).toMatchObject({ value: "样品测试", oldValue: "方案报价" });
    const next = await chat.says("/商机 鼎盛 谈判");
    expect(next.rows.find((row) => row.label === "阶段")).toMatchObject({ value: "价格谈判", oldValue: "样品测试" });
  });
});

describe("gates", () => {
  test("three visits come before a quote: the note is kept, the move is not, and the card says why", async () => {
    await sells(guarded("proposal", { visits: 3 }));
    await opens({ stage: "qualified" });
    await buildFollowUp({ by, customer, method: "visit" });
    const saved = await chat.says("今天拜访了鼎盛，聊了报价");
    expect(saved.rows[0]).toMatchObject({ label: "没动", value: "还不能到方案报价：拜访了 2 次，要满 3 次。" });
    expect(await FollowUp.countDocuments()).toBe(2);
    expect(await deal()).toMatchObject({ stage: "qualified" });
    await chat.says("今天拜访了鼎盛，聊了报价");
    expect(await deal()).toMatchObject({ stage: "proposal" });
  });

  test("a gate cannot be jumped over", async () => {
    await sells(guarded("proposal", { fields: ["expectedCloseOn"] }));
    await opens({ stage: "qualified" });
    const saved = await chat.says("/商机 鼎盛 谈判");
    expect(saved.rows[0]).toMatchObject({ value: "还不能到方案报价：预计签还没填。" });
    expect(await deal()).toMatchObject({ stage: "qualified" });
  });
});

describe("a manager's yes", () => {
  beforeEach(async () => {
    await joinsManager();
    await sells(guarded("proposal", { approveAmountFrom: 10_000_000 }));
    await opens({ stage: "qualified" });
  });

  test("moves the deal, and the rep is told", async () => {
    const saved = await chat.says("/商机 鼎盛 方案");
    expect(saved.rows[0]).toMatchObject({ label: "在等" });
    expect(await deal()).toMatchObject({ stage: "qualified" });

    const asked = chat.as("zhao").lastCard();
    expect(asked.title).toBe("李雷 要推进到方案报价");
    expect(valueOf(asked, "金额")).toBe("¥200,000");
    await chat.presses("同意");
    expect(await deal()).toMatchObject({ stage: "proposal" });
    expect(chat.as("lilei").lastCard().title).toBe("主管同意了，已到方案报价 ✓");
  });

  test("may be a no with a reason, typed or tapped", async () => {
    await chat.says("/商机 鼎盛 方案");
    await chat.as("zhao").presses("不同意");
    await chat.says("先把毛利算清楚");
    expect(await deal()).toMatchObject({ stage: "qualified" });
    const told = chat.as("lilei").lastCard();
    expect(told.title).toBe("主管没同意到方案报价");
    expect(valueOf(told, "意见")).toBe("先把毛利算清楚");
  });

  test("counts once, and not after the rep took the move back", async () => {
    await chat.says("/商机 鼎盛 方案");
    await chat.presses("撤销");
    expect(await Approval.countDocuments()).toBe(0);
    expect((await chat.as("zhao").presses("同意")).title).toBe("这件事已经处理过了");
    expect(await deal()).toMatchObject({ stage: "qualified" });
  });

  test("is not needed for the manager's own move of a rep's deal", async () => {
    await chat.as("zhao").says("/商机 鼎盛 方案");
    expect(await deal()).toMatchObject({ stage: "proposal" });
  });

  test("is asked of somebody: without a manager the card says whom to turn to", async () => {
    await Department.deleteMany({});
    await User.updateMany({}, { $set: { departments: [] } });
    const saved = await chat.says("/商机 鼎盛 方案");
    expect(saved.rows[0]).toMatchObject({ label: "没动", value: "要主管同意，还没设主管，找管理员" });
  });
});

test("a stage for a house that has no deal: it is said so, and nothing can be taken back", async () => {
  const by = await chat.userBehind("lilei");
  await buildHouse(by, ["上海明远贸易有限公司", "明远", "王芳"]);
  const told = await chat.says("明远的单子推到商务谈判了");
  expect(told.title).toBe("明远还没有商机");
  expect(told.text).toContain("/商机 明远 谈判 30万");
  expect(buttonTexts(told)).toEqual(["打开客户"]);
});

test("/商机 shows what one is selling", async () => {
  expect((await chat.says("/商机")).title).toBe("没有在谈的商机");
  await opens({ stage: "proposal" });
  const all = await chat.says("/商机");
  expect(all.title).toBe("1 个在谈，共 ¥200,000");
  expect(all.rows[0]?.value).toContain("方案报价 · ¥200,000");
  expect((await chat.says("/商机 鼎盛")).title).toBe("1 个在谈，共 ¥200,000");
});
