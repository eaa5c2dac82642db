import { FollowUp, Opportunity, Reminder } from "../../../models";
import { Chat, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildHouse } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;
let dingsheng: string;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  dingsheng = await buildHouse(by, ["杭州鼎盛科技有限公司", "鼎盛", "张伟"]);
});

const tasks = async () =>
  (await Reminder.find().sort({ createdAt: 1 }).lean()).map((one) => [
    one.customer && String(one.customer),
    one.text,
    one.dueFrom,
    one.time,
  ]);

describe("another reminder of the same", () => {
  test("还有后天也提醒一下 keeps whom, what and the hour", async () => {
    await chat.says("明天15点提醒我给张总打电话");
    await chat.says("还有后天也提醒一下");
    await chat.says("下周一也提醒我，早上9点");
    expect(await tasks()).toEqual([
      [dingsheng, "给张总打电话", "2026-09-17", "15:00"],
      [dingsheng, "给张总打电话", "2026-09-18", "15:00"],
      [dingsheng, "给张总打电话", "2026-09-21", "09:00"],
    ]);
    await chat.says("撤销");
    expect(await tasks()).toHaveLength(2);
  });

  test("asks for the time alone where none was said", async () => {
    await chat.says("明天15点提醒我给张总打电话");
    expect((await chat.says("再提醒一次")).title).toBe("什么时候提醒？");
    await chat.says("周五上午10点");
    expect((await tasks()).at(-1)).toEqual([dingsheng, "给张总打电话", "2026-09-18", "10:00"]);
    expect((await chat.says("再来一个")).title).toBe("什么时候提醒？");
    await chat.says("算了");
    expect(await tasks()).toHaveLength(2);
  });

  test("one that just rang is told of again", async () => {
    await chat.says("/提醒 明天9点 给鼎盛送样");
    await chat.waitsUntil(new Date("2026-09-17T09:00:00+08:00"));
    await chat.says("下午3点再提醒我一次");
    expect((await tasks()).at(-1)).toEqual([dingsheng, "给鼎盛送样", "2026-09-17", "15:00"]);
  });

  test("without one it is the customer in talk, and nobody when there is none", async () => {
    expect((await chat.says("提醒我")).title).toBe("要提醒什么？");
    expect((await chat.says("明天9点提醒我")).title).toBe("要提醒什么？");
    expect(await tasks()).toEqual([]);
    await chat.says("跟张总聊了聊，想要报价");
    expect(valueOf(await chat.says("明天9点提醒我"), "客户")).toBe("鼎盛");
    expect(await tasks()).toEqual([[dingsheng, "联系鼎盛", "2026-09-17", "09:00"]]);
  });
});

test("2小时后喊我一声 reminds of what was just said", async () => {
  await chat.says("明天15点提醒我给张总打电话");
  await chat.says("2小时后喊我一声");
  expect((await tasks()).at(-1)).toEqual([dingsheng, "给张总打电话", "2026-09-16", "12:30"]);
});

describe("very short words", () => {
  test("嗯 and 行 confirm what waits, and are polite where nothing does", async () => {
    await chat.says("给鼎盛报了18万");
    await chat.says("嗯");
    expect(await Opportunity.find().lean()).toMatchObject([{ amount: 18_000_000 }]);
    for (const words of ["嗯", "行", "行吧", "对", "好的好的谢谢啊", "没问题", "666"]) {
      expect((await chat.says(words)).title).toBe("好，有事随时说");
    }
  });

  test("再来一个 behind a note asks what", async () => {
    await chat.says("跟张总聊了聊，想要报价");
    const card = await chat.says("再来一个");
    expect([card.title, card.text]).toEqual(["再记什么？", expect.stringContaining("鼎盛")]);
    expect(await FollowUp.countDocuments()).toBe(1);
  });
});
