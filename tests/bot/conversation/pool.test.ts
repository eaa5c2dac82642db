import { Customer, FollowUp } from "../../../models";
import { releaseCustomer } from "../../../server/commands/customer/releaseCustomer";
import { dayOf, instantOf } from "../../../models/shared/values/day";
import { User } from "../../../models/system/user";
import { recycleCustomers } from "../../../server/commands/pool/recycleCustomers";
import { warnOfRecycling } from "../../../server/commands/pool/warnOfRecycling";
import { SYSTEM_ACTOR } from "../../../server/context";
import { createCtx } from "../../../server/createCtx";
import { loadActor } from "../../../server/loadActor";
import { buttonTexts, Chat, valueOf } from "../../support/chat";
import { ctxFor, NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildDepartment, buildUser } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;
beforeEach(() => {
  chat = new Chat();
});

let serial = 0;
async function pooled(name: string, more: { level?: "A" | "B" | "C"; phones?: string[] } = {}) {
  const by = await buildUser({ name: "老张" });
  const customer = await buildCustomer({ by, name, kind: "company", ...more });
  await buildContact({ by, customer: customer.id, name: "王芳", phones: [`1390000${1000 + ++serial}`] });
  const actor = await loadActor(by._id, NOW);
  if (!actor) throw new Error("nobody gives it up");
  await releaseCustomer(ctxFor(actor), { id: customer.id, reason: "忙不过来" });
  return customer.id;
}

const ownerOf = async (id: string) => (await Customer.findOne({ _id: id }).lean())?.owner;

describe("公海", () => {
  test("empty, says so", async () => {
    expect(await chat.says("/公海")).toMatchObject({ title: "公海里没有客户" });
  });

  test("lists the best first, one tap takes one", async () => {
    await pooled("宁波蓝天餐饮有限公司", { level: "C" });
    const id = await pooled("杭州鼎盛科技有限公司", { level: "B", phones: ["13800138001"] });
    const lilei = await chat.userBehind("lilei");
    const card = await chat.says("公海");
    expect(card.title).toBe("公海有 2 位客户");
    expect(valueOf(card, "第1")).toContain("鼎盛科技");
    expect(JSON.stringify(card)).not.toMatch(/1380|1390|王芳|忙不过来|老张/);
    const [first] = buttonTexts(card);
    const taken = await chat.presses(first ?? "");
    expect(taken.title).toMatch(/^已领取 ✓ .*鼎盛科技/);
    expect(valueOf(taken, "电话")).toContain("13800138001");
    expect(await ownerOf(id)).toBe(lilei._id);
  });

  test("领 3 asks once, takes three, and one 撤销 gives all three back", async () => {
    const ids = [];
    for (const name of ["宁波海川物流有限公司", "苏州明远机械有限公司", "广州蓝天餐饮有限公司", "成都天府云仓有限公司"])
      ids.push(await pooled(name));
    const { _id } = await chat.userBehind("lilei");
    expect((await chat.says("/公海 领 3")).title).toBe("确认领取这 3 位？");
    expect(await Customer.countDocuments({ owner: null })).toBe(4);
    expect((await chat.says("确认")).title).toBe("已领取 3 位客户 ✓");
    expect(await Customer.countDocuments({ owner: _id })).toBe(3);
    await chat.presses("撤销");
    expect(await Customer.countDocuments({ owner: null, pooledAt: { $ne: null } })).toBe(4);
  });

  test("领 9 takes no more than what is left of the day", async () => {
    for (let i = 0; i < 7; i++) await pooled(`客户${"甲乙丙丁戊己庚"[i]}贸易有限公司`);
    await chat.userBehind("lilei");
    expect((await chat.says("从公海领9个客户")).title).toBe("确认领取这 5 位？");
    await chat.presses("确认");
    await chat.says("/公海 领 1");
    expect(await chat.presses("确认")).toMatchObject({ text: "今天已经领了 5 个，到每天的上限了，明天再来。" });
  });

  test.each(["领取 鼎盛", "领取鼎盛科技", "/公海 领 鼎盛", "把鼎盛从公海领出来"])(
    "%s asks, and takes",
    async (words) => {
      const id = await pooled("杭州鼎盛科技有限公司");
      const { _id } = await chat.userBehind("lilei");
      expect((await chat.says(words)).title).toBe("确认领取？");
      await chat.presses("确认");
      expect(await ownerOf(id)).toBe(_id);
    },
  );

  test("领取 what is nobody's name is no order, and what is not there is said", async () => {
    expect(await chat.says("领取 海天")).toMatchObject({ title: "公海里没有“海天”" });
    expect((await chat.says("领取样品")).title).not.toContain("公海");
  });

  test.each(["捞客户", "公海里有哪些客户", "去公海捞几个客户"])("%s shows the pool", async (words) => {
    await pooled("杭州鼎盛科技有限公司");
    expect((await chat.says(words)).title).toBe("公海有 1 位客户");
  });

  test("two reps press at once: one gets it, the other reads why not", async () => {
    const id = await pooled("杭州鼎盛科技有限公司");
    chat.joins("hanmei", "韩梅");
    for (const who of ["lilei", "hanmei"]) await chat.as(who).says("公海");
    await chat
      .as("lilei")
      .presses("领 鼎盛科技（杭州）".slice(0, 10))
      .catch(() => chat.as("lilei").presses(buttonTexts(chat.lastCard())[0] ?? ""));
    const late = await chat.as("hanmei").presses(buttonTexts(chat.as("hanmei").lastCard())[0] ?? "");
    expect(late.text).toBe("这位客户已经被领走了，不在公海里。");
    expect(await ownerOf(id)).toBe((await chat.userBehind("lilei"))._id);
  });
});

describe("what is in the pool", () => {
  test("is not written to before it is taken, and is not made a second time", async () => {
    const id = await pooled("宁波海川物流有限公司");
    const card = await chat.says("/跟进 宁波海川物流有限公司 聊了报价");
    expect(card.title).toMatch(/海川物流.*在公海/);
    expect(await FollowUp.countDocuments()).toBe(0);
    expect(await Customer.countDocuments()).toBe(1);
    await chat.presses("领取");
    expect((await chat.says("/跟进 海川 聊了报价")).title).toContain("已记跟进");
    expect(await FollowUp.findOne().lean()).toMatchObject({ customer: id });
  });

  test("shows itself masked when it is asked for", async () => {
    await pooled("宁波海川物流有限公司", { phones: ["13800138001"] });
    const card = await chat.says("/客户 海川");
    expect(card.title).toMatch(/在公海/);
    expect(buttonTexts(card)).toContain("领取");
    for (const words of ["海川电话多少", "/查 8001", "/查 13800138001", "/查 海川"])
      expect(JSON.stringify(await chat.says(words))).not.toMatch(/13800138001.*"value"|"1380013|1390000/);
  });

  test("a person of that name does not keep anybody from a new one", async () => {
    const by = await buildUser();
    const { id } = await buildCustomer({ by, name: "张总", kind: "person" });
    await Customer.updateOne({ _id: id }, { $set: { owner: null } });
    expect(valueOf(await chat.says("/跟进 张总 下周报价"), "客户")).toBe("张总（新建）");
  });
});

describe("放回公海", () => {
  async function own() {
    const by = await chat.userBehind("lilei");
    const { id } = await buildCustomer({ by, name: "宁波海川物流有限公司", kind: "company" });
    return { id, by };
  }

  test.each(["退回公海 海川 暂时没需求", "把海川放回公海，原因暂时没需求", "/公海 退 海川 暂时没需求"])(
    "%s asks, and one 撤销 takes it back",
    async (words) => {
      const { id, by } = await own();
      const card = await chat.says(words);
      expect(card.title).toBe("确认放回公海？");
      expect(valueOf(card, "原因")).toBe("暂时没需求");
      expect(await ownerOf(id)).toBe(by._id);
      expect((await chat.presses("确认")).title).toMatch(/^已放回公海 ✓/);
      expect(await Customer.findOne({ _id: id }).lean()).toMatchObject({ owner: null, poolReason: "暂时没需求" });
      await chat.presses("撤销");
      expect(await Customer.findOne({ _id: id }).lean()).toMatchObject({
        owner: by._id,
        pooledAt: null,
        poolReason: null,
      });
    },
  );

  test("without a reason one tap says why", async () => {
    const { id } = await own();
    expect((await chat.says("退回公海 海川")).title).toMatch(/为什么放回公海/);
    await chat.presses("联系不上");
    expect(await Customer.findOne({ _id: id }).lean()).toMatchObject({ owner: null, poolReason: "联系不上" });
  });

  test("a colleague's customer cannot be given up, nor found out about", async () => {
    await buildCustomer({ name: "宁波海川物流有限公司", kind: "company" });
    await chat.userBehind("lilei");
    expect((await chat.says("退回公海 海川 没需求")).title).toBe(
      (await chat.says("退回公海 没有这家 没需求")).title.replace("没有这家", "海川"),
    );
  });
});

describe("who is about to go back to the pool", () => {
  const DAY_MS = 86_400_000;
  const system = () => createCtx(chat.bot.deps, { actor: SYSTEM_ACTOR, source: { kind: "job", messageId: null } });
  const on = (days: number, time: string) => instantOf(dayOf(new Date(NOW.getTime() + days * DAY_MS)), time);

  async function morning(days: number) {
    await chat.waitsUntil(on(days, "09:00"));
    await warnOfRecycling(system());
    await chat.settle();
  }
  async function evening(days: number) {
    await chat.waitsUntil(on(days, "20:00"));
    await recycleCustomers(system());
    await chat.settle();
  }

  async function team() {
    const departments = [(await buildDepartment())._id];
    const rep = await chat.userBehind("lilei");
    chat.joins("boss2", "赵敏");
    const boss = await chat.userBehind("boss2");
    await User.updateOne({ _id: rep._id }, { $set: { departments } });
    await User.updateOne({ _id: boss._id }, { $set: { departments, roles: ["sales_manager"] } });
    const { id } = await buildCustomer({ by: rep, name: "宁波海川物流有限公司", kind: "company" });
    return { rep, boss, id };
  }

  test("is told three days before; the rep asks to keep it, the manager agrees, it stays", async () => {
    const { rep, id } = await team();
    await morning(27);
    const warning = chat.as("lilei").lastCard();
    expect(warning.title).toBe("1 位客户快回公海了");
    expect(valueOf(warning, "第1")).toContain("海川物流 30 天没跟进");
    expect(buttonTexts(warning)).toEqual(["写跟进", "申请保留", "打开客户"]);
    expect((await chat.presses("申请保留")).title).toBe("已申请 ✓ 宁波海川物流");
    const asked = chat.as("boss2").lastCard();
    expect(asked.title).toBe("李雷 要延长保护");
    await chat.presses("同意");
    expect(chat.as("lilei").lastCard().title).toBe("主管同意了，保护延长 ✓");
    await evening(30);
    expect(await ownerOf(id)).toBe(rep._id);
  });

  test("goes, both are told, and the manager gives it back with one tap", async () => {
    const { rep, id } = await team();
    await morning(27);
    await chat.waitsUntil(on(30, "12:00"));
    expect((await chat.as("lilei").says("今晚会回收谁")).title).toBe("今晚会回收 1 位客户");
    expect((await chat.as("boss2").says("/公海 今晚会回收谁")).title).toBe("今晚会回收 1 位客户");
    await evening(30);
    expect(await ownerOf(id)).toBe(null);
    expect(chat.as("lilei").lastCard()).toMatchObject({ title: "1 位客户回公海了" });
    expect(chat.as("boss2").lastCard()).toMatchObject({ title: "李雷的 1 位客户回公海了" });
    expect((await chat.presses("还给李雷")).title).toBe("已还回 1 位客户 ✓");
    expect(await ownerOf(id)).toBe(rep._id);
  });

  test("nobody goes: that is said too", async () => {
    await team();
    expect((await chat.as("lilei").says("今晚会回收谁")).title).toMatch(/没有人要回收/);
  });
});

describe("报备", () => {
  test("makes the company, protects it for thirty days, and keeps a second rep out", async () => {
    const card = await chat.says("/报备 海川科技 设备采购");
    expect(card.title).toBe("确认报备？");
    expect(valueOf(card, "项目")).toBe("设备采购");
    expect(await Customer.countDocuments()).toBe(0);
    const saved = await chat.says("确认");
    expect(saved.title).toBe("已报备 ✓ 海川科技");
    expect(valueOf(saved, "保护到")).toMatch(/^04-10 .* 10:00$/);
    chat.joins("hanmei", "韩梅");
    for (const words of ["/报备 海川科技 办公用品", "/跟进 海川科技 聊了报价"])
      expect((await chat.as("hanmei").says(words)).title).toBe("已有同事在跟进这家公司");
    expect((await chat.as("lilei").says("/报备")).title).toBe("1 位客户在保护期");
    await chat.presses(
      "撤销",
      chat.cards().find(({ title }) => title.startsWith("已报备")),
    );
    expect(await Customer.countDocuments()).toBe(0);
  });

  test("of one's own customer; a second time only a manager can make it longer", async () => {
    const by = await chat.userBehind("lilei");
    const { id } = await buildCustomer({ by, name: "宁波海川物流有限公司", kind: "company" });
    await chat.says("/报备 海川 设备采购");
    await chat.presses("确认");
    expect(await Customer.findOne({ _id: id }).lean()).toMatchObject({ protectedFor: "设备采购" });
    const again = await chat.says("/报备 海川 设备采购");
    expect(again.title).toMatch(/已经报备过$/);
    expect(await chat.presses("申请延长")).toMatchObject({ text: expect.stringContaining("主管") });
  });

  test("of what waits in the pool leads there", async () => {
    await pooled("宁波海川物流有限公司");
    expect((await chat.says("/报备 宁波海川物流有限公司 设备采购")).title).toMatch(/在公海/);
  });
});
