import { InboxItem } from "../../../../models/system/inboxItem";
import { DingtalkRefusal, type ShownDingtalk } from "../../../../scripts/simulator/dingtalk/types";
import { useDatabase } from "../../../support/db";
import { startDingtalkBot, until, type DingtalkBot } from "../../../support/dingtalkBot";

useDatabase();

let running: DingtalkBot;
afterEach(() => running.stop());

const last = (to = "lilei"): ShownDingtalk => running.dingtalk.shownTo(to).at(-1)!;
const buttonsOf = ({ content }: ShownDingtalk) =>
  (["buttons", "moreButtons"] as const).flatMap(
    (name) =>
      JSON.parse(String(content[name])) as { text: string; event: { params: { actionId?: string; url?: string } } }[],
  );

async function says(text: string, more: object = {}): Promise<ShownDingtalk> {
  expect(await running.dingtalk.says({ from: "lilei", text, ...more })).toBe(true);
  await running.settle();
  return last();
}

async function presses(text: string, card: ShownDingtalk): Promise<boolean> {
  const actionId = buttonsOf(card).find((button) => button.text === text)?.event.params.actionId ?? "";
  const isTaken = await running.dingtalk.presses({ from: "lilei", card: card.id, actionId });
  await running.settle();
  return isTaken;
}

describe.each(["http", "stream"] as const)("over %s", (mode) => {
  beforeEach(async () => {
    running = await startDingtalkBot({ mode });
    if (mode === "stream") await until(() => running.dingtalk.gateway.isConnected());
  });

  it("a sentence becomes a card, a press becomes records, and the card closes", async () => {
    const preview = await says("/跟进 张伟 电话13800138001，先报价30万");
    expect(preview).toMatchObject({
      way: "card",
      content: { status: "", quote: expect.stringContaining("先报价30万") },
    });
    expect(buttonsOf(preview).map(({ text }) => text)).toEqual(["确认", "改", "取消"]);

    expect(await presses("确认", preview)).toBe(true);
    expect(running.dingtalk.findCard(preview.id)?.content).toMatchObject({ status: "已确认", buttons: "[]" });
    expect(last()).toMatchObject({ way: "card", content: { title: expect.stringContaining("✓") } });
  });

  it("a message or a press that comes twice has one effect", async () => {
    await says("/待办", { msgId: "m-1" });
    const count = running.dingtalk.shown.length;
    await says("/待办", { msgId: "m-1" });
    expect(running.dingtalk.shown).toHaveLength(count);
  });

  it("answers in a group that it is noted, and nothing else", async () => {
    await says("谢谢", { groupId: "cid6KeBBLoveMJOGXoYKF5x7EeiodoA==" });
    expect(running.dingtalk.shown).toMatchObject([{ way: "session", isGroup: true }]);
    await says("/待办", { groupId: "cid6KeBBLoveMJOGXoYKF5x7EeiodoA==" });
    // Two readers, two lanes: which of them is served first is nobody's promise.
    const answers = running.dingtalk.shown.slice(-2);
    expect(answers.find(({ isGroup }) => isGroup)).toMatchObject({ content: { markdown: { title: "已私聊给你" } } });
    expect(answers.find(({ isGroup }) => !isGroup)).toMatchObject({ to: "lilei" });
  });

  it("shuts out who left", async () => {
    await says("/待办");
    running.people.splice(0, 1);
    expect(await running.dingtalk.event("user_leave_org", { userId: ["lilei"] }, "leave-1")).toBe(true);
    await running.settle();
    await running.dingtalk.says({ from: "lilei", text: "/待办", fields: { senderStaffId: "lilei" } });
    await running.settle();
    expect(JSON.stringify(last().content)).toContain("你的账号停用了");
  });
});

describe("what is said", () => {
  beforeEach(async () => {
    running = await startDingtalkBot();
  });

  it.each([
    ["audio", { duration: 4000, downloadCode: "c", recognition: "/待办" }, "没有要办的事"],
    ["picture", { downloadCode: "photo" }, "图片收到"],
    ["richText", { richText: [{ text: "/待办" }, { type: "picture", downloadCode: "photo" }] }, "没有要办的事"],
    ["file", { downloadCode: "photo", fileName: "报价.pdf" }, "收到"],
    ["audio", { recognition: "/待办" }, "没有要办的事"],
    ["unknownMsgType", { unknownMsgType: "x" }, "还看不了"],
    ["picture", { inAShapeOfItsOwn: true }, "还看不了"],
  ])("%s", async (msgtype, content, told) => {
    running.dingtalk.files.set("photo", Buffer.from("png"));
    await says("", { body: { msgtype, content } });
    expect(JSON.stringify(last().content)).toContain(told);
  });

  it("tells when the platform keeps the words for itself", async () => {
    await says("", { body: { msgtype: "text", errorMessage: "20001: quota exhausted" } });
    expect(JSON.stringify(last().content)).toContain("额度用完了");
  });

  it("answers somebody from outside where they spoke", async () => {
    await running.dingtalk.says({ from: "outsider", text: "你好", groupId: "cid-group" });
    await running.settle();
    expect(running.dingtalk.shown).toMatchObject([{ to: "cid-group", way: "session" }]);
  });

  it("does not call an address elsewhere", async () => {
    await says("/帮助", { fields: { sessionWebhook: "https://elsewhere.example.com/robot/sendBySession?session=1" } });
    expect(last()).toMatchObject({ way: "card" });
    await says("谢谢", { fields: { sessionWebhook: "https://elsewhere.example.com/robot/sendBySession?session=1" } });
    // A push of its own: as a card, which is shown once however often it is sent.
    expect(last()).toMatchObject({ way: "card" });
  });
});

describe("the ways down", () => {
  const QUOTA = () => new DingtalkRefusal("Forbidden.AccessDenied.ApiCountLimitForOrg", "used up", 403);
  const CREATE = "/v1.0/card/instances/createAndDeliver";
  const BATCH = "/v1.0/robot/oToMessages/batchSend";

  it("go from card to session, where the buttons are links that press", async () => {
    running = await startDingtalkBot({ cardTemplateId: null });
    const shown = await says("/跟进 张伟 电话13800138001，先报价30万");
    expect(shown).toMatchObject({ way: "session", content: { msgtype: "actionCard" } });
    expect(JSON.stringify(shown.content)).toMatch(/http:\/\/127[^"]*\/app\/press\/[0-9a-f]{24}\.[\w-]{22}/);
  });

  it("go on when the template is not published, and when a session is over, down to the notification", async () => {
    running = await startDingtalkBot();
    running.dingtalk.fail(CREATE, new DingtalkRefusal("param.templateUnpublished"));
    expect(await says("/帮助")).toMatchObject({ way: "session" });

    running.dingtalk.fail("/robot/sendBySession", new DingtalkRefusal(300001));
    expect(await says("谢谢")).toMatchObject({ way: "robot", content: { msgKey: "sampleMarkdown" } });

    running.dingtalk.fail("/robot/sendBySession", new DingtalkRefusal(300001));
    running.dingtalk.fail(BATCH, new DingtalkRefusal("chatbotId.notAllow.sendOTO"));
    expect(await says("谢谢")).toMatchObject({ way: "notice" });
  });

  it("wait out what passes, and renew a token that was revoked", async () => {
    running = await startDingtalkBot();
    await says("/帮助");
    running.dingtalk.revokeTokens();
    expect(await says("/帮助")).toMatchObject({ way: "card" });
    running.dingtalk.fail(
      CREATE,
      new DingtalkRefusal("Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "too fast", 403),
    );
    const count = running.dingtalk.shown.length;
    await says("/帮助");
    expect(running.dingtalk.shown).toHaveLength(count);
    running.clock.set(new Date(running.clock.now().getTime() + 2000));
    await running.settle();
    expect(running.dingtalk.shown).toHaveLength(count + 1);
  });

  it("count what the month allows, and not what is free", async () => {
    running = await startDingtalkBot({ cardTemplateId: null });
    await says("谢谢");
    expect(running.meter.count.mock.calls.map(([{ what }]) => what as string)).toEqual(["messages", "messages"]);
    running.dingtalk.fail("/robot/sendBySession", QUOTA());
    expect(await says("谢谢")).toMatchObject({ way: "robot" });
  });
});

describe("when the month is nearly used up", () => {
  beforeEach(async () => {
    running = await startDingtalkBot();
    running.meter.share.mockReturnValue(0.8);
  });

  it("answers where it costs no call, and leaves pressed cards as they are", async () => {
    expect(await says("/跟进 张伟 下周报价")).toMatchObject({ way: "session", content: { msgtype: "actionCard" } });
    running.meter.share.mockReturnValue(0);
    const card = await says("/跟进 张伟 电话13800138001，先报价30万");
    expect(card).toMatchObject({ way: "card" });
    running.meter.share.mockReturnValue(0.8);
    await presses("确认", card);
    expect(running.dingtalk.findCard(card.id)?.content.status).toBe("");
  });
});

describe("the stream", () => {
  beforeEach(async () => {
    running = await startDingtalkBot({ mode: "stream" });
    await until(() => running.dingtalk.gateway.isConnected());
  });

  it("comes back after every cut, one connection at a time, without losing or doubling anything", async () => {
    const { dingtalk } = running;
    const sent: Promise<boolean>[] = [];
    for (let round = 0; round < 4; round += 1) {
      for (let each = 0; each < 5; each += 1) {
        sent.push(dingtalk.says({ from: "lilei", text: "谢谢", msgId: `m-${round}-${each}` }));
      }
      dingtalk.gateway.cut();
      await until(() => dingtalk.gateway.isConnected());
      expect(dingtalk.gateway.connections()).toBe(1);
    }
    // What was not acknowledged is delivered again, with the same id.
    for (let round = 0; round < 4; round += 1) {
      for (let each = 0; each < 5; each += 1) {
        sent.push(dingtalk.says({ from: "lilei", text: "谢谢", msgId: `m-${round}-${each}` }));
      }
    }
    await Promise.all(sent);
    await running.settle();
    expect(await InboxItem.countDocuments({ state: "done" })).toBe(20);
    expect(dingtalk.shownTo("lilei").length).toBeGreaterThanOrEqual(20);
    expect(dingtalk.gateway.connected()).toBeLessThanOrEqual(6);
  });

  it("takes a place anew when it is told goodbye", async () => {
    const { gateway } = running.dingtalk;
    await gateway.send({ type: "SYSTEM", topic: "disconnect", data: { reason: "connection is expired" } }, 10);
    await until(() => gateway.connected() === 2);
  });

  it("answers a ping with what it holds", async () => {
    const ack = await running.dingtalk.gateway.send({ type: "SYSTEM", topic: "ping", data: { opaque: "0e1f" } }, 2000);
    expect(ack).toMatchObject({ code: 200, data: JSON.stringify({ opaque: "0e1f" }) });
  });
});
