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
  await buildHouse(by, ["苏州明远机械有限公司", "明远", "张建国"]);
});

const remind = () => chat.says("明天9点提醒我给鼎盛打电话");
const amounts = async () => (await Opportunity.find().lean()).map(({ customer, amount }) => [String(customer), amount]);

describe("改成二十二万 right after a reminder", () => {
  test("goes to what was said of the deal just before, old beside new", async () => {
    await chat.says("给鼎盛报了18万");
    await chat.says("好");
    await remind();
    const preview = await chat.says("改成二十二万");
    expect(preview.rows.find(({ label }) => label === "金额")).toMatchObject({
      oldValue: "¥180,000",
      value: expect.stringContaining("¥220,000"),
    });
    await chat.says("好");
    expect(await amounts()).toEqual([[dingsheng, 22_000_000]]);
    expect([await Reminder.countDocuments(), await FollowUp.countDocuments()]).toEqual([1, 1]);
  });

  test("goes to the deal as it stands, when that was told long ago", async () => {
    await chat.says("给鼎盛报了18万");
    await chat.says("好");
    chat.clock.advance(60 * 60_000);
    await remind();
    const preview = await chat.says("改成二十二万");
    expect([valueOf(preview, "客户"), valueOf(preview, "金额")]).toEqual(["鼎盛", expect.stringContaining("¥220,000")]);
    await chat.presses("确认");
    expect(await amounts()).toEqual([[dingsheng, 22_000_000]]);
    expect(await Reminder.countDocuments()).toBe(1);
  });

  test("says what can be changed where there is no deal", async () => {
    await remind();
    const card = await chat.says("改成二十二万");
    expect(card.title).toBe("刚才记的是提醒，没有金额和阶段");
    expect(card.text).toContain("鼎盛报价20万");
    await chat.says("/提醒 明天9点 买茶叶");
    expect((await chat.says("改成二十二万")).text).toContain("没挂客户");
    expect(await amounts()).toEqual([]);
    await chat.says("改成后天");
    expect((await Reminder.find().sort({ createdAt: 1 }).lean()).at(-1)).toMatchObject({ dueFrom: "2026-09-18" });
  });
});

describe("不对, and not a word of what is right", () => {
  test("asks what of the record is wrong, then changes it", async () => {
    await remind();
    expect((await chat.says("不对")).title).toBe("要改哪里？");
    await chat.says("时间下周三");
    expect(await Reminder.find().lean()).toMatchObject([{ dueFrom: "2026-09-23" }]);
  });

  test("asks once more whom the sentence is about", async () => {
    await chat.says("张总说下周签");
    expect((await chat.says("不对")).title).toBe("你说的“张总”是哪位？");
    await chat.says("明远的");
    expect(await FollowUp.countDocuments()).toBe(1);
    expect((await chat.says("呃刚才说错了是下下周一")).title).toContain("已改好");
  });

  test("says so where nothing was written", async () => {
    expect((await chat.says("不对")).title).toBe("没有可以改的");
  });
});

describe("what one of them wanted, told anew", () => {
  const notes = async () => (await FollowUp.find().sort({ content: 1 }).lean()).map(({ content }) => content);

  test("changes the note of that customer and moves none to them", async () => {
    await chat.says("鼎盛要样品，明远要合同");
    const before = (await FollowUp.findOne({ content: "鼎盛要样品" }).lean())?.customer;
    await chat.says("不对，明远要的是报价");
    expect(await notes()).toEqual(["明远要的是报价", "鼎盛要样品"].sort());
    expect((await FollowUp.findOne({ content: "鼎盛要样品" }).lean())?.customer).toBe(before);
    expect((await chat.says("不对，是明远的")).title).toBe("这几条里，哪条不对？");
    expect(await FollowUp.countDocuments({ customer: dingsheng })).toBe(1);
  });

  test("of a single one the words are what changes", async () => {
    await chat.says("鼎盛要样品");
    await chat.says("不对，鼎盛要的是图纸");
    expect(await notes()).toEqual(["鼎盛要的是图纸"]);
    await chat.says("不对，是明远的");
    expect(await FollowUp.countDocuments({ customer: dingsheng })).toBe(0);
  });
});

test("再撤回 offers what came before it", async () => {
  await chat.says("鼎盛要样品");
  await chat.says("鼎盛要图纸");
  await chat.says("撤回");
  expect((await chat.says("再撤回")).title).toBe("要撤销哪一条？");
  await chat.presses("鼎盛要样品");
  expect(await FollowUp.countDocuments()).toBe(0);
});

test("what the deal is worth already, said again, changes nothing and asks nothing", async () => {
  await chat.says("给鼎盛报了18万");
  await chat.says("好");
  expect((await chat.says("今天去了鼎盛，张总说18万可以接受")).title).toContain("已记跟进 ✓ 鼎盛");
  expect((await chat.says("今天去了鼎盛，张总说19万可以接受")).title).toBe("这样记对吗？");
  expect(await amounts()).toEqual([[dingsheng, 18_000_000]]);
});
