import { FollowUp } from "../../../models";
import { PlatformError } from "../../../bot/errors";
import { GroupBinding } from "../../../models/system/groupBinding";
import { Chat } from "../../support/chat";
import { whereCarried } from "../../support/channels";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

beforeEach(() => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
});

async function twoZhang() {
  const by = await chat.userBehind("lilei");
  const dingsheng = await buildCustomer({ by, name: "杭州鼎盛科技有限公司", kind: "company", aliases: ["鼎盛"] });
  const mingyuan = await buildCustomer({ by, name: "苏州明远机械有限公司", kind: "company", aliases: ["明远"] });
  await buildContact({ by, customer: dingsheng.id, name: "张伟", title: null, phones: ["13700001111"] });
  await buildContact({ by, customer: mingyuan.id, name: "张建国", title: null });
  chat.inGroup("g1");
  await chat.says("@小易 /绑定 鼎盛");
  return { by, dingsheng, mingyuan };
}

const written = (customer: { id: string }) => FollowUp.countDocuments({ customer: customer.id });

whereCarried("group")("a group bound to a customer", () => {
  test("needs no name", async () => {
    const { dingsheng } = await twoZhang();
    await chat.says("@小易 /跟进 今天聊了价格，下周给方案");
    expect(await written(dingsheng)).toBe(1);
  });

  test("decides which 张总", async () => {
    const { dingsheng } = await twoZhang();
    await chat.says("@小易 /跟进 张总 下周报价");
    expect(await written(dingsheng)).toBe(1);
    chat.inGroup(null);
    expect((await chat.says("/跟进 张总 下周报价")).title).toContain("哪位");
  });

  test("gives way to an explicit other name", async () => {
    const { dingsheng, mingyuan } = await twoZhang();
    await chat.says("@小易 /跟进 明远 样品寄了");
    await chat.says("@小易 /跟进 张建国 样品到了");
    expect([await written(dingsheng), await written(mingyuan)]).toEqual([0, 2]);
  });

  test("is shown nothing personal", async () => {
    await twoZhang();
    await chat.says("@小易 /跟进 张总 电话13700001111 下周报价");
    const inGroup = chat.cards().filter(({ groupId }) => groupId === "g1");
    expect(inGroup.length).toBeGreaterThan(0);
    expect(JSON.stringify(inGroup)).not.toMatch(/张伟|1370000|鼎盛/);
  });

  test("who cannot be written to in private is told so in the group, once", async () => {
    await twoZhang();
    const { send } = chat.platform;
    const refused = new PlatformError("never talked", { failure: "drop", code: "never_talked", call: "send" });
    chat.platform.send = (to, card, id) => (to.groupId ? send(to, card, id) : Promise.reject(refused));
    await chat.says("@小易 /待办");
    expect(
      chat
        .cards()
        .slice(-2)
        .map(({ title, groupId }) => [title, groupId]),
    ).toEqual([
      ["已私聊给你", "g1"],
      ["私聊发不到你", "g1"],
    ]);
  });

  test("is let go", async () => {
    await twoZhang();
    await chat.says("@小易 /绑定 取消");
    expect(await GroupBinding.countDocuments()).toBe(0);
  });

  test("says nothing to a colleague who may not see the customer, and cannot be taken over", async () => {
    const { dingsheng } = await twoZhang();
    chat.joins("hanmei", "韩梅");
    const by = await chat.inGroup(null).userBehind("hanmei");
    await buildCustomer({ by, name: "广州蓝天餐饮有限公司", kind: "company" });
    chat.as("hanmei").inGroup("g1");
    await chat.says("@小易 /跟进 今天聊了价格");
    await chat.says("@小易 /绑定 蓝天餐饮");
    expect(await written(dingsheng)).toBe(0);
    expect(await GroupBinding.find().lean()).toMatchObject([{ customer: dingsheng.id }]);
  });
});

test("outside a group there is nothing to bind", async () => {
  expect((await chat.says("/绑定 鼎盛")).title).toBe("绑定要在客户群里说");
});
