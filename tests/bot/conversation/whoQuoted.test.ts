import { Customer, FollowUp, Opportunity } from "../../../models";
import { Chat, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildCustomer } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  for (const short of ["海川", "鼎盛"]) {
    await buildCustomer({ by, name: `${short}科技有限公司`, kind: "company", aliases: [short] });
  }
});

describe("华瑞报了16万, of whom nobody has heard", () => {
  test.each(["给华瑞报了16万", "向华瑞报了16万", "跟华瑞报了16万", "/跟进 华瑞 报了16万"])(
    "%s: it is ours to them",
    async (words) => {
      const preview = await chat.says(words);
      expect(valueOf(preview, "客户")).toBe("华瑞（新建）");
      expect(valueOf(preview, "金额")).toContain("¥160,000");
    },
  );

  test.each(["海川那边在比价，华瑞报了16万", "海川说华瑞报了16万", "海川的单子华瑞也报了16万"])(
    "%s: a rival's, and no deal of the customer's",
    async (words) => {
      await chat.says(words);
      expect(await FollowUp.find().lean()).toMatchObject([{ content: words }]);
      expect([await Opportunity.countDocuments(), await Customer.countDocuments()]).toEqual([0, 2]);
    },
  );

  test.each([
    ["今天去海川，华瑞报了16万，我们报20万", "¥200,000"],
    ["今天给海川报了20万，他说华瑞报了16万", "¥200,000"],
    ["海川报了20万，华瑞报了16万", "¥200,000"],
  ])("%s: the customer's deal is worth what we quoted", async (words, amount) => {
    const preview = await chat.says(words);
    expect([valueOf(preview, "客户"), valueOf(preview, "金额")]).toEqual(["海川", expect.stringContaining(amount)]);
  });

  test("beside words of comparing it is asked at which customer", async () => {
    expect((await chat.says("华瑞报了16万，比我们便宜")).title).toBe("这是哪家客户？");
    await chat.presses("海川");
    expect(await FollowUp.find().lean()).toMatchObject([{ content: "华瑞报了16万，比我们便宜" }]);
    expect([await Opportunity.countDocuments(), await Customer.countDocuments()]).toEqual([0, 2]);
  });

  test("alone it is a note, whose figure counts once it is said to be ours", async () => {
    await chat.says("/跟进 海川 样品收到了");
    const preview = await chat.says("华瑞报了16万");
    expect(valueOf(preview, "没记")).toContain("没说是谁报的价");
    expect(valueOf(preview, "金额")).toBeUndefined();
    await chat.presses("改", preview);
    expect(valueOf(await chat.says("金额16万"), "金额")).toContain("¥160,000");
    await chat.presses("确认");
    expect(await Opportunity.find().lean()).toMatchObject([{ amount: 16_000_000 }]);
  });

  test("a customer's name before it is whom we quoted to", async () => {
    expect(valueOf(await chat.says("鼎盛报了16万"), "金额")).toContain("¥160,000");
  });
});
