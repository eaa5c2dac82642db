import { Customer, FollowUp, Opportunity, Reminder } from "../../../models";
import { toNewRow } from "../../../server/events/saveWithEvent";
import { NOW } from "../../support/ctx";
import { User } from "../../../models/system/user";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildFollowUp, buildOpportunity, buildReminder } from "../../support/factories";
import { joinTeam } from "../../support/team";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

/** 李雷 and 王五 sell, 赵敏 leads them, the boss is admin. 李雷 has two customers, a deal, a reminder and a promise. */
beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  chat.joins("boss", "钱总管");
  await joinTeam(chat, { sellers: { wangwu: "王五" }, leader: { zhao: "赵敏" } });
  const by = await chat.userBehind("lilei");
  const customer = (await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company" })).id;
  await buildCustomer({ by, name: "宁波海川物流有限公司", kind: "company" });
  await buildOpportunity({ by, customer, name: "设备采购", amount: 30_000_000 });
  await buildReminder({ by, customer, text: "寄样品" });
  await buildFollowUp({ by, customer, content: "我们答应月底前寄样品", promises: ["us|2026-09-30||寄样品"] });
});

const idOf = async (userId: string) => (await chat.userBehind(userId))._id;
const countOf = async (userId: string) => Customer.countDocuments({ owner: await idOf(userId) });
const shownTo = (userId: string, words: string) =>
  chat.platform.shown.filter(({ to, title }) => to === userId && title.includes(words));

describe("a manager hands on all of somebody's customers", () => {
  test.each(["把李雷的客户都转给王五", "李雷的客户全部移交给王五", "李雷名下的客户全部转交给小王"])(
    "%s: what goes is said first, both are told once",
    async (words) => {
      const asked = await chat.as("zhao").says(words);
      expect(asked.title).toBe("确认移交全部客户？");
      expect(asked.rows).toContainEqual(expect.objectContaining({ oldValue: "李雷", value: "王五" }));
      expect(valueOf(asked, "客户")).toBe("2 个");
      expect(valueOf(asked, "在谈")).toBe("1 个商机，¥300,000");
      expect(valueOf(asked, "提醒")).toBe("没做完 1 件");
      expect(valueOf(asked, "答应的")).toBe("还没到的 1 件");
      expect(await countOf("wangwu")).toBe(0);

      expect((await chat.as("zhao").presses("确认")).title).toBe("已移交 ✓ 2 个客户");
      expect(await countOf("wangwu")).toBe(2);
      const owner = await idOf("wangwu");
      expect(await Opportunity.countDocuments({ owner })).toBe(1);
      expect(await Reminder.countDocuments({ owner })).toBe(1);
      expect(shownTo("wangwu", "赵敏把李雷的 2 个客户转给你")).toHaveLength(1);
      expect(shownTo("lilei", "赵敏把你的 2 个客户转给王五")).toHaveLength(1);
      expect(shownTo("wangwu", "鼎盛")).toEqual([]);
    },
  );

  test("and takes it back with one tap; what was worked on stays", async () => {
    await chat.as("zhao").says("把李雷的客户都转给王五");
    const done = await chat.presses("确认");
    await chat.as("wangwu").says("和海川聊了报价");
    await chat.as("zhao").presses("撤销", done);
    expect(await countOf("lilei")).toBe(1);
    expect(await countOf("wangwu")).toBe(1);
    expect(shownTo("wangwu", "客户回到李雷名下")).toHaveLength(1);
  });

  test("which of two it is is asked, with whole names", async () => {
    chat.joins("wangfang", "王芳芳");
    await chat.userBehind("wangfang");
    const asked = await chat.as("zhao").says("把李雷的客户都转给小王");
    expect(asked.title).toBe("“小王”是哪位？");
    expect(asked.buttons).toHaveLength(2);
    const chosen = await chat.presses(buttonTexts(asked).find((text) => text.startsWith("王五")) ?? "");
    expect(chosen.title).toBe("确认移交全部客户？");
  });

  test("not by a colleague, who may hand on their own", async () => {
    expect((await chat.as("wangwu").says("把李雷的客户都转给王五")).text).toContain("没有权限");
    await chat.as("lilei").says("把我的客户都转给王五");
    expect((await chat.as("lilei").presses("确认")).title).toBe("已移交 ✓ 2 个客户");
    expect(await countOf("lilei")).toBe(0);
  });
});

describe("somebody leaves", () => {
  test.each([
    ["李雷离职了", "赵敏", "zhao"],
    ["李雷离职了，客户给王五", "王五", "wangwu"],
    ["停用李雷的账号，客户放公海", "公海", null],
  ])("%s, from an admin: out at once, nothing is lost", async (words, heir, userId) => {
    const asked = await chat.as("boss").says(words);
    expect(asked.title).toBe("确认停用并移交？");
    expect(valueOf(asked, "交给")).toBe(heir);
    expect(valueOf(asked, "答应的")).toBe("还没到的 1 件");
    expect((await chat.presses("确认")).title).toBe("已停用 ✓ 李雷");
    expect((await User.findOne({ name: "李雷" }).lean())?.disabled).toBe(true);
    const owner = userId && (await idOf(userId));
    expect(await Customer.countDocuments({ owner })).toBe(2);
    if (!userId) return;
    const [told] = shownTo(userId, "李雷已停用");
    expect(told?.text).toContain("客户 2 个，没做完的提醒 1 件，说好还没到的事 1 件");
    expect(JSON.stringify(told?.rows)).toContain("寄样品");
  });

  test("with very many customers these are left to the job that takes up leavers", async () => {
    const by = await chat.userBehind("lilei");
    const many = Array.from({ length: 200 }, (_, i) => toNewRow("customer", { name: `客户${i}`, owner: by._id }, NOW));
    await Customer.insertMany(many, { lean: true });
    await chat.as("boss").says("李雷离职了");
    expect((await chat.presses("确认")).text).toContain("几分钟内转完");
    // The job that takes up what was cut off finds them.
    expect(await User.findOne({ _id: by._id }).lean()).toMatchObject({ disabled: true, handOverDue: true });
    expect(await Customer.countDocuments({ owner: by._id })).toBe(202);
  });

  test("shut out by mistake, they are let in again with one tap; what went stays and that is said", async () => {
    await chat.as("boss").says("李雷离职了，客户给王五");
    const done = await chat.presses("确认");
    expect((await User.findOne({ name: "李雷" }).lean())?.disabled).toBe(true);
    const back = await chat.presses("停错了，恢复", done);
    expect(back.title).toBe("已恢复 ✓ 李雷");
    expect(back.text).toContain("交给王五的 2 个客户还在王五那里");
    expect((await User.findOne({ name: "李雷" }).lean())?.disabled).toBe(false);
    expect(await countOf("wangwu")).toBe(2);
    expect((await chat.as("lilei").says("我的客户")).title).not.toContain("停用");
  });

  test.each(["恢复李雷的账号", "启用李雷", "取消停用李雷", "让李雷重新登录"])(
    "or with one sentence: %s",
    async (words) => {
      await chat.as("boss").says("停用李雷的账号，客户放公海");
      await chat.presses("确认");
      expect((await chat.as("wangwu").says(words)).text).toContain("没有权限");
      const back = await chat.as("boss").says(words);
      expect(back.title).toBe("已恢复 ✓ 李雷");
      expect(back.text).toContain("放进公海的 2 个客户");
      expect(await Customer.countDocuments({ owner: null })).toBe(2);
      expect((await chat.as("boss").says(words)).title).toBe("李雷没有停用");
    },
  );

  test("撤销 right after takes nothing else back unasked", async () => {
    await buildCustomer({ by: await chat.userBehind("boss"), name: "苏州明远机械有限公司", kind: "company" });
    await chat.as("boss").says("/跟进 明远 样品寄了");
    await chat.says("停用李雷，客户给王五");
    await chat.presses("确认");
    const asked = await chat.says("撤销");
    expect(asked.title).toBe("停用李雷还没收回");
    expect(valueOf(asked, "上一条")).toContain("样品寄了");
    expect(await FollowUp.countDocuments({ content: "样品寄了" })).toBe(1);
    expect((await chat.presses("停错了，恢复", asked)).title).toBe("已恢复 ✓ 李雷");
    expect((await User.findOne({ name: "李雷" }).lean())?.disabled).toBe(false);
    const again = await chat.says("/撤销");
    expect(again.title).toBe("刚才改的不在“撤销”里");
    await chat.presses("撤销上一条", again);
    expect(await FollowUp.countDocuments({ content: "样品寄了" })).toBe(0);
  });

  test("a manager is told who may, and hands the customers on", async () => {
    const asked = await chat.as("zhao").says("李雷离职，客户给王五");
    expect(asked.title).toBe("确认移交全部客户？");
    expect(asked.text).toContain("停用账号要管理员来做");
    await chat.presses("确认");
    expect(await countOf("wangwu")).toBe(2);
    expect((await User.findOne({ name: "李雷" }).lean())?.disabled).toBe(false);
  });

  test("said of a contact, or by a rep, it is talk about a customer", async () => {
    const by = await chat.userBehind("zhao");
    await buildContact({ by, name: "李雷" });
    expect((await chat.as("zhao").says("李雷离职了")).title).not.toContain("移交");
    expect((await chat.as("wangwu").says("李雷离职了")).title).not.toContain("移交");
  });
});
