import { setTimeout as sleep } from "node:timers/promises";
import { noteCard } from "../../../../bot/card";
import { createWecomBotPlatform, type WecomBotConfig } from "../../../../bot/platforms/wecom/aibot";
import type { InboundMessage, Platform, Received } from "../../../../bot/types";
import { createFetchMember } from "../../../../bot/platforms/wecom/aibot/members";
import type { WecomConfig } from "../../../../bot/platforms/wecom/types";
import { startFakeAibot, type FakeAibot, type SentFrame } from "../../../support/fakeAibot";
import { goldenCards } from "./goldenCards";
import { configFor } from "./support";

const PNG = Buffer.from("89504e470d0a1a0a", "hex");

let fake: FakeAibot;
let platform: Platform;
let stop: () => Promise<void>;
let now: Date;
const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
const received: Received[] = [];
let accept: (item: Received) => Promise<void>;

/** Fast enough for a test, slow enough to be seen waiting. */
const pace = { retryMs: 20, pingMs: 50, ackMs: 100, refusedMs: 50, takenMs: 300 };

function start(more: Partial<WecomBotConfig> = {}): void {
  const config = {
    id: "bot-1",
    secret: "bot-secret-1",
    url: fake.url,
    publicUrl: "https://crm.example.com",
    app: null,
    pace,
  };
  platform = createWecomBotPlatform({ ...config, ...more }, { now: () => now, log, timeoutMs: 1000 });
  const stopped = new AbortController();
  const listening = platform.listen?.((item) => accept(item), stopped.signal);
  stop = async () => {
    stopped.abort();
    await listening;
  };
}

/** Waits for something that must come; what comes too soon or twice is seen by what is asserted afterwards. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries += 1) await sleep(10);
  expect(holds()).toBe(true);
}

const isConnected = () => fake.isConnected() && log.info.mock.calls.length > 0;
const connected = () => until(isConnected);

async function next(index = received.length): Promise<InboundMessage> {
  await until(() => received.length > index);
  const item = received[index];
  if (item?.type !== "message") throw new Error(`expected a message, got ${JSON.stringify(item)}`);
  return item.message;
}

/** Says something and waits until it has come. */
async function said(message: Record<string, unknown>, from = "ZhangSan"): Promise<InboundMessage> {
  const index = received.length;
  fake.say(from, message);
  return next(index);
}

const text = (content: string) => ({ msgtype: "text", text: { content } });
const to = (message: InboundMessage) => ({
  platform: "wecomBot",
  userId: message.senderId,
  groupId: message.groupId,
  replyPath: message.replyPath,
});
const pushTo = (userId: string) => ({ platform: "wecomBot", userId, groupId: null, replyPath: null });
const confirm = goldenCards.confirm ?? noteCard("");
const lastFrame = () => fake.sent.at(-1) as SentFrame;

beforeEach(async () => {
  now = new Date("2026-03-02T09:00:00+08:00");
  received.length = 0;
  accept = async (item) => void received.push(item);
  jest.clearAllMocks();
  fake = await startFakeAibot();
});

afterEach(async () => {
  await stop();
  await fake.close();
});

describe("what comes", () => {
  beforeEach(async () => {
    start();
    await connected();
  });

  it("is words, typed or spoken, with whose they are", async () => {
    const typed = await said(text("见了张总 下周报价"));
    expect(typed).toMatchObject({
      platform: "wecomBot",
      conversationId: "zhangsan",
      senderId: "ZhangSan",
      groupId: null,
      content: { kind: "text", text: "见了张总 下周报价", spoken: false },
    });
    const spoken = await said({ msgtype: "voice", voice: { content: "帮我新建客户" } });
    expect(spoken.content).toEqual({ kind: "text", text: "帮我新建客户", spoken: true });
  });

  it("is what a group asks the bot, without the bot's name", async () => {
    const asked = await said({ ...text("@CRM助手 查一下华星科技"), chattype: "group", chatid: "wrGroup" });
    expect(asked).toMatchObject({ groupId: "wrGroup", content: { text: "查一下华星科技" } });
  });

  it("is words beside those they answer", async () => {
    const answer = await said({ ...text("记一下"), quote: { msgtype: "text", text: { content: "张总说下周报价" } } });
    expect(answer.content).toMatchObject({ text: "记一下", quoted: "张总说下周报价" });
  });

  it("is pictures and files, opened with a key of their own", async () => {
    const image = await said({ msgtype: "image", image: fake.putFile(PNG) });
    if (image.content.kind !== "image") throw new Error("expected a picture");
    expect((await platform.downloadMedia(image.content.media.mediaId)).bytes).toEqual(PNG);

    const file = fake.putFile(Buffer.from("a,b"));
    expect((await said({ msgtype: "file", file })).content.kind).toBe("file");
    const both = await said({
      msgtype: "mixed",
      mixed: {
        msg_item: [
          { msgtype: "text", text: { content: "名片" } },
          { msgtype: "image", image: file },
        ],
      },
    });
    expect(both.content).toMatchObject({ kind: "text", text: "名片", attached: [{ mediaId: expect.any(String) }] });

    const gone = JSON.stringify({ ...file, url: `${file.url}0` });
    await expect(platform.downloadMedia(gone)).rejects.toMatchObject({ details: { call: "aibot media" } });
    const wrongKey = JSON.stringify({ ...file, aeskey: Buffer.alloc(32).toString("base64") });
    await expect(platform.downloadMedia(wrongKey)).rejects.toMatchObject({ details: { failure: "drop" } });
  });

  it("is presses, in both spellings the platform has", async () => {
    const card = { event_key: "a:1", task_id: "card-1" };
    fake.raise("lilei", { eventtype: "template_card_event", template_card_event: card });
    expect((await next(0)).content).toMatchObject({ kind: "action", actionId: "a:1", cardId: "card-1" });
    const spelled = { eventkey: "a:2", taskid: "card-2" };
    fake.raise("lilei", { eventtype: "template_card_event", template_card_event: spelled });
    expect((await next(1)).content).toMatchObject({ kind: "action", actionId: "a:2", cardId: "card-2" });
  });

  it("is told when it cannot be read or needs no answer, and never in the log's words", async () => {
    fake.raise("lilei", { eventtype: "feedback_event", feedback_event: { id: "f", type: 1 } });
    await until(() => received.length === 1);
    expect(received).toEqual([{ type: "ignored", reason: "event feedback_event" }]);
  });

  it("is taken as not readable when it is of a kind nobody told us of, or in a shape of its own", async () => {
    expect((await said({ msgtype: "location" })).content).toEqual({ kind: "unsupported", type: "location" });
    expect((await said({ msgtype: "text", text: 7 })).content).toEqual({ kind: "unsupported", type: "text" });
  });

  it("is offered again, in order, until the store takes it", async () => {
    let refusals = 1;
    accept = async (item) => {
      refusals -= 1;
      if (refusals >= 0) throw new Error("the store is down");
      received.push(item);
    };
    fake.say("lilei", text("一"));
    fake.say("lilei", text("二"));
    await until(() => received.length === 2);
    expect(received.map((item) => item.type === "message" && item.message.content)).toMatchObject([
      { text: "一" },
      { text: "二" },
    ]);
  });
});

describe("an answer", () => {
  beforeEach(async () => {
    start();
    await connected();
  });

  it("goes to the message it answers", async () => {
    const asked = await said(text("/跟进 张总"));
    await platform.send(to(asked), confirm, "card-1");
    expect(lastFrame()).toMatchObject({
      cmd: "aibot_respond_msg",
      headers: { req_id: JSON.parse(asked.replyPath ?? "").reqId },
      body: { msgtype: "template_card", template_card: { card_type: "button_interaction", task_id: "card-1" } },
    });
  });

  it("takes the place of a first word", async () => {
    const asked = await said(text("/跟进 张总"));
    await platform.send(to(asked), { ...noteCard("收到，正在记"), interim: true }, "card-1-wait");
    const { stream } = lastFrame().body;
    expect(stream).toMatchObject({ finish: false, content: "收到，正在记" });
    await platform.send(to(asked), confirm, "card-1");
    expect(lastFrame().body).toMatchObject({
      msgtype: "stream_with_template_card",
      stream: { id: stream?.id, finish: true, content: confirm.title },
      template_card: { task_id: "card-1" },
    });
  });

  it("is not followed by a first word that came too late", async () => {
    const asked = await said(text("/跟进 张总"));
    await platform.send(to(asked), confirm, "card-1");
    await platform.send(to(asked), { ...noteCard("收到，正在记"), interim: true }, "card-1-wait");
    expect(fake.sent).toHaveLength(1);
  });

  it("is a push when the message can no longer be answered", async () => {
    const asked = await said(text("/跟进 张总"));
    fake.answerNext("aibot_respond_msg", 846604);
    await platform.send(to(asked), confirm, "card-1");
    expect(lastFrame()).toMatchObject({
      cmd: "aibot_send_msg",
      body: { chatid: "ZhangSan", msgtype: "template_card" },
    });
    now = new Date(now.getTime() + 11 * 60_000);
    await platform.send(to(asked), confirm, "card-2");
    expect(lastFrame()).toMatchObject({ cmd: "aibot_send_msg", body: { template_card: { task_id: "card-2" } } });
  });

  it("goes to the address for one more answer before it is a push", async () => {
    const response_url = `${fake.url.replace("ws", "http")}/response?code=1`;
    fake.raise(
      "lilei",
      { eventtype: "template_card_event", template_card_event: { event_key: "a:1", task_id: "card-1" } },
      { response_url },
    );
    const pressed = await next(0);
    await platform.send(to(pressed), confirm, "card-2");
    await platform.send(to(pressed), confirm, "card-3");
    expect(fake.posted).toMatchObject([{ body: { msgtype: "template_card", template_card: { task_id: "card-2" } } }]);
    expect(fake.sent).toMatchObject([{ cmd: "aibot_send_msg", body: { template_card: { task_id: "card-3" } } }]);
  });

  it("welcomes within five seconds, and later as a push", async () => {
    fake.raise("lilei", { eventtype: "enter_chat" });
    const entered = await next(0);
    expect(entered.content).toEqual({ kind: "entered" });
    await platform.send(to(entered), confirm, "card-1");
    expect(lastFrame().cmd).toBe("aibot_respond_welcome_msg");
    now = new Date(now.getTime() + 5000);
    await platform.send(to(entered), confirm, "card-2");
    expect(lastFrame().cmd).toBe("aibot_send_msg");
  });

  it("stays in the group", async () => {
    const asked = await said({ ...text("@CRM助手 待办"), chattype: "group", chatid: "wrGroup" });
    fake.answerNext("aibot_respond_msg", 846606);
    await platform.send(to(asked), noteCard("已记，详情私聊"), "card-1");
    expect(lastFrame()).toMatchObject({ cmd: "aibot_send_msg", body: { chatid: "wrGroup" } });
  });

  it("is shown once when only its acknowledgement was lost", async () => {
    fake.answerNext("aibot_send_msg", "silence");
    const pushed = platform.send(pushTo("lilei"), confirm, "card-1");
    await expect(pushed).rejects.toMatchObject({ details: { failure: "retry", code: "timeout" } });
    await expect(platform.send(pushTo("lilei"), confirm, "card-1")).resolves.toMatchObject({ externalId: "card-1" });
  });

  it("is given up for somebody who never wrote to the bot", async () => {
    fake.answerNext("aibot_send_msg", 846607);
    const pushed = platform.send(pushTo("lilei"), confirm, "card-1");
    await expect(pushed).rejects.toMatchObject({ details: { failure: "drop", code: 846607 } });
  });
});

describe("a pressed card", () => {
  const closed = { as: "已确认", cardId: "card-1", card: confirm };

  beforeEach(async () => {
    start();
    await connected();
  });

  async function press(): Promise<string> {
    fake.raise("lilei", {
      eventtype: "template_card_event",
      template_card_event: { event_key: "a", task_id: "card-1" },
    });
    const { content } = await next(0);
    if (content.kind !== "action" || !content.updateToken) throw new Error("expected a press");
    return content.updateToken;
  }

  it("is redrawn with one word, in the same place", async () => {
    await platform.closeCard(pushTo("lilei"), await press(), closed);
    expect(lastFrame()).toMatchObject({
      cmd: "aibot_respond_update_msg",
      body: {
        response_type: "update_template_card",
        userids: ["lilei"],
        template_card: { task_id: "card-1", main_title: { title: confirm.title }, button_list: [{ text: "已确认" }] },
      },
    });
  });

  it("stays as it is when five seconds have gone", async () => {
    const token = await press();
    now = new Date(now.getTime() + 5000);
    const late = platform.closeCard(pushTo("lilei"), token, closed);
    await expect(late).rejects.toMatchObject({ details: { failure: "drop", code: "too_late" } });
    expect(fake.sent).toEqual([]);
  });
});

describe("who talks to the bot", () => {
  const plain = new Map([["woSealedIdOfZhangSan00000001", "ZhangSan"]]);

  /** The app's API, as far as it is asked about members. */
  const answerApi = async (url: string, body: { open_userid_list?: string[] }) => {
    const { pathname, searchParams } = new URL(url);
    if (pathname.endsWith("/gettoken")) return { errcode: 0, access_token: "t", expires_in: 7200 };
    const [openId = ""] = body.open_userid_list ?? [];
    const userid = plain.get(openId);
    if (openId) return { errcode: 0, userid_list: userid ? [{ open_userid: openId, userid }] : [] };
    const asked = searchParams.get("userid") ?? "";
    if (asked.toLowerCase() !== "zhangsan") return { errcode: 60111, errmsg: "userid not found" };
    return { errcode: 0, userid: "ZhangSan", name: "张三", department: [7], is_leader_in_dept: [1], status: 1 };
  };
  const fetchFromApp = (async (url: string, init?: RequestInit) =>
    new Response(JSON.stringify(await answerApi(url, JSON.parse(String(init?.body ?? "{}")))))) as typeof fetch;
  const members = (app: WecomConfig | null) => createFetchMember(app, { now: () => now, log, fetch: fetchFromApp });

  beforeEach(() => start());

  it("is whoever the app knows, under the plain id or the sealed one", async () => {
    const fetchMember = members(configFor({ baseUrl: "https://wecom.example" }));
    const home = { platform: "wecom", userId: "ZhangSan" };
    expect(await fetchMember("zhangsan")).toMatchObject({ userId: "zhangsan", name: "张三", isLeader: true, home });
    const [[sealed = ""] = []] = [...plain];
    expect(await fetchMember(sealed)).toMatchObject({ userId: sealed, name: "张三", departmentIds: ["7"], home });
    expect(await fetchMember("nobody")).toBeNull();
  });

  it("is everybody the platform lets in, where there is no app", async () => {
    const fetchMember = members(null);
    expect(await fetchMember("LiLei")).toMatchObject({ name: "LiLei", home: { platform: "wecom", userId: "LiLei" } });
    expect(await fetchMember("woSealedIdOfSomebody12345678")).toMatchObject({ name: "同事 5678" });
  });
});

describe("the connection", () => {
  it("comes back after it was cut, and takes what is said then", async () => {
    start();
    for (const words of ["一", "二", "三"]) {
      await connected();
      expect(await said(text(words))).toMatchObject({ content: { text: words } });
      fake.drop();
      await until(() => !fake.isConnected());
    }
    await connected();
    expect(fake.subscriptions).toHaveLength(4);
  });

  it("tells the administrator about a wrong secret without telling the secret, and tries again later", async () => {
    fake.refuse(853000);
    start();
    await until(() => fake.subscriptions.length >= 2);
    expect(log.error).toHaveBeenCalledWith(
      { code: 853000, botId: "bot-1" },
      expect.stringContaining("WECOM_BOT_ID and WECOM_BOT_SECRET"),
    );
    expect(JSON.stringify([log.error.mock.calls, log.warn.mock.calls])).not.toContain("bot-secret-1");
    fake.refuse(0);
    await connected();
  });

  it("does not fight with the program that took its place", async () => {
    start();
    await connected();
    const since = performance.now();
    fake.takeOver();
    await until(() => fake.subscriptions.length === 2);
    expect(performance.now() - since).toBeGreaterThanOrEqual(pace.takenMs - 1);
    expect(log.error).toHaveBeenCalledWith(expect.anything(), expect.stringContaining("another program"));
  });

  it("is opened anew when nothing answers on it any more", async () => {
    start();
    await connected();
    fake.answerNext("ping", "silence");
    fake.answerNext("ping", "silence");
    await until(() => fake.subscriptions.length === 2);
  });

  it("puts off what is to be sent while there is none", async () => {
    fake.refuse(853000);
    start();
    await until(() => fake.subscriptions.length > 0);
    const sent = platform.send(pushTo("lilei"), confirm, "card-1");
    await expect(sent).rejects.toMatchObject({ details: { failure: "retry", code: "disconnected" } });
  });
});
