import { Contact, Customer, FollowUp } from "../../../models";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildHouse } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;
const customers: Record<string, string> = {};

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  for (const house of [
    ["杭州鼎盛机械有限公司", "鼎盛", "张伟"],
    ["苏州明远电子有限公司", "明远", "张建国"],
    ["宁波海川科技有限公司", "海川", "张敏"],
    ["南京青松化工有限公司", "青松", "章华"],
  ] as const) {
    customers[house[1]] = await buildHouse(by, house);
  }
});

const notes = async () =>
  (await FollowUp.find().lean<{ customer: string; content: string }[]>()).map(({ customer, content }) => [
    customer,
    content,
  ]);

describe("哪位张总 is answered in words", () => {
  test.each([
    "海川的张总",
    "海川科技 张总",
    "是海川那个",
    "海川那边的张总",
    "选海川",
    "我说的是海川的张总",
    "不是，是海川那个张总",
    "不是明远的，是海川",
    "宁波那个",
    "做科技的那个",
    "张敏，海川的",
    "第三个",
    "3",
    "最后一个",
  ])("%s", async (answer) => {
    await chat.says("今天见了张总，聊得不错");
    await chat.says(answer);
    expect(await notes()).toEqual([[customers.海川, "今天见了张总，聊得不错"]]);
    expect(await Customer.countDocuments()).toBe(4);
  });

  test("an answer in words is remembered like a tap", async () => {
    await chat.says("今天见了张总，聊得不错");
    expect(buttonTexts(await chat.says("海川那个"))).toContain("以后默认他");
  });

  test("words that fit two of them are no answer", async () => {
    await chat.says("今天见了张总，聊得不错");
    await chat.says("海川还是明远来着");
    await chat.says("有限公司那个");
    expect(await notes()).toEqual([]);
  });

  test("whom it is not, nobody is taken for", async () => {
    await chat.says("今天见了张总，聊得不错");
    await chat.says("不是海川的");
    expect(await notes()).toEqual([]);
    await chat.says("明远的");
    expect(await notes()).toEqual([[customers.明远, "今天见了张总，聊得不错"]]);
  });

  test("that the name was wrong", async () => {
    await chat.says("今天见了张总，聊得不错");
    await chat.says("不是张总是章总");
    expect(await notes()).toEqual([[customers.青松, "今天见了张总，聊得不错"]]);
  });

  test("none of them is a new one, looked at first", async () => {
    await chat.says("今天见了张总，聊得不错");
    const preview = await chat.says("都不是");
    expect(valueOf(preview, "客户")).toBe("张总（新建）");
    expect(await notes()).toEqual([]);
  });

  test("a house nobody knows yet keeps who was asked about", async () => {
    await chat.says("今天见了张总，聊得不错");
    const preview = await chat.says("华瑞的张总");
    expect([valueOf(preview, "客户"), valueOf(preview, "联系人")]).toEqual(["华瑞（新建）", "张总（新建）"]);
    await chat.presses("确认");
    expect(await Contact.countDocuments({ name: "张总" })).toBe(1);
  });

  test("a new sentence about one of them is a sentence of its own", async () => {
    await chat.says("今天见了张总，聊得不错");
    await chat.says("海川张总下周三要报价");
    expect(await notes()).toEqual([[customers.海川, "海川张总下周三要报价"]]);
    await chat.presses("张伟·鼎盛");
    expect(await notes()).toHaveLength(2);
  });
});
