import { Contact, Customer, FollowUp } from "../../../models";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildHouse } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;
const houses: Record<string, string> = {};

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  for (const house of [
    ["宁波海川物流有限公司", "海川", "张敏"],
    ["苏州明远机械有限公司", "明远", "张建国"],
  ] as const) {
    houses[house[1]] = await buildHouse(by, house);
  }
  await buildContact({ by, customer: houses.明远 ?? "", name: "李芳", title: "经理" });
});

const notes = async () => (await FollowUp.find().lean()).map(({ customer, content }) => [String(customer), content]);

describe("a company alone, then what somebody there said", () => {
  test("who is nobody there yet is looked at, then kept at that company", async () => {
    expect((await chat.says("海川物流")).title).toBe("海川");
    const preview = await chat.says("王经理说下周签");
    expect([valueOf(preview, "客户"), valueOf(preview, "联系人")]).toEqual(["海川", "王经理（新建）"]);
    expect(await notes()).toEqual([]);
    await chat.says("好");
    expect(await notes()).toEqual([[houses.海川, "王经理说下周签"]]);
    expect(await Contact.find({ name: "王经理" }).lean()).toMatchObject([{ customer: houses.海川 }]);
    expect((await chat.says("王经理要样品")).title).toBe("已记跟进 ✓ 海川");
  });

  test("of several called alike it is theirs", async () => {
    await chat.says("海川");
    expect((await chat.says("张总说下周签")).title).toBe("已记跟进 ✓ 海川");
    expect(await notes()).toEqual([[houses.海川, "张总说下周签"]]);
  });

  test("who is known at another house alone is asked", async () => {
    await chat.says("海川物流");
    expect(buttonTexts(await chat.says("李经理说下周签"))).toEqual(["海川", "李芳·明远", "都不是，新建"]);
    expect(await notes()).toEqual([]);
    await chat.presses("李芳·明远");
    expect(await notes()).toEqual([[houses.明远, "李经理说下周签"]]);
  });

  test("a company nobody has is offered, and comes with its person", async () => {
    expect(buttonTexts(await chat.says("华瑞物流"))).toContain("新建客户");
    const preview = await chat.says("王经理说下周签");
    expect([valueOf(preview, "客户"), valueOf(preview, "联系人")]).toEqual(["华瑞物流（新建）", "王经理（新建）"]);
    await chat.presses("确认");
    expect(await Customer.countDocuments({ name: "华瑞物流" })).toBe(1);
  });

  test("what names its own house, or comes after other words, is not moved", async () => {
    await chat.says("海川物流");
    await chat.says("明远的李经理说下周签");
    await chat.says("海川物流");
    await chat.says("今天天气不错");
    await chat.says("李经理要样品");
    expect((await notes()).map(([customer]) => customer)).toEqual([houses.明远, houses.明远]);
  });
});
