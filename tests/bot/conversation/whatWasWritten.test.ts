import { Customer, FollowUp, Opportunity } from "../../../models";
import { Chat, buttonTexts } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildCustomer } from "../../support/factories";

useDatabase();

let chat: Chat;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  for (const name of ["杭州鼎盛科技有限公司", "上海明远贸易有限公司"]) {
    await buildCustomer({ by, name, kind: "company", now: chat.clock.now() });
  }
});

const contents = async () => (await FollowUp.find().lean<{ content: string }[]>()).map(({ content }) => content);

describe("taking back what was said of one customer", () => {
  test.each(["鼎盛那条撤销", "把鼎盛刚才那条撤了", "撤销鼎盛的那条", "/撤销 鼎盛"])(
    "%s takes back that one and leaves the later one",
    async (words) => {
      await chat.says("鼎盛说样品收到了");
      await chat.says("明远说价格高");
      expect((await chat.says(words)).title).toBe("已撤销，跟进已收回");
      expect(await contents()).toEqual(["明远说价格高"]);
    },
  );

  test("of two it is asked which", async () => {
    await chat.says("鼎盛说样品收到了");
    await chat.says("鼎盛说价格高");
    const asked = await chat.says("鼎盛那条撤销");
    expect(buttonTexts(asked)).toEqual(["鼎盛说价格高", "鼎盛说样品收到了"]);
    await chat.presses("鼎盛说样品收到了");
    expect(await contents()).toEqual(["鼎盛说价格高"]);
  });

  test("where nothing was said of them, nothing else is taken", async () => {
    await chat.says("鼎盛说样品收到了");
    expect((await chat.says("明远那条撤销")).title).toContain("没有可以撤销的");
    expect(await FollowUp.countDocuments()).toBe(1);
  });

  test.each(["上一条撤回", "撤销上一条", "这条不要了删掉"])("%s is the last one", async (words) => {
    await chat.says("鼎盛说样品收到了");
    await chat.says("明远说价格高");
    await chat.says(words);
    expect(await contents()).toEqual(["鼎盛说样品收到了"]);
  });

  test("昨天那条跟进删了 shows what there is", async () => {
    await chat.says("鼎盛说样品收到了");
    chat.clock.set(new Date("2026-09-17T09:30:00+08:00"));
    expect(buttonTexts(await chat.says("昨天那条跟进删了"))).toEqual(["鼎盛说样品收到了"]);
    expect(await FollowUp.countDocuments()).toBe(1);
  });

  test("what a customer struck out is something to write down", async () => {
    await chat.says("鼎盛说样品收到了");
    await chat.says("鼎盛说合同里付款那条删了");
    expect(await FollowUp.countDocuments()).toBe(2);
  });
});

test.each(["刚才记了啥", "都记上了吗", "我今天记了哪些"])("%s tells what stands and what waits", async (words) => {
  expect((await chat.says(words)).title).toBe("今天还没记过");
  await chat.says("鼎盛说样品收到了");
  await chat.says("明远 聊了价格，20万");
  const told = await chat.says(words);
  expect(told.title).toBe("今天记了 1 条");
  expect(told.rows.map(({ label, value }) => [label, value])).toEqual([
    ["还没记", "明远 聊了价格，20万"],
    ["10:30", "鼎盛说样品收到了"],
  ]);
  expect(await Opportunity.countDocuments()).toBe(0);
  await chat.says("确认");
  expect((await chat.says(words)).title).toBe("今天记了 2 条");
});

describe("a number alone", () => {
  test("is whose it is", async () => {
    await chat.says("/新客户 鼎盛 13812345678");
    await chat.presses("确认");
    expect((await chat.says("138 1234 5678")).title).toBe("杭州鼎盛科技");
  });

  test("that nobody has is saved to whoever is talked about, in one tap and a yes", async () => {
    expect((await chat.says("13812345678")).buttons).toEqual([]);
    await chat.says("鼎盛说样品收到了");
    const asked = await chat.says("13812345678");
    expect(asked.title).toBe("这个号码还没人用");
    await chat.presses("记给杭州鼎盛科技");
    await chat.presses("确认");
    expect(await Customer.countDocuments()).toBe(2);
    expect((await chat.says("13812345678")).title).toBe("杭州鼎盛科技");
  });
});
