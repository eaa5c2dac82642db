import { useChat } from "../../../miniapp/src/composables/useChat";
import { useOutbox } from "../../../miniapp/src/composables/useOutbox";
import { installBrowser } from "../support/browser";
import { FakeServer, Refusal } from "../support/server";

const card = (title: string, ...texts: string[]) => ({
  id: title,
  title,
  rows: [],
  buttons: texts.map((text) => ({ text, actionId: text })),
});
const preview = card("这样记对吗？", "确认", "改", "取消");
const saved = card("已记跟进 ✓ 鼎盛", "撤销", "改");

const chat = useChat();
let server: FakeServer;

beforeEach(() => {
  installBrowser();
  server = new FakeServer()
    .on("POST /chat", { cards: [preview] })
    .on("POST /chat/actions", { cards: [saved] })
    .install();
  chat.closeCards();
  chat.closeReceipt();
  chat.context.value = null;
});

const say = (words: string) => {
  chat.startWriting(words);
  return chat.send();
};

test("a sentence about the customer on the screen says so", async () => {
  chat.context.value = { id: "c1", name: "鼎盛" };
  await say("下周三签合同");
  expect(server.called("POST /chat")[0]?.body).toEqual({ text: "下周三签合同", context: { customer: "c1" } });
  expect(chat.text.value).toBe("");
  expect(chat.isWriting.value).toBe(false);
});

test("what needs a yes is shown, kept when closed, and gone when said", async () => {
  await say("40万可以");
  expect(chat.preview.value?.title).toBe(preview.title);
  chat.closeCards();
  expect(chat.kept.value?.title).toBe(preview.title);
  chat.reopenKept();
  await chat.press({ text: "确认", actionId: "确认" });
  expect(chat.preview.value).toBeNull();
  expect(chat.kept.value).toBeNull();
  expect(chat.receipt.value?.card.title).toBe(saved.title);
});

test("what was stored can be taken back from the receipt", async () => {
  server.on("POST /chat", { cards: [saved] });
  await say("聊了价格");
  server.on("POST /chat/actions", { cards: [card("已撤销")] });
  await chat.press({ text: "撤销", actionId: "undo" });
  expect(server.called("POST /chat/actions")[0]?.body).toEqual({ actionId: "undo" });
  expect(chat.receipt.value?.card.title).toBe("已撤销");
});

test("a question is asked with its choices", async () => {
  server.on("POST /chat", { cards: [card("你说的“张总”是哪位？", "张伟·鼎盛", "都不是，新建")] });
  await say("张总说下周签");
  expect(chat.answer.value?.[0]?.buttons).toHaveLength(2);
});

test("a refused sentence stays in the box", async () => {
  server.on("POST /chat", new Refusal(422, { detail: "太长了" }));
  await say("很长的一句");
  expect(chat.text.value).toBe("很长的一句");
  expect(chat.failure.value).toMatchObject({ kind: "refused", detail: "太长了" });
});

test("without a network the sentence waits, and its answer is shown when it comes", async () => {
  const outbox = useOutbox();
  await outbox.openFor("lilei");
  server.isDown = true;
  await say("尾款下周一付");
  expect(chat.isQueued.value).toBe(true);
  expect(outbox.waiting.value.map(({ label }) => label)).toEqual(["尾款下周一付"]);
  server.isDown = false;
  await outbox.flush();
  expect(chat.preview.value?.title).toBe(preview.title);
});
