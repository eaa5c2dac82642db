import { FollowUp, Reminder } from "../../../models";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer } from "../../support/factories";

useDatabase();

let chat: Chat;
const at = (moment: string) => new Date(`${moment}:00+08:00`);

beforeEach(() => {
  chat = new Chat(at("2026-09-16T10:30"));
});

async function haichuan() {
  const by = await chat.userBehind("lilei");
  const customer = await buildCustomer({
    by,
    name: "宁波海川物流集团有限公司",
    kind: "company",
    phones: ["13900001111"],
  });
  await buildContact({ by, customer: customer.id, name: "王芳", title: "经理" });
  return customer;
}

describe("/提醒", () => {
  test("rings at the minute said, once", async () => {
    const saved = await chat.says("/提醒 明天9点 给钱经理回电");
    expect(saved.title).toBe("会提醒你 ✓ 给钱经理回电");
    await chat.waitsUntil(at("2026-09-17T08:59"));
    expect(chat.lastCard().id).toBe(saved.id);
    await chat.waitsUntil(at("2026-09-17T09:00"));
    expect(chat.lastCard().title).toBe("到点了：给钱经理回电");
    const count = chat.cards().length;
    await chat.waitsUntil(at("2026-09-17T09:01"));
    expect(chat.cards()).toHaveLength(count);
  });

  test("knows 2分钟后", async () => {
    await chat.says("/提醒 2分钟后 发合同");
    expect(await Reminder.find().lean()).toMatchObject([{ remindAt: at("2026-09-16T10:32") }]);
  });

  test("a certain customer is linked, an unknown name stays text", async () => {
    const customer = await haichuan();
    await chat.says("/提醒 明天9点 给海川王经理回电");
    await chat.says("/提醒 明天10点 给不认识的孙总回电");
    expect(await Reminder.find().sort({ remindAt: 1 }).lean()).toMatchObject([
      { customer: customer.id },
      { customer: null, text: expect.stringContaining("孙总") },
    ]);
  });

  test("每周一 rings every Monday, however late the former is ticked", async () => {
    const saved = await chat.says("/提醒 每周一 9点 给钱经理对账");
    expect(valueOf(saved, "重复")).toBe("每周一 09:00");
    expect(valueOf(saved, "时间")).toContain("09-21 周一");
    await chat.waitsUntil(at("2026-09-21T09:00"));
    const first = chat.lastCard();
    expect([first.title, valueOf(first, "重复")]).toEqual(["到点了：给钱经理对账", "每周一 09:00"]);
    await chat.waitsUntil(at("2026-09-28T09:00"));
    expect(chat.lastCard().id).not.toBe(first.id);
    expect(await Reminder.find().sort({ remindAt: 1 }).lean()).toMatchObject([
      { remindAt: at("2026-09-21T09:00"), state: "open" },
      { remindAt: at("2026-09-28T09:00"), state: "open" },
      { remindAt: at("2026-10-05T09:00"), state: "open", repeat: "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO" },
    ]);
  });

  test("what repeats is set once for each occurrence, done early or not", async () => {
    await chat.says("/提醒 每周一 9点 给钱经理对账");
    await chat.waitsUntil(at("2026-09-21T09:00"));
    await chat.presses("完成并写结果");
    expect((await Reminder.find().sort({ remindAt: 1 }).lean()).map((one) => [one.state, one.remindAt])).toEqual([
      ["done", at("2026-09-21T09:00")],
      ["open", at("2026-09-28T09:00")],
    ]);
  });

  test("taking it back takes back what it went on to", async () => {
    await chat.says("/提醒 每天 11点 报库存");
    await chat.waitsUntil(at("2026-09-16T11:00"));
    expect(await Reminder.countDocuments()).toBe(2);
    await chat.says("/撤销");
    expect(await Reminder.countDocuments()).toBe(0);
  });

  test("without a time asks for one, and takes the answer", async () => {
    expect((await chat.says("/提醒 给钱经理回电")).title).toBe("什么时候提醒？");
    await chat.says("明天9点");
    expect(await Reminder.find().lean()).toMatchObject([{ text: "给钱经理回电", remindAt: at("2026-09-17T09:00") }]);
  });

  test("refuses only a time called today or dated that is past", async () => {
    expect((await chat.says("/提醒 今天9点 开会")).title).toBe("这个时间已经过了");
    await chat.says("/提醒 9点 开会");
    expect(await Reminder.find().lean()).toMatchObject([{ remindAt: at("2026-09-17T09:00") }]);
  });
});

describe("a reminder card", () => {
  async function rings() {
    await haichuan();
    await chat.says("/跟进 海川王经理 要试用 明天下午三点送样品");
    await chat.waitsUntil(at("2026-09-17T14:30"));
    return chat.lastCard();
  }

  test("tells what, for whom, the number and the rep's own words", async () => {
    const card = await rings();
    expect(card.title).toContain("到点了：");
    expect(valueOf(card, "电话")).toBe("13900001111");
    expect(card.quote?.text).toContain("明天下午三点送样品");
    expect(buttonTexts(card)).toEqual(["完成并写结果", "1小时后", "明早", "换时间", "不跟了"]);
  });

  test("完成并写结果 closes it, and the next sentence is the result", async () => {
    const card = await rings();
    await chat.presses("完成并写结果");
    expect(await Reminder.find().lean()).toMatchObject([{ state: "done" }]);
    await chat.says("样品收了，下周给答复");
    expect(await FollowUp.countDocuments({ content: /样品收了/ })).toBe(1);
    expect(await Reminder.countDocuments({ result: /样品收了/ })).toBe(1);
    expect(chat.cards().find((one) => one.id === card.id)?.closedAs).toBe("已完成");
  });

  test("1小时后 rings again an hour later", async () => {
    await rings();
    await chat.presses("1小时后");
    const count = chat.cards().length;
    await chat.waitsUntil(at("2026-09-17T15:29"));
    expect(chat.cards()).toHaveLength(count);
    await chat.waitsUntil(at("2026-09-17T15:30"));
    expect(chat.lastCard().title).toContain("到点了：");
  });

  test("换时间 takes the time said next", async () => {
    await rings();
    await chat.presses("换时间");
    await chat.says("周五下午3点");
    expect(await Reminder.find().lean()).toMatchObject([{ remindAt: at("2026-09-18T15:00"), state: "open" }]);
  });

  test("不跟了 drops it, and 撤销 opens it again", async () => {
    await rings();
    await chat.presses("不跟了");
    expect(await Reminder.find().lean()).toMatchObject([{ state: "dropped" }]);
    await chat.presses("撤销");
    expect(await Reminder.find().lean()).toMatchObject([{ state: "open" }]);
  });

  test("a second tap on a settled card changes nothing", async () => {
    const card = await rings();
    await chat.presses("不跟了", card);
    await chat.presses("完成并写结果", card);
    expect(await Reminder.find().lean()).toMatchObject([{ state: "dropped" }]);
  });
});

test("nobody is woken at night for a day without a clock time", async () => {
  await haichuan();
  await chat.says("/跟进 海川王经理 要试用 明天送样品");
  await Reminder.updateOne({}, { remindAt: at("2026-09-16T20:50") });
  await chat.waitsUntil(at("2026-09-16T21:30"));
  expect(chat.lastCard().title).not.toContain("到点了");
  await chat.waitsUntil(at("2026-09-17T08:30"));
  expect(chat.lastCard().title).toContain("到点了");
});

test("/待办 shows what is due, late things first", async () => {
  await haichuan();
  await chat.says("/提醒 今天11点 发合同");
  await chat.says("/提醒 明天9点 打电话");
  expect((await chat.says("/待办")).title).toBe("还有 1 件事");
  expect((await chat.says("/db 本周")).title).toBe("还有 2 件事");
  chat.clock.set(at("2026-09-17T12:00"));
  const card = await chat.says("/待办");
  expect(card.title).toBe("还有 2 件事，1 件过期");
  expect(card.rows[0]).toMatchObject({ label: "过期", value: "发合同" });
});

describe("a reminder that names one of several", () => {
  const reminders = () => Reminder.find().lean<{ customer: string | null; text: string; remindAt: Date }[]>();
  let second: string;

  beforeEach(async () => {
    const by = await chat.userBehind("lilei");
    for (const [name, person] of [
      ["杭州鼎盛科技有限公司", "张伟"],
      ["苏州明远机械有限公司", "张建国"],
    ] as const) {
      second = (await buildCustomer({ by, name, kind: "company" })).id;
      await buildContact({ by, customer: second, name: person, title: null });
    }
  });

  test.each(["明天10点提醒我给张总打电话", "/提醒 明天10点 给张总打电话"])(
    "%s: is set at once, and one tap says whose it is",
    async (words) => {
      const saved = await chat.says(words);
      expect(saved.title).toBe("会提醒你 ✓ 给张总打电话");
      expect(await reminders()).toMatchObject([{ customer: null, remindAt: at("2026-09-17T10:00") }]);
      expect(buttonTexts(saved)).toEqual(expect.arrayContaining(["张伟·杭州鼎盛科技", "撤销"]));
      await chat.presses(buttonTexts(saved).find((text) => text.startsWith("张建国")) ?? "");
      expect(await reminders()).toMatchObject([
        { customer: second, text: "给张总打电话", remindAt: at("2026-09-17T10:00") },
      ]);
      await chat.says("改成后天");
      expect(await reminders()).toMatchObject([{ customer: second, remindAt: at("2026-09-18T10:00") }]);
    },
  );

  test("or a word does", async () => {
    await chat.says("明天10点提醒我给张总打电话");
    await chat.says("明远的");
    expect(await reminders()).toMatchObject([{ customer: second, remindAt: at("2026-09-17T10:00") }]);
  });

  test("it is moved without asking who, and a card of before sets nothing twice", async () => {
    const saved = await chat.says("明天10点提醒我给张总打电话");
    await chat.says("改成后天");
    expect(await reminders()).toMatchObject([{ customer: null, remindAt: at("2026-09-18T10:00") }]);
    const label = buttonTexts(saved).find((text) => text.startsWith("张建国")) ?? "";
    expect((await chat.presses(label, saved)).title).toBe("这张卡过期了");
    expect(await reminders()).toHaveLength(1);
    await chat.presses(label);
    expect(await reminders()).toMatchObject([{ customer: second, remindAt: at("2026-09-18T10:00") }]);
  });

  test.each(["提醒我给张总打电话", "/提醒 给张总打电话"])(
    "%s: when is asked first, then whose it is",
    async (words) => {
      expect((await chat.says(words)).title).toBe("什么时候提醒？");
      expect(await reminders()).toEqual([]);
      const saved = await chat.says("明天10点");
      expect(await reminders()).toMatchObject([{ customer: null, text: "给张总打电话" }]);
      await chat.presses(buttonTexts(saved).find((text) => text.startsWith("张建国")) ?? "");
      const set = { customer: second, text: "给张总打电话", remindAt: at("2026-09-17T10:00") };
      expect(await reminders()).toMatchObject([set]);
    },
  );

  test("whose it is may be said before when", async () => {
    await chat.says("提醒我给张总打电话");
    const asked = await chat.says("明远的");
    expect([asked.title, valueOf(asked, "客户")]).toEqual(["什么时候提醒？", "苏州明远机械 · 张建国"]);
    await chat.says("明天10点");
    expect(await reminders()).toMatchObject([{ customer: second, remindAt: at("2026-09-17T10:00") }]);
  });

  test("a yes to when sets nothing, and a no says what is not set", async () => {
    await chat.says("提醒我给张总打电话");
    expect((await chat.says("好的")).title).toBe("什么时候提醒？");
    const dropped = await chat.says("算了");
    expect([dropped.title, dropped.quote?.text]).toEqual(["取消了，没有记", "提醒我给张总打电话"]);
    expect(await reminders()).toEqual([]);
  });

  test("of more than four the others are a tap away", async () => {
    const by = await chat.userBehind("lilei");
    for (const place of ["南京", "无锡", "常州"]) {
      const { id } = await buildCustomer({ by, name: `${place}旭日机械有限公司`, kind: "company" });
      await buildContact({ by, customer: id, name: "张伟", title: null });
    }
    expect(buttonTexts(await chat.says("明天10点提醒我给张总打电话")).slice(4)).toEqual(["更多…", "撤销"]);
  });

  test("left unanswered it rings all the same", async () => {
    await chat.says("明天10点提醒我给张总打电话");
    expect((await chat.says("算了")).title).toBe("好，不改了");
    await chat.waitsUntil(at("2026-09-17T10:00"));
    expect(chat.lastCard().title).toBe("到点了：给张总打电话");
  });
});
