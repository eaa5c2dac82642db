import { FollowUp, Opportunity } from "../../../models";
import { Chat, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildHouse } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-14T10:30:00+08:00"));
  await buildHouse(await chat.userBehind("lilei"), ["嘉兴五芳斋食品有限公司", "五芳斋", "张总"]);
});

const notes = async () => (await FollowUp.find().lean()).map(({ content }) => content);

describe("a figure that was wrong", () => {
  test.each(["不对 是3吨", "应该是3吨", "说错了，3吨", "是3吨"])("%s: the note tells of it", async (words) => {
    await chat.says("张总说变性淀粉可以，先来2吨，月底前到货");
    expect((await chat.says(words)).title).toContain("五芳斋");
    expect(await notes()).toEqual(["张总说变性淀粉可以，先来3吨，月底前到货"]);
    await chat.says("/撤销");
    expect(await notes()).not.toEqual(["张总说变性淀粉可以，先来3吨，月底前到货"]);
  });

  test("beside a bare number both are put right, and the money is looked at first", async () => {
    await chat.says("五芳斋麦芽糊精5吨定了，总共21000元");
    const preview = await chat.says("不对 是6吨 25200");
    expect([valueOf(preview, "内容"), valueOf(preview, "金额")]).toEqual([
      "五芳斋麦芽糊精6吨定了，总共21000元",
      expect.stringContaining("¥25,200"),
    ]);
    await chat.presses("确认");
    expect(await Opportunity.find().lean()).toMatchObject([{ amount: 2_520_000 }]);
    expect(await notes()).toEqual(["五芳斋麦芽糊精6吨定了，总共21000元"]);
  });

  test.each(["不对 是3箱", "不对 是25200"])("%s: which is meant is asked, and nothing changes", async (words) => {
    await chat.says("张总说先来2吨，再寄2公斤样品");
    expect((await chat.says(words)).title).toBe("没听出要改什么");
    expect(await notes()).toEqual(["张总说先来2吨，再寄2公斤样品"]);
  });
});
