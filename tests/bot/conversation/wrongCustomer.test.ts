import { FollowUp, Opportunity, Reminder } from "../../../models";
import { User } from "../../../models/system/user";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer } from "../../support/factories";

useDatabase();

let chat: Chat;

beforeEach(() => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
});

async function twoCustomers() {
  const by = await chat.userBehind("lilei");
  const dingsheng = await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company" });
  const mingyuan = await buildCustomer({ by, name: "苏州明远机械有限公司", kind: "company" });
  await buildContact({ by, customer: dingsheng.id, name: "张伟", title: null, phones: ["13700001111"] });
  await buildContact({ by, customer: mingyuan.id, name: "李强", title: null, phones: ["13700002222"] });
  return { dingsheng, mingyuan };
}

describe("whom a sentence is about does not move with the talk", () => {
  test("a confirmed preview is written to the customer it showed", async () => {
    const { dingsheng } = await twoCustomers();
    await chat.says("/客户 张伟");
    expect(valueOf(await chat.says("他说预算5万"), "客户")).toContain("鼎盛");
    await chat.says("/客户 李强");
    await chat.says("确认");
    expect(await Opportunity.find().lean()).toMatchObject([{ customer: dingsheng.id }]);
  });

  test("a correction stays with the customer of what it corrects", async () => {
    const { dingsheng } = await twoCustomers();
    await chat.says("/客户 张伟");
    await chat.says("他下周要报价");
    await chat.says("/客户 李强");
    await chat.says("不对，是周五");
    expect(await FollowUp.find().lean()).toMatchObject([{ customer: dingsheng.id }]);
  });
});

describe("who is not certain is asked", () => {
  test("a part of a company's name is another name", async () => {
    const by = await chat.userBehind("lilei");
    await buildCustomer({ by, name: "上海天元科技有限公司", kind: "company" });
    expect(buttonTexts(await chat.says("/跟进 海天 下周报价"))).toContain("都不是，新建");
    expect(await FollowUp.countDocuments()).toBe(0);
  });

  test.each([
    "把武汉青松电子有限公司转给我",
    "武汉青松电子有限公司今天来电话问样品",
    "青松电子有限公司下周三要来看样品",
  ])("%s: a company said in full is not the customer whose short name stands in it", async (words) => {
    const by = await chat.userBehind("lilei");
    const known = await buildCustomer({ by, name: "苏州青松化工有限公司", kind: "company" });
    await chat.says(words);
    expect(await FollowUp.countDocuments({ customer: known.id })).toBe(0);
  });

  test.each(["青松电子的王总说要降价", "青松电子下周三要来看样品", "青松电子说预算5万"])(
    "%s: another trade is another company",
    async (words) => {
      const by = await chat.userBehind("lilei");
      const known = await buildCustomer({ by, name: "苏州青松化工有限公司", kind: "company" });
      await chat.says(words);
      expect(await FollowUp.countDocuments({ customer: known.id })).toBe(0);
      expect(await Reminder.countDocuments({ customer: known.id })).toBe(0);
    },
  );

  test("a customer said in full is that customer", async () => {
    const by = await chat.userBehind("lilei");
    const known = await buildCustomer({ by, name: "苏州青松化工有限公司", kind: "company" });
    await chat.says("苏州青松化工有限公司今天来电话问样品");
    await chat.says("青松化工有限公司今天又来电话问样品");
    expect(await FollowUp.countDocuments({ customer: known.id })).toBe(2);
  });

  test("a number of one customer beside the name of another", async () => {
    await twoCustomers();
    const card = await chat.says("/跟进 张伟 13700002222 明天拜访");
    expect(buttonTexts(card)).toEqual(expect.arrayContaining(["张伟·杭州鼎盛科技", "李强·苏州明远机械"]));
  });

  test("one sentence about two customers", async () => {
    await twoCustomers();
    const card = await chat.says("跟张伟聊了价格，李强下周五前付款");
    expect(buttonTexts(card)).toEqual(expect.arrayContaining(["张伟·杭州鼎盛科技", "李强·苏州明远机械"]));
    expect(await FollowUp.countDocuments()).toBe(0);
  });

  test("a number beside a name its owner does not have", async () => {
    await twoCustomers();
    expect(buttonTexts(await chat.says("/跟进 赵敏 13700002222 明天拜访"))).toContain("都不是，新建");
  });
});

describe("an open question takes only its answer", () => {
  test("a sentence about a customer is no answer to whom an older one meant", async () => {
    const { dingsheng } = await twoCustomers();
    await chat.says("下周报价");
    await chat.says("张伟说再考虑考虑");
    expect(await FollowUp.find().lean()).toMatchObject([{ customer: dingsheng.id, content: "张伟说再考虑考虑" }]);
  });

  test("a correction changes what came last, not an older draft", async () => {
    await twoCustomers();
    await chat.says("/跟进 王晓东 下周报价");
    chat.clock.advance(60_000);
    await chat.says("/跟进 张伟 下周送样品");
    chat.clock.advance(60_000);
    expect((await chat.says("不对，是周五")).title).toContain("鼎盛");
  });

  test("a name without a word of what was said writes nothing", async () => {
    await twoCustomers();
    await chat.says("/跟进");
    await chat.says("张伟");
    expect(chat.cards().at(-1)?.title).toBe("这句没有要记的");
    expect(await FollowUp.countDocuments()).toBe(0);
  });
});

test("who may not write learns nothing of whom colleagues have", async () => {
  const by = await chat.userBehind("lilei");
  await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company" });
  chat.joins("zhoujie", "周洁");
  const finance = await chat.userBehind("zhoujie");
  await User.updateOne({ _id: finance._id }, { $set: { roles: ["finance"] } });
  const known = await chat.as("zhoujie").says("/跟进 杭州鼎盛科技有限公司 下周报价");
  const unknown = await chat.as("zhoujie").says("/跟进 杭州无名科技有限公司 下周报价");
  expect(known).toEqual({ ...unknown, id: known.id, replyPath: known.replyPath });
});

test("a known name inside a longer one is not meant", async () => {
  const by = await chat.userBehind("lilei");
  await buildCustomer({ by, name: "上海天元科技有限公司", kind: "company" });
  const card = await chat.says("/跟进 天元素科技 今天电话聊了");
  expect(card.title).not.toContain("已记跟进");
  expect(await FollowUp.countDocuments()).toBe(0);
});

test("a company with somebody else's contact is asked", async () => {
  const by = await chat.userBehind("lilei");
  await buildCustomer({ by, name: "翠岭甲方科技有限公司", kind: "company" });
  const other = await buildCustomer({ by, name: "翠岭乙方科技有限公司", kind: "company" });
  await buildContact({ by, customer: other.id, name: "郦小山" });
  await chat.says("/跟进 翠岭甲方科技 郦小山 今天电话聊了");
  expect(await FollowUp.countDocuments()).toBe(0);
});
