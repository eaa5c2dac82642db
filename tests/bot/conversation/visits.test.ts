import { Customer, FollowUp, Reminder, Visit } from "../../../models";
import { Chat, buttonTexts, valueOf, type ShownCard } from "../../support/chat";
import { carries, whereCarried } from "../../support/channels";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildVisit } from "../../support/factories";

useDatabase();

let chat: Chat;
const at = (moment: string) => new Date(`${moment}:00+08:00`);
/** A Wednesday. */
const MORNING = at("2026-09-16T10:30");
const DOOR = { latitude: 29.8683, longitude: 121.544 };
const location = (metres = 0) => ({
  ...{ kind: "location" as const, label: "甬江大道 1 号" },
  ...{ latitude: DOOR.latitude + metres / 111_195, longitude: DOOR.longitude },
});
const pathOf = (card: ShownCard, text: string) => {
  const button = card.buttons.find((one) => one.text === text);
  return button && "path" in button ? button.path : undefined;
};

beforeEach(() => {
  chat = new Chat(MORNING);
});

async function haichuan(more: object = DOOR) {
  const by = await chat.userBehind("lilei");
  const customer = await buildCustomer({ by, name: "宁波海川物流集团有限公司", kind: "company", ...more });
  const contact = await buildContact({ by, customer: customer.id, name: "王芳", title: "总经理" });
  return { by, customer, contact };
}

describe("a visit is agreed", () => {
  test("in one sentence, with one reminder half an hour before", async () => {
    const { customer, contact } = await haichuan();
    const saved = await chat.says("周四下午2点去拜访海川王总");
    expect(saved.title).toBe("已约拜访 ✓ 宁波海川物流");
    expect([valueOf(saved, "时间"), valueOf(saved, "提醒")]).toEqual(["09-17 周四 14:00", "09-17 周四 13:30"]);
    expect(buttonTexts(saved)).toEqual(["撤销", "换时间", "签到", "打开客户"]);
    expect(await Visit.find().lean()).toMatchObject([
      { customer: customer.id, contact: contact.id, plannedOn: "2026-09-17", time: "14:00", state: "planned" },
    ]);
    expect(await Reminder.countDocuments()).toBe(1);
    await chat.presses("撤销");
    expect([await Visit.countDocuments(), await Reminder.countDocuments()]).toEqual([0, 0]);
  });

  test.each([
    ["/拜访 海川 周四14:00", "14:00", "拜访海川"],
    ["/bf 海川 明天下午3点 谈报价", "15:00", "拜访海川 谈报价"],
    ["明天要拜访海川王总，带上样品", null, expect.stringContaining("带上样品")],
    ["明天上午9点半去海川见王总", "09:30", "去海川见王总"],
  ])("by %s", async (words, time, text) => {
    const { customer } = await haichuan();
    await chat.says(words);
    expect(await Visit.find().lean()).toMatchObject([
      { customer: customer.id, plannedOn: "2026-09-17", time, text, state: "planned" },
    ]);
    expect(await Reminder.countDocuments({ state: "open" })).toBe(1);
    expect(await FollowUp.countDocuments()).toBe(0);
  });

  test.each(["周五前拜访海川", "周四打电话约海川上门拜访", "下周去拜访海川"])(
    "not by %s, which is only to be done",
    async (words) => {
      await haichuan();
      await chat.says(words);
      expect(await Visit.countDocuments()).toBe(0);
      expect(await Reminder.countDocuments()).toBe(1);
    },
  );

  test("after the question which customer is meant", async () => {
    const { by } = await haichuan();
    const other = await buildCustomer({ by, name: "苏州明远机械有限公司", kind: "company" });
    await buildContact({ by, customer: other.id, name: "王强", title: "总经理" });
    const asked = await chat.says("/拜访 王总 周四14:00");
    expect(asked.title).toContain("哪位");
    await chat.presses(buttonTexts(asked)[0] ?? "");
    expect(await Visit.find().lean()).toMatchObject([{ plannedOn: "2026-09-17", time: "14:00", state: "planned" }]);
  });

  test("and moved with its reminder, by words", async () => {
    await haichuan();
    await chat.says("/拜访 海川 周四14:00");
    await chat.presses("换时间");
    const moved = await chat.says("周五上午10点");
    expect(moved.title).toBe("拜访改好了 ✓ 宁波海川物流");
    expect(await Visit.find().lean()).toMatchObject([{ plannedOn: "2026-09-18", time: "10:00", state: "planned" }]);
    expect(await Reminder.find().lean()).toMatchObject([{ remindAt: at("2026-09-18T09:30"), state: "open" }]);
    await chat.says("/拜访 海川 周五上午11点");
    expect(await Visit.find().lean()).toMatchObject([{ plannedOn: "2026-09-18", time: "11:00" }]);
  });

  test("rings with the way to its check-in; done there, the next sentence is what came of it", async () => {
    const { customer } = await haichuan();
    await chat.says("/拜访 海川 周四14:00");
    await chat.waitsUntil(at("2026-09-17T13:30"));
    const rang = chat.lastCard();
    const [visit] = await Visit.find().lean();
    expect(pathOf(rang, "签到")).toBe(`/customers/${customer.id}/check-in?visit=${visit?._id}`);
    await chat.presses("完成并写结果");
    expect(await Visit.find().lean()).toMatchObject([{ state: "done", visitedOn: "2026-09-17", checkIn: null }]);
    const saved = await chat.says("王总同意试用，下周三送样");
    expect(saved.title).toBe("已记跟进 ✓ 宁波海川物流");
    const [note] = await FollowUp.find().lean();
    expect(note).toMatchObject({ method: "visit", customer: customer.id });
    expect(await Visit.find().lean()).toMatchObject([{ state: "done", followUp: note?._id }]);
    await chat.presses("撤销", saved);
    expect(await Visit.find().lean()).toMatchObject([{ state: "done", followUp: null }]);
  });
});

describe("/拜访", () => {
  test("with a name leads to its check-in, and takes a time", async () => {
    const { customer } = await haichuan();
    const card = await chat.says("/拜访 海川物流");
    expect(pathOf(card, "签到")).toBe(`/customers/${customer.id}/check-in`);
    await chat.says("周四下午2点");
    expect(await Visit.find().lean()).toMatchObject([{ plannedOn: "2026-09-17", time: "14:00" }]);
  });

  test("with what was talked about tells of a visit", async () => {
    await haichuan();
    await chat.says("/拜访 海川 王总同意试用，周五回访");
    expect(await FollowUp.find().lean()).toMatchObject([{ method: "visit" }]);
    expect(await Visit.find().lean()).toMatchObject([{ state: "done", visitedOn: "2026-09-16" }]);
  });

  test("alone shows where one goes today", async () => {
    const { by, customer } = await haichuan();
    expect((await chat.says("/拜访")).title).toBe("今天没有约拜访");
    await buildVisit({ by, customer: customer.id, plannedOn: "2026-09-16", time: "15:00", now: MORNING });
    const card = await chat.says("/拜访");
    expect(card.title).toBe("今天 1 个拜访");
    expect(valueOf(card, "15:00")).toContain("海川");
  });
});

describe("到海川了", () => {
  test.each(["到海川了", "我到海川物流楼下了", "已到海川", "到了海川", "刚到海川门口"])(
    "%s gives the one link into its check-in",
    async (words) => {
      const { customer } = await haichuan();
      const card = await chat.says(words);
      expect(card.title).toBe("到宁波海川物流了，点签到");
      expect(pathOf(card, "签到")).toBe(`/customers/${customer.id}/check-in`);
      expect(card.text?.includes("直接发一个位置")).toBe(carries("location"));
      expect(await Visit.countDocuments()).toBe(0);
    },
  );

  test("prefers whom one goes to see today; alone it means them", async () => {
    const { by, customer } = await haichuan();
    await buildCustomer({ by, name: "上海海川物流有限公司", kind: "company" });
    const asked = await chat.says("到海川物流了");
    expect(asked.buttons).toHaveLength(2);
    const visit = await buildVisit({ by, customer: customer.id, plannedOn: "2026-09-16", now: MORNING });
    const path = `/customers/${customer.id}/check-in?visit=${visit.id}`;
    expect(pathOf(await chat.says("到海川物流了"), "签到")).toBe(path);
    expect(pathOf(await chat.says("到了"), "签到")).toBe(path);
  });

  test.each(["到期了", "到账了", "货到了，海川很满意", "到家了", "到了"])(
    "%s says nothing of the kind",
    async (words) => {
      await haichuan();
      const card = await chat.says(words);
      expect(buttonTexts(card)).not.toContain("签到");
    },
  );
});

test("what cannot be read right after 到海川了 shows the way to its check-in again", async () => {
  const { by, customer } = await haichuan();
  const visit = await buildVisit({ by, customer: customer.id, plannedOn: "2026-09-16", now: MORNING });
  await chat.says("到海川了");
  const card = await chat.sends({ kind: "unsupported", type: "location" });
  expect(pathOf(card, "签到")).toBe(`/customers/${customer.id}/check-in?visit=${visit.id}`);
  expect((await chat.says("附近有哪些客户")).text?.includes("发一个位置")).toBe(carries("location"));
});

whereCarried("location")("a location right after 到海川了", () => {
  test("is the place of the visit, marked as sent in chat", async () => {
    const { by, customer } = await haichuan();
    await buildVisit({ by, customer: customer.id, plannedOn: "2026-09-16", time: "11:00", now: MORNING });
    await chat.says("到海川了");
    const card = await chat.sends(location(80));
    expect(card.title).toBe("已签到 ✓ 宁波海川物流");
    expect(valueOf(card, "签到")).toBe("到了客户处，离客户 80 米");
    expect(valueOf(card, "定位")).toBe("聊天里发的位置，甬江大道 1 号");
    expect(await Visit.find().lean()).toMatchObject([
      { state: "done", checkIn: "near", positionSource: "message", plannedOn: "2026-09-16", place: "甬江大道 1 号" },
    ]);
    expect(await Reminder.find().lean()).toMatchObject([{ state: "done" }]);
    await chat.says("王总同意试用");
    expect(await FollowUp.find().lean()).toMatchObject([{ method: "visit", content: "王总同意试用" }]);
    expect(await Visit.countDocuments()).toBe(1);
    const again = await chat.says("到海川了");
    expect(again.title).toContain("签过到了");
  });

  test("far away is kept and said", async () => {
    await haichuan();
    await chat.says("到海川了");
    expect(valueOf(await chat.sends(location(3200)), "签到")).toBe("离客户远，离客户 3.2 公里");
  });

  test("the first check-in may become the customer's place, with the way back", async () => {
    const { customer } = await haichuan({});
    await chat.says("到海川了");
    const card = await chat.sends(location());
    expect(valueOf(card, "签到")).toBe("客户还没有位置");
    await chat.presses("存为客户位置");
    expect(await Customer.findOne({ _id: customer.id }).lean()).toMatchObject(DOOR);
    await chat.presses("撤销");
    expect(await Customer.findOne({ _id: customer.id }).lean()).toMatchObject({ latitude: null, longitude: null });
  });
});

whereCarried("location")("a location by itself", () => {
  test("shows the customers around it, and checks in with one tap", async () => {
    const { by, customer } = await haichuan();
    await buildCustomer({ by, name: "隔壁", latitude: DOOR.latitude + 0.03, longitude: DOOR.longitude });
    await buildCustomer({ name: "同事的", ...DOOR });
    const card = await chat.sends(location(120));
    expect(card.title).toBe("附近 2 家客户");
    expect(card.rows.map(({ label, value }) => [label, value])).toEqual([
      ["120米", "宁波海川物流"],
      ["3.2公里", "隔壁"],
    ]);
    await chat.presses(buttonTexts(card)[0] ?? "");
    expect(await Visit.find().lean()).toMatchObject([{ customer: customer.id, checkIn: "near", state: "done" }]);
  });

  test("where nobody is says so", async () => {
    await haichuan({});
    expect((await chat.sends(location())).title).toBe("附近没有存了位置的客户");
    expect(pathOf(await chat.says("附近有哪些客户"), "打开附近客户")).toBe("/nearby");
  });
});

whereCarried("location")("how many visits", () => {
  test("are counted from visits, told or checked in", async () => {
    await haichuan();
    await chat.says("昨天拜访了海川王总，聊得不错");
    await chat.says("到海川了");
    await chat.sends(location());
    await chat.says("/拜访 海川 周五14:00");
    expect((await chat.says("这周拜访了几家")).title).toBe("拜访 2 次，1 家客户");
    const card = await chat.says("本月拜访统计");
    expect(card.title).toBe("本月拜访");
    expect(["约了", "去了", "没签到", "平均"].map((label) => valueOf(card, label))).toEqual([
      "1 次",
      "2 次，1 家客户",
      "1 次",
      "离客户 0 米",
    ]);
  });
});
