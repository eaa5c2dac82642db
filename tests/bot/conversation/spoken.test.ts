import { FollowUp } from "../../../models";
import { Chat, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

beforeEach(() => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
});

async function dingsheng() {
  const by = await chat.userBehind("lilei");
  const customer = await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company", aliases: ["鼎盛"] });
  await buildContact({ by, customer: customer.id, name: "张伟", title: null });
  return customer;
}

const speaks = (text: string) => chat.sends({ kind: "text", text, spoken: true });
const written = (customer: { id: string }) => FollowUp.countDocuments({ customer: customer.id });

describe("a name that was heard wrong", () => {
  test.each([
    ["跟进 鼎胜 报价可以接受下周签合同", "鼎胜 → 鼎盛"],
    ["今天去了鼎胜聊了价格", "鼎胜 → 鼎盛"],
    ["跟进 张宗 报价可以接受", "张宗 → 张总"],
    ["跟进 章总 报价可以接受", "章总 → 张总"],
  ])("%s is put right, and the card says so", async (words, correction) => {
    const customer = await dingsheng();
    const saved = await speaks(words);
    expect(valueOf(saved, "更正")).toBe(correction);
    expect(await written(customer)).toBe(1);
  });

  test("is only asked about when it was typed", async () => {
    await dingsheng();
    expect((await chat.says("/跟进 鼎胜 报价可以接受")).title).toBe("你说的“鼎胜”是哪位？");
    expect(await FollowUp.countDocuments()).toBe(0);
  });

  test("is nobody else's customer's", async () => {
    await buildCustomer({ name: "杭州鼎盛科技有限公司", kind: "company", aliases: ["鼎盛"] });
    await chat.userBehind("lilei");
    expect(JSON.stringify(await speaks("跟进 鼎胜 报价可以接受"))).not.toContain("鼎盛");
  });

  test("leaves a name alone that somebody has", async () => {
    const customer = await dingsheng();
    const by = await chat.userBehind("lilei");
    const other = await buildCustomer({ by, name: "鼎胜机械有限公司", kind: "company", aliases: ["鼎胜"] });
    await speaks("跟进 鼎胜 报价可以接受");
    expect([await written(customer), await written(other)]).toEqual([0, 1]);
  });
});
