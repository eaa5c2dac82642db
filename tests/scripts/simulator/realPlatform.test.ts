import { privately } from "../../../bot/recipient";
import { createWecomPlatform } from "../../../bot/platforms/wecom";
import type { WecomPlatform } from "../../../bot/platforms/wecom/types";
import type { InboundMessage, RawRequest } from "../../../bot/types";
import type { Card } from "../../../models/shared/contracts/card";
import { startSimulator } from "./harness";
import type { Harness } from "./harness";

let harness: Harness;
let platform: WecomPlatform;
let received: InboundMessage[];

beforeEach(async () => {
  harness = await startSimulator();
  const { wecom } = harness.sim;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  platform = createWecomPlatform(
    {
      corpId: wecom.corpId,
      agentId: String(wecom.agentId),
      secret: wecom.secret,
      token: wecom.token,
      encodingAesKey: wecom.encodingAesKey,
      apiBase: wecom.apiBase(harness.origin),
      oauthBase: wecom.oauthBase(harness.origin),
      loginBase: wecom.loginBase(harness.origin),
      publicUrl: harness.origin,
    },
    { now: harness.clock.now, log },
  );
  received = [];
  harness.takeRaw((request: RawRequest) => {
    const result = platform.hooks[""](request, harness.clock.now());
    if (result.type === "message") received.push(result.message);
  });
});
afterEach(() => harness.close());

const lilei = privately({ platform: "wecom", userId: "lilei" });
const confirmCard: Card = {
  title: "这样记对吗？",
  rows: [{ label: "客户", value: "张总（新建）" }],
  quote: { title: "原话", text: "/跟进 张总 下周报价" },
  buttons: [
    { text: "确认", actionId: "confirm-1", style: "primary" },
    { text: "打开客户", path: "/customers/1" },
  ],
};

test("a sentence, a card, a press and a closed card go all the way", async () => {
  await harness.post("chats/lilei/messages", { kind: "text", text: "/跟进 张总 下周报价" });
  expect(received[0]).toMatchObject({ senderId: "lilei", content: { kind: "text", text: "/跟进 张总 下周报价" } });

  await platform.send(lilei, confirmCard, "card-1");
  await platform.send(lilei, confirmCard, "card-1");
  const entries = await harness.entries("lilei");
  expect(entries).toHaveLength(2);
  expect(entries[1]?.content).toMatchObject({ kind: "card", card: { main_title: { title: "这样记对吗？" } } });

  await harness.post("chats/lilei/presses", { entryId: entries[1]?.id, key: "confirm-1" });
  const action = received[1]?.content;
  expect(action).toMatchObject({ kind: "action", actionId: "confirm-1", cardId: "card-1" });
  await platform.closeCard(lilei, (action?.kind === "action" && action.updateToken) || "", {
    as: "已确认",
    cardId: "",
    card: null,
  });
  expect((await harness.entries("lilei"))[1]?.content).toMatchObject({ state: { closedAs: "已确认" } });
});

test("an expired token is replaced without anybody noticing", async () => {
  await harness.post("faults", { expiredToken: true });
  for (const cardId of ["a", "b", "c"]) await platform.send(lilei, confirmCard, cardId);
  expect(await harness.entries("lilei")).toHaveLength(3);
});

test("the directory, the menu, a sign-in and a voice file are served", async () => {
  const directory = await platform.fetchDirectory();
  expect(directory).toMatchObject({ complete: true });
  expect(directory.users.map(({ userId }) => userId).sort()).toEqual([
    "chenjing",
    "hexin",
    "lilei",
    "lintao",
    "sunhao",
    "wangwu",
    "zhaomin",
    "zhoujie",
  ]);
  await platform.publishMenu([{ name: "待办", target: { key: "today" } }]);
  expect(await (await harness.request("state")).json()).toMatchObject({ menu: [{ name: "待办" }] });

  const signIn = platform.signInUrl({ returnTo: `${harness.origin}/app/`, state: "s1", insideClient: true });
  const landed = await fetch(signIn.replace("#", "&user=lilei#"), { redirect: "manual" });
  const code = new URL(landed.headers.get("location") ?? "").searchParams.get("code") ?? "";
  expect(await platform.exchangeCode(code)).toEqual({ userId: "lilei" });

  await harness.request("chats/lilei/media?kind=voice", { method: "POST", body: "#!AMR\n\x7c\x7c" });
  const voice = received[0]?.content;
  const file = await platform.downloadMedia(voice?.kind === "voice" ? voice.media.mediaId : "");
  expect(file.bytes.toString("latin1")).toMatch(/^#!AMR/);
});
