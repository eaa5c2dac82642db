import { link, noteCard, primaryAction } from "../../../../bot/card";
import { type FakeWecom, startFakeWecom } from "../../../support/fakeWecom";
import { privately } from "../../../../bot/recipient";
import { platformFor, zhangsan } from "./support";

let fake: FakeWecom;

beforeEach(async () => {
  fake = await startFakeWecom();
});
afterEach(() => fake.stop());

const question = { ...noteCard("确认新建客户？"), buttons: [primaryAction("确认", "confirm")] };
const notice = { ...noteCard("今日待办"), buttons: [link("打开", "/today")] };

it("sends a question and keeps the code that closes it", async () => {
  const { platform } = platformFor(fake);
  const sent = await platform.send(zhangsan, question, "card-1");
  expect(sent).toEqual({ externalId: expect.stringMatching(/^MSG-/), updateToken: `RC-${sent.externalId}` });
  expect(fake.shown[0]).toMatchObject({
    touser: "ZhangSan",
    agentid: 1000002,
    msgtype: "template_card",
    enable_duplicate_check: 1,
    duplicate_check_interval: 14400,
  });
});

it("has no code for a notice", async () => {
  expect((await platformFor(fake).platform.send(zhangsan, notice, "card-1")).updateToken).toBeNull();
});

it("makes the same bytes for the same card, which is shown once", async () => {
  const { platform } = platformFor(fake);
  for (const card of [question, notice]) {
    await platform.send(zhangsan, card, "card-1");
    await platform.send(zhangsan, structuredClone(card), "card-1");
  }
  const bodies = fake.callsTo("message/send").map(({ body }) => body.toString());
  expect(bodies[0]).toBe(bodies[1]);
  expect(bodies[2]).toBe(bodies[3]);
  expect(fake.shown).toHaveLength(2);
});

it("shows two cards of the same words twice", async () => {
  const { platform } = platformFor(fake);
  const long = noteCard("帮助", "怎么用。".repeat(80));
  for (const cardId of ["card-1", "card-2"]) {
    await platform.send(zhangsan, question, cardId);
    await platform.send(zhangsan, long, cardId);
  }
  expect(fake.shown).toHaveLength(4);
});

it.each([
  ["invaliduser", "wangwu|zhangsan"],
  ["unlicenseduser", "zhangsan"],
])("notices that the member is among %s of a good answer", async (field, names) => {
  fake.fail("message/send", { answer: { errcode: 0, [field]: names, msgid: "M" } });
  const sending = platformFor(fake).platform.send(zhangsan, question, "card-1");
  await expect(sending).rejects.toMatchObject({ details: { failure: "drop", code: "invaliduser" } });
});

it("does not mind other members that were not reached", async () => {
  fake.fail("message/send", { answer: { errcode: 0, invaliduser: "zhangsan2|", msgid: "M" } });
  await expect(platformFor(fake).platform.send(zhangsan, question, "card-1")).resolves.toMatchObject({
    externalId: "M",
  });
});

it.each(["@all", "@ALL", "zhangsan|lisi", ""])("never sends to %j, which is not one member", async (userId) => {
  const sending = platformFor(fake).platform.send(privately({ platform: "wecom", userId }), question, "card-1");
  await expect(sending).rejects.toMatchObject({ details: { failure: "drop", code: "not_one_member" } });
  expect(fake.calls).toHaveLength(0);
});

it("does not send under an id that would not come back", async () => {
  await expect(platformFor(fake).platform.send(zhangsan, question, "card:1")).rejects.toThrow(RangeError);
});

describe("closing a card", () => {
  it("turns its buttons into one word, once", async () => {
    const { platform } = platformFor(fake);
    await platform.closeCard(zhangsan, "RC-1", { as: "已确认", cardId: "", card: null });
    expect(fake.callsTo("message/update_template_card")[0]?.json).toEqual({
      userids: ["ZhangSan"],
      agentid: 1000002,
      response_code: "RC-1",
      button: { replace_name: "已确认" },
    });
    await expect(platform.closeCard(zhangsan, "RC-1", { as: "已确认", cardId: "", card: null })).rejects.toMatchObject({
      details: { failure: "drop", code: 60140 },
    });
  });

  it("notices a member who never had the card", async () => {
    fake.fail("message/update_template_card", { answer: { errcode: 0, invaliduser: ["zhangsan"] } });
    await expect(
      platformFor(fake).platform.closeCard(zhangsan, "RC-1", { as: "已确认", cardId: "", card: null }),
    ).rejects.toMatchObject({
      details: { failure: "drop" },
    });
  });
});

it("publishes the menu, with pages of the mini-app as addresses", async () => {
  await platformFor(fake).platform.publishMenu([
    { name: "今日待办", target: { key: "today" } },
    { name: "客户", target: { entries: [{ name: "我的客户", target: { path: "/customers" } }] } },
  ]);
  const [call] = fake.callsTo("menu/create");
  expect(call?.query.agentid).toBe("1000002");
  expect(call?.json).toEqual({
    button: [
      { type: "click", name: "今日待办", key: "today" },
      { name: "客户", sub_button: [{ type: "view", name: "我的客户", url: "https://crm.example.com/app/customers" }] },
    ],
  });
});
