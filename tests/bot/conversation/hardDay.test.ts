import { Customer, FollowUp, Opportunity, Reminder } from "../../../models";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildHouse } from "../../support/factories";

useDatabase();
jest.setTimeout(120_000);

let chat: Chat;
const shorts = new Map<string, string>();

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  for (const house of [
    ["杭州鼎盛科技有限公司", "鼎盛", "张伟"],
    ["苏州明远机械有限公司", "明远", "张建国"],
    ["宁波海川物流有限公司", "海川", "张敏"],
    ["南京青松电子有限公司", "青松", "章华"],
  ] as const) {
    shorts.set(await buildHouse(by, house), house[1]);
  }
});

const shortOf = (id: unknown) => shorts.get(String(id)) ?? null;
const notes = async () => (await FollowUp.find().lean()).map((one) => [shortOf(one.customer), one.content]);
const tasks = async () =>
  (await Reminder.find().lean()).map((one) => [shortOf(one.customer), one.text, one.dueFrom, one.time]);
const deals = async () => (await Opportunity.find().lean()).map((one) => [shortOf(one.customer), one.amount]);

/** A rep on the road: no punctuation, wrong names, second thoughts. Nothing lands at the wrong customer, and nothing twice. */
test("a hard day", async () => {
  const says = async (text: string) => {
    chat.clock.advance(20_000);
    return chat.says(text);
  };

  const call = "刚跟张总打完电话他说报价还要再看看下周三给答复";
  await chat.sends({ kind: "text", text: call, spoken: true });
  expect((await says("最近跟海川聊得怎么样")).title).toBe("海川");
  await says("是海川那个");
  expect(await notes()).toEqual([["海川", call]]);
  await says("不是张总是章总");
  expect(await notes()).toEqual([["青松", call]]);
  expect((await says("他电话多少")).title).toBe("青松");

  await says("明天10点提醒我给章总回电话");
  await says("改成后天");
  await says("还是改成下周一上午9点吧");
  const answer = ["青松", expect.stringContaining("给答复"), "2026-09-23", null];
  expect(await tasks()).toEqual([answer, ["青松", "给章总回电话", "2026-09-21", "09:00"]]);

  await says("上午去了鼎盛，样品没问题，下午去了明远，他们嫌贵要降5个点");
  expect((await notes()).slice(1)).toEqual([
    ["鼎盛", "上午去了鼎盛，样品没问题"],
    ["明远", "下午去了明远，他们嫌贵要降5个点"],
  ]);

  await says("给鼎盛报了18万");
  expect(valueOf(await says("不对，是16万8"), "金额")).toContain("¥168,000");
  await chat.presses("确认");
  expect(await deals()).toEqual([["鼎盛", 16_800_000]]);
  expect((await says("华瑞报了15万，比我们便宜")).title).toBe("这是哪家客户？");
  await says("鼎盛");
  expect(await deals()).toEqual([["鼎盛", 16_800_000]]);
  await says("撤销");
  await says("撤销");
  expect([await deals(), (await notes()).length]).toEqual([[], 3]);

  await says("这家下周四再去一趟");
  await says("不是下周四，是下周五");
  expect((await tasks()).at(-1)).toEqual(["鼎盛", expect.stringContaining("再去一趟"), "2026-09-25", null]);

  const asked = await says("张总那边要合同，周五前给");
  expect(asked.title).toBe("你说的“张总”是哪位？");
  await says("海川上次聊到哪了");
  await says("第一个");
  const chosen = buttonTexts(asked)[0]?.split("·")[1] ?? "";
  expect((await notes()).at(-1)).toEqual([chosen, "张总那边要合同，周五前给"]);
  await says("改电话");
  expect((await says("算了")).title).toBe("好，不改了");
  expect((await says(`不是${chosen}的`)).title).toBe("是哪家客户？");
  await says("海川的");
  expect((await notes()).at(-1)).toEqual(["海川", "张总那边要合同，周五前给"]);

  expect(buttonTexts(await says("/查 张总"))).toHaveLength(3);
  expect([(await notes()).length, (await tasks()).length, await Customer.countDocuments()]).toEqual([4, 4, 4]);
});
