import { FollowUp, Reminder } from "../../../models";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildHouse } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-14T10:30:00+08:00"));
  await buildHouse(await chat.userBehind("lilei"), ["苏州香满园食品有限公司", "香满园", "刘姐"]);
  await chat.says("每个月20号提醒我对账");
  await chat.says("11点半提醒我打给刘姐");
  await chat.says("明天9点提醒我给香满园寄样");
});

const open = async () => (await Reminder.find({ state: "open" }).sort({ createdAt: 1 }).lean()).map(({ text }) => text);
const ringsAt = async (text: string) => (await Reminder.findOne({ text }).lean())?.remindAt;

describe("a reminder still ahead, by what it says", () => {
  test.each(["取消对账的提醒", "对账那个提醒删了吧", "不用提醒我对账了", "把20号的提醒取消掉"])(
    "%s calls it off, and 撤销 brings it back",
    async (words) => {
      expect((await chat.says(words)).title).toBe("不跟了：对账");
      expect(await open()).toEqual(["打给刘姐", "给香满园寄样"]);
      await chat.presses("撤销");
      expect(await open()).toHaveLength(3);
    },
  );

  test.each(["打给刘姐的提醒改成下午4点", "刘姐那条提醒改到下午4点吧", "把11点半的提醒推迟到下午4点"])(
    "%s moves it and makes no other",
    async (words) => {
      await chat.says(words);
      expect(await ringsAt("打给刘姐")).toEqual(new Date("2026-09-14T16:00:00+08:00"));
      expect([await Reminder.countDocuments(), await FollowUp.countDocuments()]).toEqual([3, 0]);
    },
  );

  test("of a customer's several it is asked which, and a tap does it", async () => {
    const asked = await chat.says("香满园的提醒改到后天10点");
    expect([asked.title, valueOf(asked, "2")]).toEqual(["有 2 条提醒，是哪条？", "09-15 周二 09:00 给香满园寄样"]);
    expect(buttonTexts(asked)).toEqual(["1 打给刘姐", "2 给香满园寄样", "打开"]);
    await chat.presses("2 给香满园寄样");
    expect(await ringsAt("给香满园寄样")).toEqual(new Date("2026-09-16T10:00:00+08:00"));
    expect(await ringsAt("打给刘姐")).toEqual(new Date("2026-09-14T11:30:00+08:00"));
  });

  test("what nobody set is said not to be there", async () => {
    expect((await chat.says("取消盘点的提醒")).title).toBe("没有“盘点”的提醒");
    expect((await chat.says("所有提醒都取消")).title).toBe("一条一条来");
    expect(await open()).toHaveLength(3);
  });

  test.each(["刘姐提醒改到周五交货", "不要忘了提醒我明天交报告"])("%s is nothing of the kind", async (words) => {
    await chat.says(words);
    expect(await open()).toEqual(expect.arrayContaining(["对账", "打给刘姐", "给香满园寄样"]));
    expect(await ringsAt("打给刘姐")).toEqual(new Date("2026-09-14T11:30:00+08:00"));
  });
});

test.each(["我还有哪些提醒", "我都设了哪些提醒"])("%s: of whatever day", async (words) => {
  const list = await chat.says(words);
  expect(list.title).toBe("往后 3 件事");
  expect(list.rows.map(({ value }) => value)).toEqual(
    expect.arrayContaining([expect.stringContaining("对账"), expect.stringContaining("给香满园寄样")]),
  );
});
