import { WebSocket } from "ws";
import { createWecomBotPlatform } from "../../../bot/platforms/wecom/aibot";
import { answerTo, privately } from "../../../bot/recipient";
import type { InboundMessage, Platform } from "../../../bot/types";
import type { Card } from "../../../models/shared/contracts/card";
import type { TemplateCard } from "../../../scripts/simulator/wecom/templateCard";
import { startSimulator, type Harness } from "./harness";

let harness: Harness;
let platform: Platform;
let received: InboundMessage[];
let stop: () => Promise<void>;

const card: Card = {
  title: "这样记对吗？",
  rows: [{ label: "客户", value: "张总（新建）" }],
  buttons: [
    { text: "确认", actionId: "confirm-1", style: "primary" },
    { text: "打开客户", path: "/customers/1" },
  ],
};
const CHAT = "lilei@bot";

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it did not come");
}

beforeEach(async () => {
  harness = await startSimulator();
  const { wecomBot } = harness.sim;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const config = { ...wecomBot, url: wecomBot.url(harness.origin), publicUrl: harness.origin, app: null };
  platform = createWecomBotPlatform(config, { now: harness.clock.now, log });
  received = [];
  const stopped = new AbortController();
  const accept = async (item: { type: string }) => {
    if (item.type === "message") received.push((item as { message: InboundMessage } & typeof item).message);
  };
  const listening = platform.listen?.(accept, stopped.signal);
  stop = async () => {
    stopped.abort();
    await listening;
  };
  await until(async () => ((await (await harness.request("state")).json()) as { hasBot: boolean }).hasBot);
});

afterEach(async () => {
  await stop();
  await harness.close();
});

async function says(text: string): Promise<InboundMessage> {
  const index = received.length;
  await harness.post(`chats/${CHAT}/messages`, { kind: "text", text });
  await until(() => received.length > index);
  return received[index] as InboundMessage;
}

const shown = async () =>
  (await harness.entries(CHAT)).filter(({ from }) => from === "app").map(({ content }) => content);

test("a sentence, a first word, a card, a press and a closed card go all the way, beside the app's chat", async () => {
  const asked = await says("/跟进 张总 下周报价");
  expect(asked).toMatchObject({ senderId: "lilei", content: { kind: "text", text: "/跟进 张总 下周报价" } });
  await platform.send(answerTo(asked), { title: "收到，正在记", rows: [], buttons: [], interim: true }, "card-1-wait");
  expect(await shown()).toMatchObject([{ kind: "markdown", text: "收到，正在记" }]);
  await platform.send(answerTo(asked), card, "card-1");
  await platform.send(answerTo(asked), card, "card-1");
  expect(await shown()).toMatchObject([{ kind: "markdown", text: card.title }, { kind: "card" }]);

  const entry = (await harness.entries(CHAT)).at(-1);
  await harness.post(`chats/${CHAT}/presses`, { entryId: entry?.id, key: "confirm-1" });
  await until(() => received.length === 2);
  const { content } = received[1] as InboundMessage;
  if (content.kind !== "action") throw new Error("expected a press");
  const lilei = privately({ platform: "wecomBot", userId: "lilei" });
  await platform.closeCard(lilei, content.updateToken ?? "", { as: "已确认", cardId: "card-1", card });
  const closed = (await shown()).at(-1) as { card: TemplateCard };
  expect(closed.card.button_list).toMatchObject([{ text: "已确认" }]);
  expect(await harness.entries("lilei")).toEqual([]);
});

test("the bot is told of the first look, and pushes only to who has talked to it", async () => {
  await harness.post(`chats/${CHAT}/events`, { event: "enter_agent" });
  await until(() => received.length === 1);
  await platform.send(answerTo(received[0] as InboundMessage), card, "card-1");
  expect(await shown()).toHaveLength(1);
  const pushed = platform.send(privately({ platform: "wecomBot", userId: "hanmeimei" }), card, "card-2");
  await expect(pushed).rejects.toMatchObject({ details: { failure: "drop", code: 846607 } });
});

test("a second program throws the first one out, and a wrong secret gets none in", async () => {
  const { wecomBot } = harness.sim;
  const connect = (secret: string) => {
    const socket = new WebSocket(wecomBot.url(harness.origin));
    const heard: { errcode?: number; body?: unknown }[] = [];
    socket.on("message", (data: Buffer) => heard.push(JSON.parse(data.toString())));
    const frame = { cmd: "aibot_subscribe", headers: { req_id: "r" }, body: { bot_id: wecomBot.id, secret } };
    socket.on("open", () => socket.send(JSON.stringify(frame)));
    return { socket, heard };
  };
  const stranger = connect("wrong");
  await until(() => stranger.heard.length > 0);
  expect(stranger.heard[0]).toMatchObject({ errcode: 853000 });
  const first = connect(wecomBot.secret);
  await until(() => first.heard.length > 0);
  const second = connect(wecomBot.secret);
  await until(() => first.heard.length > 1);
  expect(first.heard[1]).toMatchObject({ body: { event: { eventtype: "disconnected_event" } } });
  for (const { socket } of [stranger, first, second]) socket.close();
});

const faults = (change: object) => harness.post("faults", change);

test("hands over what is spoken as words, files sealed, and what is said in a group with its place", async () => {
  await harness.post(`chats/${CHAT}/messages`, { kind: "text", text: "下周报价", spoken: true });
  await harness.post(`chats/${CHAT}/messages`, { kind: "text", text: "/待办", inGroup: true });
  await harness.request(`chats/${CHAT}/media?kind=file&name=a.pdf`, { method: "POST", body: "报价单的内容" });
  await until(() => received.length === 3);
  const [spoken, inGroup, file] = received as [InboundMessage, InboundMessage, InboundMessage];
  expect(spoken.content).toMatchObject({ text: "下周报价", spoken: true });
  expect(inGroup).toMatchObject({ groupId: "group-lilei", content: { text: "/待办" } });
  const { media } = file.content as { media: { mediaId: string } };
  expect((await platform.downloadMedia(media.mediaId)).bytes.toString()).toBe("报价单的内容");
  const refused = { kind: "text", text: "x", spoken: true, inGroup: true };
  expect((await harness.post(`chats/${CHAT}/messages`, refused)).status).toBe(422);
});

test("delivers twice, refuses and hangs up when told", async () => {
  await faults({ duplicate: true });
  await harness.post(`chats/${CHAT}/messages`, { kind: "text", text: "一句" });
  await until(() => received.length === 2);
  expect(received[0]?.externalId).toBe(received[1]?.externalId);

  await faults({ duplicate: false, rateLimit: true });
  await expect(platform.send(privately({ platform: "wecomBot", userId: "lilei" }), card, "C9")).rejects.toMatchObject({
    details: { failure: "retry", code: 45009 },
  });
  await faults({ rateLimit: false, disconnect: true });
  await harness.post(`chats/${CHAT}/messages`, { kind: "text", text: "还有一句" });
  await until(() => platform.canSend?.() === false);
  await faults({ disconnect: false });
  await until(() => platform.canSend?.() === true);
  expect(received.at(-1)?.content).toMatchObject({ text: "还有一句" });
});
