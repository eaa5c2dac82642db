import { Reminder } from "../../../models";
import { Chat } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildHouse } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

const at = (moment: string) => new Date(`${moment}:00+08:00`);
const RINGS = at("2026-09-17T09:00");
let chat: Chat;

beforeEach(async () => {
  chat = new Chat(at("2026-09-16T10:30"));
  await buildHouse(await chat.userBehind("lilei"), ["杭州鼎盛科技有限公司", "鼎盛", "张伟"]);
  await chat.says("/提醒 明天9点 给鼎盛送样");
});

const reminder = () => Reminder.findOne().lean();

describe("words typed right behind a reminder that rang", () => {
  beforeEach(() => chat.waitsUntil(RINGS));

  test.each(["完成", "已经完成了", "搞定", "打过了"])("%s completes it and asks what came of it", async (words) => {
    expect((await chat.says(words)).title).toContain("给鼎盛送样");
    expect(await reminder()).toMatchObject({ state: "done" });
    await chat.says("样品收到了，说下周给答复");
    expect(await reminder()).toMatchObject({ result: "样品收到了，说下周给答复" });
  });

  test.each([
    ["1小时后", "2026-09-17T10:00"],
    ["推迟到下午3点", "2026-09-17T15:00"],
    ["改到明天10点吧", "2026-09-18T10:00"],
    ["后天上午10点再说", "2026-09-19T10:00"],
  ])("%s puts it off", async (words, until) => {
    await chat.says(words);
    expect(await Reminder.find().lean()).toMatchObject([{ state: "open", remindAt: at(until) }]);
    await chat.waitsUntil(at(until));
    expect(chat.lastCard().title).toBe("到点了：给鼎盛送样");
  });

  test("不跟了 gives it up, and 撤销 brings it back", async () => {
    await chat.says("不跟了");
    expect(await reminder()).toMatchObject({ state: "dropped" });
    await chat.says("撤销");
    expect(await reminder()).toMatchObject({ state: "open" });
  });

  test("of two that rang the words do not say which", async () => {
    await chat.says("/提醒 9点10分 给鼎盛发合同");
    await chat.says("/提醒 9点20分 给鼎盛发发票");
    await chat.waitsUntil(at("2026-09-17T09:20"));
    expect((await chat.says("完成了")).title).toBe("响了好几个，是哪个？");
    expect(await Reminder.countDocuments({ state: "open" })).toBe(3);
  });

  test("once something else was said they mean nothing of it", async () => {
    await chat.says("张总说要两台样机");
    await chat.says("完成了");
    expect(await reminder()).toMatchObject({ state: "open" });
  });
});

test("before it rang nothing is completed", async () => {
  await chat.says("完成了");
  expect(await reminder()).toMatchObject({ state: "open" });
});
