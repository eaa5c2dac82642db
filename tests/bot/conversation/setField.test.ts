import { Customer, FollowUp } from "../../../models";
import { Chat, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildHouse } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;
let wufang: string;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-14T10:30:00+08:00"));
  wufang = await buildHouse(await chat.userBehind("lilei"), ["嘉兴五芳斋食品有限公司", "五芳斋", "张总"]);
});

const stored = () => Customer.findOne({ _id: wufang }).lean();

describe("what a customer's card is to hold is written there, and is no talk", () => {
  test.each([
    { words: "把五芳斋等级改成A", row: ["级别", "A"], fields: { level: "A" } },
    { words: "五芳斋改成b级", row: ["级别", "B"], fields: { level: "B" } },
    { words: "把五芳斋标成重点客户", row: ["重点", "重点客户"], fields: { flag: "key" } },
    { words: "给五芳斋打个标签 长期客户", row: ["标签", "长期客户"], fields: { tags: ["长期客户"] } },
    { words: "给五芳斋加上账期60天的标签", row: ["标签", "账期60天"], fields: { tags: ["账期60天"] } },
    {
      words: "五芳斋地址是秀洲区新塍镇西环路88号",
      row: ["地址", "秀洲区新塍镇西环路88号"],
      fields: { address: "秀洲区新塍镇西环路88号" },
    },
  ])("$words", async ({ words, row: [label = "", value], fields }) => {
    const card = await chat.says(words);
    expect([card.title, valueOf(card, label)]).toEqual(["已改 ✓ 五芳斋", value]);
    expect(await stored()).toMatchObject({ ...fields, lastContactAt: null });
    expect(await FollowUp.countDocuments()).toBe(0);
    await chat.presses("撤销");
    expect(await stored()).not.toMatchObject(fields);
  });

  test("the second tag stands beside the first, and what was before is shown", async () => {
    await chat.says("给五芳斋打个标签 长期客户");
    const card = await chat.says("给这家打标签：公对公");
    expect(card.rows).toMatchObject([{ label: "标签", value: "长期客户、公对公", oldValue: "长期客户" }]);
    expect((await stored())?.tags).toEqual(["长期客户", "公对公"]);
  });

  test.each(["五芳斋的型号改成A", "五芳斋地址是哪里", "张总说包装改成B级的纸箱", "给五芳斋加急打样"])(
    "%s is nothing of the kind",
    async (words) => {
      await chat.says(words);
      expect(await stored()).toMatchObject({ level: null, address: null, tags: [] });
    },
  );
});
