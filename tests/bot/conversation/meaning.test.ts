import { Customer, FollowUp, Reminder } from "../../../models";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildFollowUp } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

beforeEach(() => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
});

async function zhangAt(name: string, short: string, person: string) {
  const by = await chat.userBehind("lilei");
  const customer = await buildCustomer({ by, name, kind: "company", aliases: [short] });
  await buildContact({ by, customer: customer.id, name: person, title: null });
  return customer;
}

async function twoZhang() {
  const dingsheng = await zhangAt("杭州鼎盛科技有限公司", "鼎盛", "张伟");
  const mingyuan = await zhangAt("苏州明远机械有限公司", "明远", "张建国");
  return { dingsheng, mingyuan };
}

const talkedTo = async () => (await FollowUp.find().lean<{ customer: string }[]>()).map(({ customer }) => customer);

describe("which 张总 is answered in words", () => {
  test.each(["鼎盛的张总", "鼎盛张总", "鼎盛的", "张伟", "是鼎盛那个"])("%s", async (words) => {
    const { dingsheng } = await twoZhang();
    expect(buttonTexts(await chat.says("/跟进 张总 样品寄了"))).toContain("都不是，新建");
    await chat.says(words);
    expect(await talkedTo()).toEqual([dingsheng.id]);
  });

  test.each(["第二个", "选2", "2", "就第二个吧"])("%s", async (words) => {
    await twoZhang();
    const card = await chat.says("/跟进 张总 样品寄了");
    const second = buttonTexts(card)[1] ?? "";
    await chat.says(words);
    const [customer] = await talkedTo();
    const row = await Customer.findOne({ _id: customer }).lean<{ aliases: string[] }>();
    expect(second).toContain(row?.aliases[0]);
    expect(await talkedTo()).toHaveLength(1);
  });

  test("a place that is not on the card is no answer", async () => {
    await twoZhang();
    await chat.says("/跟进 张总 样品寄了");
    await chat.says("第四个");
    expect(await talkedTo()).toEqual([]);
  });
});

test.each(["鼎盛泰和食品", "鼎盛泰和"])("%s only begins like a known company and is another", async (name) => {
  const { dingsheng } = await twoZhang();
  const card = await chat.says(`今天拜访了${name}的王经理，想要样品`);
  expect(valueOf(card, "客户")).toBe(`${name}（新建）`);
  expect(valueOf(card, "联系人")).toBe("王经理（新建）");
  await chat.presses("确认", card);
  expect(await talkedTo()).not.toContain(dingsheng.id);
});

describe("/提醒 never asks who", () => {
  test.each(["张总", "孙总"])("nor does the word that moves it: %s", async (name) => {
    await twoZhang();
    await chat.says(`/提醒 明天9点 给${name}回电`);
    const moved = await chat.says("改成后天");
    expect(moved.title).toBe(`会提醒你 ✓ 给${name}回电`);
    expect(await Reminder.find().lean()).toMatchObject([
      { customer: null, dueFrom: "2026-09-18", time: "09:00", remindAt: new Date("2026-09-18T09:00:00+08:00") },
    ]);
    await chat.presses("撤销", moved);
    expect(await Reminder.find().lean()).toMatchObject([{ dueFrom: "2026-09-17" }]);
  });
});

describe("a correction is what it says", () => {
  test("不对，客户嫌贵 tells how it went", async () => {
    await twoZhang();
    await chat.says("/跟进 鼎盛 方案没问题");
    await chat.says("不对，客户嫌贵");
    expect(await FollowUp.find().lean()).toMatchObject([{ content: "客户嫌贵" }]);
  });

  test("half a number changes nothing", async () => {
    await twoZhang();
    await chat.says("/跟进 鼎盛 方案没问题");
    const answer = await chat.says("/改 电话 1380");
    expect(answer.title).toBe("没听出要改什么");
    expect(await FollowUp.find().lean()).toMatchObject([{ method: null }]);
  });
});

test("/查 张总 finds people, not the notes that mention them", async () => {
  const { dingsheng } = await twoZhang();
  const by = await chat.userBehind("lilei");
  await buildFollowUp({ by, customer: dingsheng.id, content: "跟张总聊了报价" });
  const card = await chat.says("/查 张总");
  expect(card.rows.map((row) => row.label)).toEqual(expect.arrayContaining(["张伟", "张建国"]));
});

test("a contact that comes with a number is shown before it is kept", async () => {
  await twoZhang();
  const card = await chat.says("鼎盛的李工加了微信 ligong2026，说想试用");
  expect(valueOf(card, "联系人")).toBe("李工（新建）");
});
