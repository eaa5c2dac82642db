import { encrypt, getSignature } from "@wecom/crypto";
import { buttonCard, cardMessage, startSimulator } from "./harness";
import type { Harness } from "./harness";

let harness: Harness;
beforeEach(async () => void (harness = await startSimulator()));
afterEach(() => harness.close());

const say = (text: string, userId = "lilei") => harness.post(`chats/${userId}/messages`, { kind: "text", text });
const contents = () => harness.pushes.map(({ message }) => message?.Content);

test("a text arrives signed, sealed and with the platform's elements", async () => {
  const text = "今天和 <云帆> & 王总聊了 ]]> 😀";
  expect((await say(text)).status).toBe(204);
  expect(harness.pushes).toHaveLength(1);
  expect(harness.pushes[0]).toMatchObject({
    timestamp: "1789525800",
    message: {
      ToUserName: harness.sim.wecom.corpId,
      FromUserName: "lilei",
      CreateTime: "1789525800",
      MsgType: "text",
      Content: text,
      MsgId: expect.stringMatching(/^\d{19}$/),
      AgentID: "1000002",
    },
  });
  expect((await harness.entries("lilei"))[0]).toMatchObject({ from: "member", delivery: "done", content: { text } });
});

test.each([
  [
    { kind: "location", latitude: 31.26, longitude: 120.73, label: "苏州" },
    { MsgType: "location", Location_X: "31.26", Location_Y: "120.73", Label: "苏州" },
  ],
  [
    { kind: "link", title: "招标", url: "https://a.example/1" },
    { MsgType: "link", Title: "招标", Url: "https://a.example/1" },
  ],
])("%j is pushed as its own kind", async (sent, pushed) => {
  await harness.post("chats/lilei/messages", sent);
  expect(harness.pushes[0]?.message).toMatchObject(pushed);
});

test.each(["enter_agent", "subscribe", "unsubscribe", "click", "view", "open_approval_change"])(
  "the event %s is pushed without a message id",
  async (event) => {
    await harness.post("chats/lilei/events", { event, key: "TODO" });
    expect(harness.pushes[0]?.message).toMatchObject({ MsgType: "event", Event: event, EventKey: "TODO" });
    expect(harness.pushes[0]?.message).not.toHaveProperty("MsgId");
  },
);

test("a push that is refused is tried three times with the same id and a fresh nonce", async () => {
  harness.answerPush(() => ({ status: 500 }));
  await say("会丢吗");
  expect(harness.pushes).toHaveLength(3);
  expect(new Set(harness.pushes.map(({ message }) => message?.MsgId)).size).toBe(1);
  expect(new Set(harness.pushes.map(({ nonce }) => nonce)).size).toBe(3);
  expect((await harness.entries("lilei"))[0]).toMatchObject({ delivery: "failed" });
});

test("the second try may still succeed", async () => {
  harness.answerPush((count) => ({ status: count === 1 ? 503 : 200 }));
  await say("再来一次");
  expect(harness.pushes).toHaveLength(2);
  expect((await harness.entries("lilei"))[0]).toMatchObject({ delivery: "done" });
});

test("a server that takes longer than five seconds gets the push again", async () => {
  harness.answerPush((count) => ({ status: 200, delayMs: count === 1 ? 5300 : 0 }));
  await say("慢");
  expect(harness.pushes).toHaveLength(2);
}, 15_000);

test("a member's messages arrive in order, even when the first is slow", async () => {
  harness.answerPush((count) => ({ status: 200, delayMs: count === 1 ? 100 : 0 }));
  const first = say("一");
  await new Promise((resolve) => setTimeout(resolve, 20));
  await Promise.all([first, say("二"), say("别人", "wangwu")]);
  expect(contents()).toEqual(["一", "别人", "二"]);
});

test("a press brings the card's task and the chosen options", async () => {
  const selection = {
    question_key: "stage",
    option_list: [
      { id: "s1", text: "初访" },
      { id: "s2", text: "报价" },
    ],
  };
  await harness.api("message/send", { body: cardMessage(buttonCard("crm-7f3a", { button_selection: selection })) });
  const entryId = (await harness.entries("lilei"))[0]?.id;
  const press = { entryId, key: "confirm", answers: { stage: ["s2"] } };
  expect((await harness.post("chats/lilei/presses", press)).status).toBe(204);
  expect(harness.pushes[0]?.message).toMatchObject({
    Event: "template_card_event",
    EventKey: "confirm",
    TaskId: "crm-7f3a",
    CardType: "button_interaction",
    ResponseCode: expect.any(String),
    SelectedItems: { SelectedItem: { QuestionKey: "stage", OptionIds: { OptionId: "s2" } } },
  });
});

test("only a button that is there, on a card that is open, can be pressed", async () => {
  await harness.api("message/send", { body: cardMessage(buttonCard("t1")) });
  const entryId = (await harness.entries("lilei"))[0]?.id;
  const press = (userId: string, key: string) => harness.post(`chats/${userId}/presses`, { entryId, key });
  expect((await press("lilei", "erase")).status).toBe(409);
  expect((await press("wangwu", "confirm")).status).toBe(409);
  await press("lilei", "confirm");
  const { ResponseCode } = harness.pushes[0]?.message ?? {};
  const update = {
    userids: ["lilei"],
    agentid: 1000002,
    response_code: ResponseCode,
    button: { replace_name: "已确认" },
  };
  await harness.api("message/update_template_card", { body: update });
  expect((await press("lilei", "confirm")).status).toBe(409);
});

test("a passive reply is shown, a forged one is not", async () => {
  const { token, encodingAesKey, corpId } = harness.sim.wecom;
  const seal = (key: string) => {
    const sealed = encrypt(
      encodingAesKey,
      "<xml><MsgType>text</MsgType><Content><![CDATA[已记录]]></Content></xml>",
      corpId,
    );
    const signature = getSignature(key, "1", "n", sealed);
    return `<xml><Encrypt>${sealed}</Encrypt><MsgSignature>${signature}</MsgSignature><TimeStamp>1</TimeStamp><Nonce>n</Nonce></xml>`;
  };
  harness.answerPush((count) => ({ status: 200, body: seal(count === 1 ? token : "forged") }));
  await say("一");
  await say("二");
  const shown = (await harness.entries("lilei")).filter(({ from }) => from === "app");
  expect(shown).toMatchObject([{ content: { kind: "text", text: "已记录" } }]);
});

test("the address can be saved in the console", async () => {
  expect(await (await harness.post("verification", {})).json()).toEqual({ ok: true, reason: "" });
});
