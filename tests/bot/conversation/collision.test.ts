import { Contact, Customer, FollowUp } from "../../../models";
import { AccessRequest } from "../../../models/system/accessRequest";
import { User } from "../../../models/system/user";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildDepartment } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  chat.joins("hanmei", "韩梅");
});

/** 韩梅's customers; 李雷 sees none of them. */
async function hanmeiHas() {
  const by = await chat.userBehind("hanmei");
  const company = await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company" });
  await buildContact({ by, customer: company.id, name: "张伟", phones: ["13700001111"] });
  await buildCustomer({ by, name: "王晓东", kind: "person" });
  return company;
}

const TAKEN = "已有同事在跟进这家公司";

describe("a customer that a colleague has", () => {
  test.each([
    "/跟进 杭州鼎盛科技有限公司 下周报价",
    "/跟进 杭州鼎盛科技 下周报价",
    "/新客户 陈明 137 0000 1111",
    "/新客户 苏州别家机械有限公司 +86 13700001111",
  ])("%s makes nothing and names nobody", async (words) => {
    await hanmeiHas();
    const card = await chat.as("lilei").says(words);
    expect(card.title).toBe(TAKEN);
    expect(buttonTexts(card)).toEqual(["申请一起跟"]);
    expect(JSON.stringify(card)).not.toMatch(/韩梅|张伟/);
    expect(await FollowUp.countDocuments()).toBe(0);
    expect(await Customer.countDocuments()).toBe(2);
  });

  test.each(["张伟", "王晓东", "张总", "王总", "张经理"])("is not betrayed by a person's name: %s", async (name) => {
    await hanmeiHas();
    const known = await chat.as("lilei").says(`/跟进 ${name} 下周报价`);
    const unknown = await chat.says("/跟进 赵四海 下周报价");
    expect(known.title).toBe(unknown.title);
    expect(buttonTexts(known)).toEqual(buttonTexts(unknown));
  });

  test("is not written down beside one's own either", async () => {
    await hanmeiHas();
    const by = await chat.userBehind("lilei");
    const own = await buildCustomer({ by, name: "宁波海川物流有限公司", kind: "company" });
    const contact = await buildContact({ by, customer: own.id, name: "王芳", title: null });
    expect((await chat.says("/跟进 王芳 电话13700001111 样品寄了")).title).toBe(TAKEN);
    expect(await Contact.findOne({ _id: contact.id }).lean()).toMatchObject({ phones: [] });
  });

  test("都不是，新建 is no way around", async () => {
    await hanmeiHas();
    const by = await chat.userBehind("lilei");
    await buildCustomer({ by, name: "杭州鼎盛科技园管理有限公司", kind: "company" });
    expect((await chat.says("/跟进 杭州鼎盛科技 下周报价")).title).toContain("哪位");
    expect((await chat.presses("都不是，新建")).title).toBe(TAKEN);
  });
});

describe("申请一起跟", () => {
  async function asks() {
    const company = await hanmeiHas();
    await chat.as("lilei").says("/跟进 杭州鼎盛科技有限公司 下周报价");
    expect((await chat.presses("申请一起跟")).title).toBe("申请发出去了");
    return company;
  }

  test("asks the owner, who alone learns who asks", async () => {
    await asks();
    const question = chat.as("hanmei").lastCard();
    expect(question.title).toBe("李雷想一起跟这家");
    expect(buttonTexts(question)).toEqual(["同意", "不同意", "打开客户"]);
  });

  test("a yes shares the customer, and tells who it is", async () => {
    const company = await asks();
    expect((await chat.as("hanmei").presses("同意")).title).toBe("李雷可以一起跟了");
    expect(chat.cards().at(-2)?.closedAs).toBe("已同意");
    const told = chat.as("lilei").lastCard();
    expect(told.title).toBe("“杭州鼎盛科技有限公司”可以一起跟了");
    expect(told.text).toContain("韩梅同意了");
    await chat.says("/跟进 杭州鼎盛科技有限公司 下周报价");
    expect(await FollowUp.find().lean()).toMatchObject([{ customer: company.id }]);
  });

  test("a no tells no more than the words that were said", async () => {
    await asks();
    await chat.as("hanmei").presses("不同意");
    const told = chat.as("lilei").lastCard();
    expect(told.title).toBe("“杭州鼎盛科技有限公司”先不一起跟");
    expect(JSON.stringify(told)).not.toContain("韩梅");
    await chat.says("/跟进 杭州鼎盛科技有限公司 下周报价");
    expect((await chat.presses("申请一起跟")).title).toContain("刚回过");
    expect(await AccessRequest.countDocuments()).toBe(1);
  });

  test("is asked once, however often it is tapped", async () => {
    await asks();
    await chat.says("/跟进 杭州鼎盛科技有限公司 下周报价");
    await chat.presses("申请一起跟");
    expect(
      chat
        .as("hanmei")
        .cards()
        .filter(({ title }) => title.includes("一起跟")),
    ).toHaveLength(1);
  });
});

describe("谁在跟", () => {
  test.each(["杭州鼎盛科技谁在跟", "谁在跟杭州鼎盛科技有限公司", "杭州鼎盛科技是谁负责的"])(
    "%s: a company that a colleague has is said to be taken, and no more",
    async (words) => {
      await hanmeiHas();
      const card = await chat.as("lilei").says(words);
      expect([card.title, buttonTexts(card)]).toEqual([TAKEN, ["申请一起跟"]]);
      expect(JSON.stringify(card)).not.toMatch(/韩梅|张伟/);
    },
  );

  test.each(["谁在跟鼎盛", "谁在跟王晓东", "张伟是谁的客户"])(
    "%s: neither a short name nor a person's betrays them",
    async (words) => {
      await hanmeiHas();
      expect((await chat.as("lilei").says(words)).title).not.toBe(TAKEN);
    },
  );

  test("of what one may see the owner is named, of the customer in talk too", async () => {
    await hanmeiHas();
    chat.as("hanmei");
    expect(valueOf(await chat.says("鼎盛谁在跟"), "负责人")).toBe("韩梅");
    expect(valueOf(await chat.says("这家归谁"), "负责人")).toBe("韩梅");
  });

  test("who leads them learns whose it is", async () => {
    await hanmeiHas();
    const department = await buildDepartment();
    await User.updateOne({ name: "韩梅" }, { $set: { departments: [department._id] } });
    await chat.userBehind("lilei");
    const lead = { roles: ["sales_manager"], departments: [department._id] };
    await User.updateOne({ name: "李雷" }, { $set: lead });
    expect(valueOf(await chat.as("lilei").says("杭州鼎盛科技谁在跟"), "负责人")).toBe("韩梅");
  });
});

describe("before a new customer is made", () => {
  test("one like it is named", async () => {
    const by = await chat.userBehind("lilei");
    await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company", aliases: ["鼎盛科技"] });
    const preview = await chat.says("/新客户 鼎胜科技有限公司 13900008888");
    expect(JSON.stringify(preview.rows)).toContain("鼎盛科技");
  });

  test("one with the same number is named", async () => {
    const by = await chat.userBehind("lilei");
    await buildCustomer({ by, name: "宁波海川物流有限公司", kind: "company", phones: ["13900008888"] });
    await chat.says("/新客户 赵四海 13900008888");
    const preview = await chat.presses("都不是，新建");
    expect(JSON.stringify(preview.rows)).toContain("重复");
  });
});
